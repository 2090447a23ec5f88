/** A reason without a sentence is found, and a sentence without a reason. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { StaffWordsFile } from '../../functions/effects/configuration.ts';
import { checkStaffWords } from './staff-words.ts';

const words = (): StaffWordsFile =>
  JSON.parse(readFileSync(new URL('../../config/staff-words.json', import.meta.url), 'utf8'));
const found = (file: StaffWordsFile) => [...checkStaffWords(file)].map(({ field, remedy }) => `${field} ${remedy}`);

test('the file as it stands is whole', () => {
  expect(found(words())).toEqual([]);
});

test('a reason nobody wrote about', () => {
  const file = words();
  delete file.reasons.forged;
  expect(found(file)).toEqual([expect.stringMatching(/^\/reasons add "forged"/)]);
});

test('a sentence about nothing', () => {
  const file = words();
  file.reasons['not-local'] = file.notice;
  expect(found(file)).toEqual([expect.stringMatching(/^\/reasons\/not-local is no reason of a verdict/)]);
});
