import { describe, expect, test } from 'vitest';
import { testCompleteness } from './completeness.cases.ts';
import { en } from './en.ts';
import { languageFor, languages } from './index.ts';
import { zh } from './zh.ts';

const PARTS = { year: 2022, month: 8, day: 2, clock: '14:05', thisYear: true };
const ARGUMENTS: Record<string, unknown[]> = {
  dateTime: [PARTS],
  duration: [{ unit: 'hours', count: 21 }],
  policy: [72, 'x'],
  policyNegatives: [3, 72],
  someOf: [['x', 'y'], 7],
  'channelsPage.dayTold': [{ whole: 1, part: 2, none: 3, unasked: 4 }],
};

testCompleteness('the main package', languages, (path) => ARGUMENTS[path]);

describe.each(Object.entries(languages))('words in %s', (_tag, words) => {
  test('have place, scene and decision once each in the sentence', () => {
    for (const slot of ['{place}', '{scene}', '{decision}']) expect(words.sentence.split(slot)).toHaveLength(2);
  });
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
