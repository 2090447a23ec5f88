import { expect, test } from 'vitest';
import { FAILURE_REASONS, type Instant, parseInstant } from '../../../core/index.ts';
import { sayingOf } from '../server/source-sayings.ts';
import type { SourceState } from '../server/source-state.ts';
import { en } from '../words/en.ts';
import { zh } from '../words/zh.ts';
import { openMatters, shortSentence, sourceFootnote, sourceSentence } from './source-words.ts';

const at = (text: string): Instant => parseInstant(`2022-08-01T${text}:00+08:00`)!;
const NOW = at('08:20');
const source = (changes: Partial<SourceState>): SourceState => ({
  id: 'jiangsu',
  zh: '江苏',
  en: 'Jiangsu',
  channel: 'health-code',
  state: 'asking',
  notOut: false,
  held: false,
  ...changes,
});

test('a silent source is named with since when, and that we go on asking', () => {
  const silent = source({ state: 'failed', reason: 'timeout', since: at('08:12') });
  expect(openMatters([silent], zh, 'zh', NOW)).toEqual(['江苏 08:12 起没有答复，我们还在问']);
  expect(openMatters([silent], en, 'en', NOW)).toEqual(['Jiangsu has not answered since 08:12; we are still asking']);
});

test('busy is told as queueing, never as a failure', () => {
  const busy = source({ state: 'failed', reason: 'busy', retryAt: at('08:24') });
  expect(sayingOf(busy)).toBe('busy');
  expect(sourceSentence(busy, zh, NOW)).toBe('排队中，大约 08:24 轮到');
  expect(openMatters([busy], zh, 'zh', NOW).join()).not.toMatch(/没有答复|失败|故障/);
});

test('silence is never told as no result', () => {
  for (const reason of FAILURE_REASONS) {
    const failed = source({ state: 'failed', reason, since: at('08:12') });
    expect(sourceSentence(failed, zh, NOW)).not.toContain('没有结果');
    expect(sourceSentence(failed, en, NOW)).not.toMatch(/no result/i);
  }
});

test('a failure without a beginning still names who has not answered', () => {
  expect(openMatters([source({ state: 'failed', reason: 'timeout' })], zh, 'zh', NOW)).toEqual([
    '江苏没有答复，我们还在问',
  ]);
});

test('who has answered or is being asked holds nothing up', () => {
  const well = [source({ state: 'found' }), source({ state: 'none' }), source({ state: 'asking' })];
  expect(openMatters(well, zh, 'zh', NOW)).toEqual([]);
});

test('says what an operator says of a closed source, by its name', () => {
  const announcement = { zh: '系统升级，上午十点恢复', en: 'Being upgraded until ten' };
  const closed = source({ state: 'failed', reason: 'closed' });
  const announced = { ...closed, announcement };
  expect(openMatters([announced], zh, 'zh', NOW)).toEqual(['江苏：系统升级，上午十点恢复']);
  expect(openMatters([announced], en, 'en', NOW)).toEqual(['Jiangsu: Being upgraded until ten']);
  expect(openMatters([closed], zh, 'zh', NOW)).toEqual([`江苏：${zh.failureReason.closed}`]);
});

test('whatever is not its own word is never told as no result', () => {
  for (const state of ['pending', 'asking', 'not-connected', 'unknown'] as const) {
    const quiet = source({ state, retrievedAt: at('07:00') });
    for (const sentence of [
      sourceSentence(quiet, zh, NOW),
      shortSentence(quiet, zh, NOW),
      sourceFootnote(quiet, zh, NOW),
    ]) {
      expect(sentence ?? '').not.toMatch(/没有结果|有结果/);
    }
    expect(sourceSentence(quiet, en, NOW)).not.toMatch(/no result|has result/i);
  }
});

test('says that a result is not out, how late results usually are, and when it was asked', () => {
  const late = source({ state: 'found', notOut: true, retrievedAt: at('07:45'), usuallyLateHours: 5.6 });
  expect(sourceSentence(late, zh, NOW)).toBe('已采样，结果未出，07:45 答复');
  expect(shortSentence(late, en, NOW)).toBe('answered 07:45');
  expect(sourceFootnote(late, zh, NOW)).toBe('它的结果通常比报告晚约 6 小时');
  expect(sourceFootnote(source({ state: 'found', usuallyLateHours: 0.3 }), zh, NOW)).toBeUndefined();
});

test('a source that is held is named also where the list is folded', () => {
  const held = source({ state: 'found', held: true });
  expect(openMatters([held], zh, 'zh', NOW)).toEqual([`江苏：${zh.source.held}`]);
});

test('names three of many silent sources, and counts the rest', () => {
  const many = Array.from({ length: 6 }, (_, number) =>
    source({ id: `s${number}`, zh: `渠道${number}`, state: 'failed', reason: 'timeout' }),
  );
  expect(openMatters(many, zh, 'zh', NOW)).toEqual([
    '渠道0没有答复，我们还在问',
    '渠道1没有答复，我们还在问',
    '渠道2没有答复，我们还在问',
    '还有 3 个也没有答复',
  ]);
  expect(openMatters(many.slice(0, 4), zh, 'zh', NOW)).toHaveLength(4);
});
