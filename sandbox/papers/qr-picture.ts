/** Draws a code as it stands on paper or on a screen, as a PNG. */
import { crc32, deflateSync } from 'node:zlib';
import encodeQR from 'qr';

/** Grey values, row by row. */
interface Picture {
  width: number;
  height: number;
  grey: Buffer;
}

const QUIET_MODULES = 4;
const [WHITE, BLACK] = [255, 0];

/** `pixels` a module; the specification wants four modules of white around. */
export function qrPng(text: string, pixels = 4): Buffer {
  return png(draw(modulesOf(text), pixels));
}

/** Black is true; the white around is part of it. */
const modulesOf = (text: string) => encodeQR(text, 'raw', { ecc: 'low', border: QUIET_MODULES });

function draw(modules: boolean[][], pixels: number): Picture {
  const size = modules.length * pixels;
  const grey = Buffer.alloc(size * size, WHITE);
  for (const [y, row] of modules.entries())
    for (const [x, dark] of row.entries())
      if (dark)
        for (let line = 0; line < pixels; line += 1) {
          const from = (y * pixels + line) * size + x * pixels;
          grey.fill(BLACK, from, from + pixels);
        }
  return { width: size, height: size, grey };
}

/** Greyscale of eight bits, without filters. */
function png({ width, height, grey }: Picture): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y += 1) grey.copy(rows, y * (width + 1) + 1, y * width, (y + 1) * width);
  const chunks = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
