import { describe, expect, test } from 'vitest';
import { en } from './en.ts';
import { languageFor, languages } from './index.ts';
import { zh } from './zh.ts';

/** Every sentence of a catalogue by its path; functions are called with arguments that fit all of them. */
function sentences(catalogue: object, path = ''): [string, string][] {
  return Object.entries(catalogue).flatMap(([key, value]): [string, string][] => {
    const here = path ? `${path}.${key}` : key;
    if (typeof value === 'string') return [[here, value]];
    if (typeof value === 'function') return [[here, String(value(...argumentsFor(here)))]];
    return sentences(value, here);
  });
}

const PARTS = { year: 2022, month: 8, day: 2, clock: '14:05', thisYear: true };
function argumentsFor(path: string): unknown[] {
  if (path === 'dateTime') return [PARTS];
  if (path === 'duration') return [{ unit: 'hours', count: 21 }];
  if (path === 'rule') return [72, 'x'];
  if (path === 'ruleNegatives') return [3, 72];
  if (path === 'someOf') return [['x', 'y'], 7];
  if (path === 'channelsPage.dayTold') return [{ whole: 1, part: 2, none: 3, unasked: 4 }];
  return ['7', '8'];
}

describe.each(Object.entries(languages))('words in %s', (_tag, words) => {
  test('leave nothing empty and nothing undefined', () => {
    for (const [path, sentence] of sentences(words)) {
      expect(sentence.trim(), path).not.toBe('');
      expect(sentence, path).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  test('have place, scene and verdict once each in the sentence', () => {
    for (const slot of ['{place}', '{scene}', '{verdict}']) expect(words.sentence.split(slot)).toHaveLength(2);
  });
});

test('both languages say the same things', () => {
  const paths = (words: object) => sentences(words).map(([path]) => path);
  expect(paths(en)).toEqual(paths(zh));
});

test('English is left untranslated nowhere', () => {
  const chinese = sentences(en).filter(([, sentence]) => /[一-鿿，。：（）]/.test(sentence));
  expect(chinese).toEqual([]);
});

test.each([
  [{ unit: 'moment' }, '不到 1 分钟', 'less than a minute'],
  [{ unit: 'minutes', count: 1 }, '1 分钟', '1 minute'],
  [{ unit: 'minutes', count: 59 }, '59 分钟', '59 minutes'],
  [{ unit: 'hours', count: 1, minutes: 0 }, '1 小时', '1 hour'],
  [{ unit: 'hours', count: 2, minutes: 1 }, '2 小时 1 分钟', '2 hours 1 minute'],
  [{ unit: 'hours', count: 21 }, '21 小时', '21 hours'],
  [{ unit: 'days', count: 3 }, '3 天', '3 days'],
] as const)('plural forms of %j', (left, chinese, english) => {
  expect(zh.duration(left)).toBe(chinese);
  expect(en.duration(left)).toBe(english);
});

test.each([
  ['zh-CN', 'zh'],
  ['zh_TW', 'zh'],
  ['en-US', 'en'],
  ['fr', 'en'],
  [undefined, 'zh'],
])('a phone that speaks %s begins in %s', (tag, language) => expect(languageFor(tag)).toBe(language));
