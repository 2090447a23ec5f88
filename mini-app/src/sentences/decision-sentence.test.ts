import { describe, expect, test } from 'vitest';
import {
  type Instant,
  NOT_RECOGNISED_REASONS,
  parseInstant,
  type RecognitionDecision,
  UNDETERMINED_REASONS,
} from '../../../core/index.ts';
import { en } from '../words/en.ts';
import { zh } from '../words/zh.ts';
import { decisionSentence } from './decision-sentence.ts';

const at = (text: string): Instant => parseInstant(`${text}+08:00`)!;
const NOW = at('2022-08-01T07:45:00');
const recognised = (until: string): RecognitionDecision => ({
  kind: 'recognised',
  until: at(until),
  basis: 'result',
  resultId: 'r',
});
const inChinese = (decision: RecognitionDecision, now = NOW) =>
  decisionSentence(decision, '上海', zh.scene['public-places'], zh, now);
const inEnglish = (decision: RecognitionDecision, now = NOW) =>
  decisionSentence(decision, 'Shanghai', en.scene['public-places'], en, now);

describe('the sentence', () => {
  test.each<[RecognitionDecision, string, string, string]>([
    [
      recognised('2022-08-02T14:05:00'),
      'tick',
      '在上海的公共场所、交通认可，至 8月2日 14:05',
      'In Shanghai, for public places and transport: recognised until 2 Aug, 14:05',
    ],
    [
      { kind: 'recognised', until: at('2022-08-01T20:00:00'), basis: 'sampling-proof', resultId: 'r' },
      'tick',
      '在上海的公共场所、交通凭采样证明认可，至 8月1日 20:00',
      'In Shanghai, for public places and transport: recognised by proof of sampling until 1 Aug, 20:00',
    ],
    [
      { kind: 'expired', since: at('2022-07-31T06:00:00'), resultId: 'r' },
      'dash',
      '在上海的公共场所、交通已过期，7月31日 06:00 到期',
      'In Shanghai, for public places and transport: expired on 31 Jul, 06:00',
    ],
    [
      { kind: 'not-recognised', reason: 'no-result' },
      'dash',
      '在上海的公共场所、交通不予认可',
      'In Shanghai, for public places and transport: not recognised',
    ],
    [
      { kind: 'pending', resultId: 'r' },
      'clock',
      '在上海的公共场所、交通结果未出',
      'In Shanghai, for public places and transport: result not out yet',
    ],
    [
      { kind: 'undetermined', reason: 'sources-unanswered' },
      'question',
      '在上海的公共场所、交通暂时无法判定',
      'In Shanghai, for public places and transport: cannot be told yet',
    ],
    [
      { kind: 'not-required' },
      'ring',
      '在上海的公共场所、交通无需查验',
      'In Shanghai, for public places and transport: nothing has to be shown',
    ],
  ])('%j', (decision, shape, chinese, english) => {
    expect(inChinese(decision)).toMatchObject({ shape, plain: chinese });
    expect(inEnglish(decision)).toMatchObject({ shape, plain: english });
  });

  test('keeps place and scene apart, so that they can be tapped', () => {
    const kinds = ['text', 'place', 'text', 'scene', 'decision', 'time'];
    expect(inChinese(recognised('2022-08-02T14:05:00')).parts.map(({ kind }) => kind)).toEqual(kinds);
  });

  test('takes a name that looks like a slot, or is very long, as it is', () => {
    const place = '{scene}新疆生产建设兵团第十三师'.repeat(3);
    const { parts, plain } = decisionSentence({ kind: 'not-required' }, place, 'x', zh, NOW);
    expect(parts.filter(({ kind }) => kind === 'scene')).toHaveLength(1);
    expect(plain).toContain(place);
  });

  test('tells the year only when it is another', () => {
    expect(inChinese(recognised('2023-01-01T08:00:00'), at('2022-12-31T20:00:00')).plain).toContain('2023年1月1日');
    expect(inEnglish(recognised('2023-01-01T08:00:00'), at('2022-12-31T20:00:00')).plain).toContain(
      '1 Jan 2023, 08:00',
    );
  });
});

describe('what is left', () => {
  test.each([
    ['2022-08-02T04:45:00', '还剩 21 小时，明天到期', '21 hours left; it ends tomorrow'],
    ['2022-08-02T00:00:00', '还剩 16 小时，明天到期', '16 hours left; it ends tomorrow'],
    ['2022-08-01T23:59:59', '还剩 16 小时，今天到期', '16 hours left; it ends today'],
    ['2022-08-01T10:45:00', '还剩 3 小时，今天到期', '3 hours left; it ends today'],
    ['2022-08-01T10:44:59', '还剩 2 小时 59 分钟，今天到期', '2 hours 59 minutes left; it ends today'],
    ['2022-08-01T08:45:00', '还剩 1 小时，今天到期', '1 hour left; it ends today'],
    ['2022-08-01T08:44:59', '还剩 59 分钟，今天到期', '59 minutes left; it ends today'],
    ['2022-08-01T07:46:00', '还剩 1 分钟，今天到期', '1 minute left; it ends today'],
    ['2022-08-01T07:45:59', '还剩 不到 1 分钟，今天到期', 'less than a minute left; it ends today'],
    ['2022-08-03T07:44:00', '还剩 47 小时', '47 hours left'],
    ['2022-08-04T07:45:00', '还剩 3 天', '3 days left'],
  ])('until %s', (until, chinese, english) => {
    expect(inChinese(recognised(until)).left).toBe(chinese);
    expect(inEnglish(recognised(until)).left).toBe(english);
  });
});

test('every reason says why, in both languages', () => {
  const decisions: RecognitionDecision[] = [
    ...NOT_RECOGNISED_REASONS.map((reason) => ({ kind: 'not-recognised' as const, reason })),
    ...UNDETERMINED_REASONS.map((reason) => ({ kind: 'undetermined' as const, reason })),
  ];
  for (const decision of decisions) {
    expect(inChinese(decision).why).toBeTruthy();
    expect(inEnglish(decision).why).toBeTruthy();
  }
});
