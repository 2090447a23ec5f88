import { expect, test } from 'vitest';
import type { SourceFile } from '../../protocols/index.ts';
import type { ReplyItem } from '../effects/items.ts';
import { isDue } from './freshness.ts';

const NOW = 1_659_311_100_000;
const source = { freshness: { foundMinutes: 30, noneMinutes: 10 } } as SourceFile;
const word = (secondsAgo: number, r?: string): ReplyItem => ({ at: NOW - secondsAgo * 1000, r, expiresAt: 0 });
const failure = (w: ReplyItem['w'], secondsAgo: number, waitsFor: number): ReplyItem => ({
  w,
  wa: NOW - secondsAgo * 1000,
  wr: NOW + waitsFor * 1000,
  expiresAt: 0,
});

test.each<[string, ReplyItem | undefined, { byItself: boolean; urged: boolean }]>([
  ['never asked', undefined, { byItself: true, urged: true }],
  ['found just now', word(59, 'x'), { byItself: false, urged: false }],
  ['found a minute ago', word(60, 'x'), { byItself: false, urged: true }],
  ['found half an hour ago', word(1800, 'x'), { byItself: true, urged: true }],
  ['none, nine minutes ago', word(599), { byItself: false, urged: true }],
  ['none, ten minutes ago', word(600), { byItself: true, urged: true }],
  ['timed out four seconds ago', failure('timeout', 4, 16), { byItself: false, urged: false }],
  ['timed out five seconds ago', failure('timeout', 5, 15), { byItself: false, urged: true }],
  ['timed out long enough ago', failure('timeout', 20, 0), { byItself: true, urged: true }],
  ['asked too often, by its own word', failure('over-quota', 20, 10), { byItself: false, urged: false }],
  ['queueing', failure('busy', 20, 10), { byItself: false, urged: false }],
  ['promised for later', failure('pending', 20, 10), { byItself: false, urged: false }],
  ['closed by an operator', failure('closed', 20, 10), { byItself: false, urged: false }],
])('%s', (_story, item, due) => {
  expect({ byItself: isDue(item, source, NOW, false), urged: isDue(item, source, NOW, true) }).toEqual(due);
});
