/** Printed PDF, for tests: its pages' drawing read back, the code as a camera would see it, and the text by the font that is embedded. */
import { inflateSync } from 'node:zlib';
import decodeQR from 'qr/decode.js';

/** Each page's operators. */
export function pagesOf(pdf: Uint8Array): string[] {
  return streamsOf(pdf).filter((text) => / Tf\b/.test(text));
}

function streamsOf(pdf: Uint8Array): string[] {
  const text = Buffer.from(pdf).toString('latin1');
  return [...text.matchAll(/\/Filter \/FlateDecode[\s\S]*?stream\n([\s\S]*?)\nendstream/g)].map(([, stream]) =>
    inflateSync(Buffer.from(stream!, 'latin1')).toString('latin1'),
  );
}

const PIXELS_PER_POINT = 3;

/** What the QR code drawn on a page says. */
export function codeOn(page: string): string {
  const boxes = [...page.matchAll(/([\d.-]+) ([\d.-]+) ([\d.-]+) ([\d.-]+) re\b/g)].map((each) =>
    each.slice(1, 5).map(Number),
  );
  const right = Math.max(...boxes.map(([x, , width]) => x! + width!));
  const bottom = Math.max(...boxes.map(([, y, , height]) => y! + height!));
  const [width, height] = [right, bottom].map((end) => Math.ceil((end + 20) * PIXELS_PER_POINT)) as [number, number];
  const data = new Uint8Array(width * height * 4).fill(255);
  for (const [x, y, wide, tall] of boxes)
    for (let row = px(y!); row < px(y! + tall!); row += 1)
      for (let column = px(x!); column < px(x! + wide!); column += 1)
        data.fill(0, (row * width + column) * 4, (row * width + column) * 4 + 3);
  return decodeQR({ width, height, data });
}

const px = (points: number) => Math.round(points * PIXELS_PER_POINT);

/** The characters written on all pages, by each font's own table of what its glyphs stand for. */
export function charactersIn(pdf: Uint8Array): string {
  const tables = streamsOf(pdf).filter((text) => text.includes('beginbfrange') || text.includes('beginbfchar'));
  const points = tables.flatMap((table) =>
    [...table.matchAll(/<([0-9a-f ]{4,9})>/g)].map(([, hex]) => hex!.replace(' ', '')),
  );
  return points.map((hex) => Buffer.from(hex, 'hex').swap16().toString('utf16le')).join('');
}
