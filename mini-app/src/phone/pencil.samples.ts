/** Paper: a canvas for tests, which says what was written on it and reads the code drawn on it. */
import decodeQR from 'qr/decode.js';
import { expect } from 'vitest';
import type { Pencil } from './pencil.ts';

/** A canvas of whole pixels; letters are as wide as high if Chinese, else half as wide. */
export function paper(width: number, height: number) {
  const data = new Uint8Array(width * height * 4).fill(255);
  const written: { text: string; x: number; y: number; size: number; width: number; base: string }[] = [];
  const sizeNow = () => Number(/(\d+)px/.exec(pencil.font)![1]);
  const widthOf = (text: string) =>
    [...text].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0x2e80 ? 1 : 0.5), 0) * sizeNow();
  const pencil: Pencil = {
    fillStyle: '#000',
    font: '400 10px x',
    textAlign: 'left',
    textBaseline: 'top',
    fillRect(x, y, w, h) {
      expect([x, y, w, h].every(Number.isInteger)).toBe(true);
      const shade = pencil.fillStyle === '#fff' ? 255 : 0;
      for (let down = y; down < y + h; down++)
        for (let along = x; along < x + w; along++)
          data.fill(shade, (down * width + along) * 4, (down * width + along) * 4 + 3);
    },
    fillText(text, x, y) {
      written.push({ text, x, y, size: sizeNow(), width: widthOf(text), base: pencil.textBaseline });
    },
    measureText: (text) => ({ width: widthOf(text) }),
  };
  return { pencil, written, read: () => decodeQR({ width, height, data }) };
}
