/** Draws a QR code on a canvas, in whole device pixels so that every module is sharp and of one size. */
import type { QrCode } from './qr-code.ts';

/** As much of a canvas of type 2d as WeChat, Alipay and browsers have in common. */
export interface Drawable {
  width: number;
  height: number;
  getContext(kind: '2d'): {
    fillStyle: string;
    fillRect(x: number, y: number, width: number, height: number): void;
  } | null;
}

/** `sidePx`: the square in device pixels. What is left over beside whole modules stays light, all around. */
export function drawQr(canvas: Drawable, { modules }: QrCode, sidePx: number): void {
  canvas.width = sidePx;
  canvas.height = sidePx;
  const context = canvas.getContext('2d');
  if (!context) return;
  const size = Math.max(1, Math.floor(sidePx / modules.length));
  const left = Math.floor((sidePx - size * modules.length) / 2);
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, sidePx, sidePx);
  context.fillStyle = '#000000';
  for (const [row, line] of modules.entries()) {
    // One rectangle for each run: a third of the calls.
    for (let from = 0; from < line.length; from += 1) {
      if (!line[from]) continue;
      let to = from;
      while (line[to]) to += 1;
      context.fillRect(left + from * size, left + row * size, (to - from) * size, size);
      from = to;
    }
  }
}
