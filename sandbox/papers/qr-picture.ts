/** Draws a code as a camera would see it: a PNG to look at, and a film (Y4M) that a browser plays as its camera. */
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

/** Two frames of the code in the middle of a white page, as `--use-file-for-fake-video-capture` takes them. */
export function qrFilm(text: string, [width, height] = [1280, 960]): Buffer {
  const modules = modulesOf(text);
  const code = draw(modules, Math.max(1, Math.floor(Math.min(width!, height!) / modules.length)));
  const luma = Buffer.alloc(width! * height!, WHITE);
  const [left, top] = [(width! - code.width) >> 1, (height! - code.height) >> 1];
  for (let y = 0; y < code.height; y += 1) {
    code.grey.copy(luma, (top + y) * width! + left, y * code.width, (y + 1) * code.width);
  }
  const colour = Buffer.alloc((width! * height!) / 2, 128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, colour]);
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip C420jpeg\n`), frame, frame]);
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
