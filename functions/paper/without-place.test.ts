/** A photo keeps its picture and how it is turned, and loses where and when it was taken. */
import { describe, expect, test } from 'vitest';
import { withoutPlace } from './without-place.ts';

const segment = (kind: number, body: Buffer | string) => {
  const bytes = Buffer.from(body as string, 'latin1');
  const head = Buffer.of(0xff, kind, 0, 0);
  head.writeUInt16BE(bytes.length + 2, 2);
  return Buffer.concat([head, bytes]);
};
const START = Buffer.of(0xff, 0xd8);
const JFIF = segment(0xe0, 'JFIF\0\x01\x02\0\0\x01\0\x01\0\0');
const TABLES = segment(0xdb, Buffer.alloc(65));
const SCAN = Buffer.concat([segment(0xda, Buffer.alloc(10)), Buffer.from('picture\xff\x00\xff\xd9', 'latin1')]);

/** EXIF as telephones write it: an orientation between other entries, and a place further on. */
function exif(turn: number, isLittle: boolean): Buffer {
  const tiff = Buffer.alloc(8 + 2 + 3 * 12 + 4);
  const short = (value: number, at: number) =>
    isLittle ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at);
  const long = (value: number, at: number) =>
    isLittle ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at);
  tiff.write(isLittle ? 'II' : 'MM', 0, 'latin1');
  short(42, 2);
  long(8, 4);
  short(3, 8);
  for (const [at, tag] of [0x010f, 0x0112, 0x8825].entries()) {
    short(tag, 10 + at * 12);
    short(3, 12 + at * 12);
    long(1, 14 + at * 12);
    short(tag === 0x0112 ? turn : 0, 18 + at * 12);
  }
  return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, Buffer.from('31.2304N 121.4737E')]));
}
const photo = (...middle: Buffer[]) => Buffer.concat([START, JFIF, ...middle, TABLES, SCAN]);

describe('a JPEG', () => {
  test.each([
    [6, true],
    [3, false],
    [8, true],
  ])('turned by %i (little-endian: %s) stays so, and tells no place', (turn, isLittle) => {
    const clean = withoutPlace(
      photo(exif(turn, isLittle), segment(0xe1, 'http://ns.adobe.com/xap/1.0/'), segment(0xfe, 'a comment')),
    );
    expect(clean.toString('latin1')).not.toMatch(/31\.2304|adobe|comment/);
    expect(clean.subarray(-SCAN.length)).toEqual(SCAN);
    // Taken once more it stays the same: what we write of the turn is read like any other.
    expect(withoutPlace(clean)).toEqual(clean);
    expect(clean.length).toBe(photo().length + 36);
  });

  test('upright needs no word of it', () => {
    expect(withoutPlace(photo(exif(1, true)))).toEqual(photo());
  });

  test('without anything of the kind comes back as it is', () => {
    expect(withoutPlace(photo())).toEqual(photo());
  });

  test.each([
    ['a segment longer than the file', Buffer.concat([START, Buffer.of(0xff, 0xe1, 0xff, 0xff, 1, 2)])],
    ['rubbish after the start', Buffer.concat([START, Buffer.from('rubbish and more')])],
    ['no picture', Buffer.concat([START, JFIF])],
    ['EXIF that points beyond itself', photo(segment(0xe1, 'Exif\0\0MM\0*\xff\xff\xff\xff......'))],
  ])('that is broken harms nobody: %s', (_, bytes) => {
    expect(withoutPlace(bytes).length).toBeLessThanOrEqual(bytes.length);
  });
});

test('a PNG comes back as it is', () => {
  const png = Buffer.from('\x89PNG\r\n\x1a\nrest', 'latin1');
  expect(withoutPlace(png)).toBe(png);
});
