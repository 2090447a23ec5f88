/** Pencil: a QR code and lines of text, with the few strokes that every platform's canvas knows. */
import encodeQR from 'qr';
import { encodeUtf8 } from '../../../core/certificate/utf8.ts';

/** What is used of a canvas's 2d context. */
export interface Pencil {
  fillStyle: string | CanvasGradient | CanvasPattern;
  font: string;
  textAlign: CanvasTextAlign;
  textBaseline: CanvasTextBaseline;
  fillRect(x: number, y: number, width: number, height: number): void;
  fillText(text: string, x: number, y: number): void;
  measureText(text: string): { width: number };
}

export const INK = '#14181f';
export const QUIET = '#4a5361';
/** ISO/IEC 18004: a quiet zone of four cells. */
const QUIET_CELLS = 4;
export const FAMILY = '-apple-system, Roboto, "PingFang SC", "Noto Sans SC", "Microsoft YaHei", sans-serif';

/** In a square of `side`, its quiet zone included; whole pixels, so that no cell is blurred. */
export function drawQr(pencil: Pencil, text: string, x: number, y: number, side: number): void {
  // A link has small letters, which are bytes to the library, and phones have no TextEncoder.
  const cells = encodeQR(text, 'raw', { ecc: 'medium', border: QUIET_CELLS, textEncoder: encodeUtf8 });
  const cell = Math.max(1, Math.floor(side / cells.length));
  const margin = Math.floor((side - cell * cells.length) / 2);
  pencil.fillStyle = '#fff';
  pencil.fillRect(x, y, side, side);
  pencil.fillStyle = INK;
  cells.forEach((row, down) => {
    row.forEach((dark, along) => {
      if (dark) pencil.fillRect(x + margin + along * cell, y + margin + down * cell, cell, cell);
    });
  });
}

/** Lines no wider than `most`; Chinese breaks between any two signs but before no closing one, English between words. */
export function wrapped(pencil: Pick<Pencil, 'measureText'>, text: string, most: number): string[] {
  const pieces = text.match(/[\u0021-\u007e\u2019]+|\s+|[^\s]/g) ?? [];
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    const fits = pencil.measureText(line + piece).width <= most || /^[，。；、：！？）」》]$/.test(piece);
    if (line === '' || fits) line += line === '' && /^\s+$/.test(piece) ? '' : piece;
    else {
      lines.push(line.trim());
      line = /^\s+$/.test(piece) ? '' : piece;
    }
  }
  return line.trim() === '' ? lines : [...lines, line.trim()];
}
