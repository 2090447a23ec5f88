/** Printed codes: what a camera reads off them, that all fits, and that no character goes missing without notice. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { HOUR_MS, instantOf, maskName, parseInstant } from '../../core/index.ts';
import { MOST_RESULTS, MOST_SAMPLINGS } from '../../core/share-code/most-facts.ts';
import { installedPrintFont } from '../effects/print-font.ts';
import { charactersIn, codeOn, pagesOf } from '../testing/printed-pdf.ts';
import { legible } from './legible.ts';
import { type PrintFont, printCode, readPrintFont } from './print-code.ts';
import { PRINT_SIZES, type PrintedCode } from './printed-code.ts';

let font: PrintFont;
beforeAll(() => {
  font = readPrintFont(readFileSync(installedPrintFont()));
});

const at = (text: string) => parseInstant(`2022-${text}:00+08:00`)!;
const result = (day: number) => ({
  sampleCollectedAt: instantOf(at('07-31T16:10') - day * 24 * HOUR_MS),
  reportIssuedAt: instantOf(at('07-31T22:40') - day * 24 * HOUR_MS),
  poolSize: 10,
});
const CODE: PrintedCode = {
  text: `HUREN1:${'A1B2C3D4E5'.repeat(30)}`,
  name: '欧**试',
  last4: '0018',
  number: '12ab 34cd 56ef 7890',
  issuedAt: at('08-01T07:45'),
  expiresAt: at('08-03T22:40'),
  asOf: at('08-01T07:40'),
  results: [result(0), result(2), result(4)],
  samplings: [],
};
/** As much as a code can carry. */
const FULL: PrintedCode = {
  ...CODE,
  text: `HUREN1:${'A1B2C3D4E5'.repeat(45)}`,
  results: Array.from({ length: MOST_RESULTS }, (_, day) => result(day)),
  samplings: Array.from({ length: MOST_SAMPLINGS }, (_, day) => result(day).sampleCollectedAt),
};

describe.each(PRINT_SIZES)('%s', (size) => {
  test('is read back as it was, and embeds only what it needs', async () => {
    const pdf = await printCode(font, size, CODE);
    expect(codeOn(pagesOf(pdf)[0]!)).toBe(CODE.text);
    expect(pagesOf(pdf)).toHaveLength(size === 'a4' ? 1 : 2);
    expect(pdf.length).toBeLessThan(60_000);
    expect(Buffer.from(pdf).toString('latin1')).toMatch(/\/FontFile2/);
    for (const character of '欧试须核对证件采样报告撤销编号') expect(charactersIn(pdf)).toContain(character);
  });

  test('holds as much as a code can carry', async () => {
    const pdf = await printCode(font, size, { ...FULL, name: maskName('𠮷𠀀𡈽') });
    expect(codeOn(pagesOf(pdf)[0]!)).toBe(FULL.text);
    expect(pagesOf(pdf)).toHaveLength(size === 'a4' ? 1 : 2);
  });

  test.each([
    ['买买提·艾力', '买***力'],
    ['䶮喆', '䶮*'],
    ['龘㛃犇', '龘*犇'],
    ['Wolfeschlegelsteinhausenbergerdorff Hubert Blaine X', 'W***X'],
    ['ʼÉlodie Gonçalves-Müller', '〓***r'],
    ['𬭎一𫍯', '𬭎*𫍯'],
  ])('of %s is legible', async (whole, written) => {
    const name = maskName(whole);
    expect(legible(name, font.hasGlyph).text).toBe(written);
    const pdf = await printCode(font, size, { ...CODE, name });
    for (const character of written) expect(charactersIn(pdf)).toContain(character);
  });

  test('says of a character that the font lacks which one it is', async () => {
    const lacks = await printCode(font, size, { ...CODE, name: maskName('𠮷田𠀀') });
    const without = await printCode(font, size, CODE);
    for (const character of '〓字库里没有') expect(charactersIn(lacks)).toContain(character);
    expect(charactersIn(without)).not.toContain('〓');
  });
});

test('a missing character is named by its code point, and an accent goes with its letter', () => {
  const hasGlyph = (point: number) => point < 0x2e80;
  expect(legible('𠮷*é', hasGlyph)).toEqual({ text: '〓*é', missing: ['U+20BB7'] });
});

test('every word that is printed is in the font', async () => {
  const { WORDS } = await import('./print-words.ts');
  const all = JSON.stringify(WORDS, (_, value) => (typeof value === 'function' ? String(value) : value));
  for (const character of new Set(all.replace(/\\./g, '')))
    expect(font.hasGlyph(character.codePointAt(0)!), character).toBe(true);
});
