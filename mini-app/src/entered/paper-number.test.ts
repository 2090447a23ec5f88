import { expect, test } from 'vitest';
import { readPaperNumber } from './paper-number.ts';

test.each([
  ['HX22073100034', { number: 'HX22073100034' }],
  ['  2022 0731　0034 ', { number: '202207310034' }],
  ['ＨＸ２２－１', { number: 'HX22-1' }],
  ['a/1.b', { number: 'a/1.b' }],
  ['123', { problem: 'missing' }],
  ['1 2 3', { problem: 'missing' }],
  ['1'.repeat(64), { number: '1'.repeat(64) }],
  ['1'.repeat(65), { problem: 'too-long' }],
  ['兵医检 2022-77A0', { problem: 'wrong-characters' }],
  ['https://pay.example/?a=1', { problem: 'wrong-characters' }],
])('%j reads as %j', (typed, read) => expect(readPaperNumber(typed)).toEqual(read));
