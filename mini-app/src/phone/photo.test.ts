import { expect, test } from 'vitest';
import { fitting, judgePhoto, pictureTypeOf } from './photo.ts';

const base64 = (...bytes: number[]) => Buffer.from(bytes).toString('base64');
const JPEG = base64(0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0, 1);
const PNG = base64(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13);
const large = (bytes: number) => JPEG + 'A'.repeat((bytes / 3) * 4 - JPEG.length);

test('tells a picture by its content', () => {
  expect([JPEG, PNG, base64(0x47, 0x49, 0x46, 0x38), base64(1)].map(pictureTypeOf)).toEqual([
    'jpeg',
    'png',
    undefined,
    undefined,
  ]);
});

test('takes two MiB, and not a byte more than Base64 can tell', () => {
  const limit = Math.floor((2 * 1024 * 1024) / 3) * 3;
  expect(judgePhoto(large(limit)).kind).toBe('photo');
  expect(judgePhoto(large(limit + 3)).kind).toBe('too-large');
});

test('shrinks step by step and no further than needed', async () => {
  const taken: number[] = [];
  const step = (number: number, text: string) => async () => {
    taken.push(number);
    return text;
  };
  const tooLarge = large(3 * 1024 * 1024);
  expect(await fitting([step(1, tooLarge), step(2, JPEG), step(3, PNG)])).toEqual({ kind: 'photo', base64: JPEG });
  expect(taken).toEqual([1, 2]);
  expect(await fitting([step(4, tooLarge), step(5, tooLarge)])).toEqual({ kind: 'too-large' });
  expect(await fitting([step(6, 'GIF8'), step(7, 'GIF8')])).toEqual({ kind: 'not-a-photo' });
});
