import { expect, test } from 'vitest';
import { parseInstant } from '../../../core/index.ts';
import { channelSample, channelsBody, daySample } from '../server/channel-status.samples.ts';
import { readChannelStatuses } from '../server/channel-status.ts';
import { en } from '../words/en.ts';
import { zh } from '../words/zh.ts';
import { channelsSummary, dayTold, isSought, standingDetails, standingSentence } from './channel-words.ts';

const NOW = parseInstant('2022-08-01T07:45:00+08:00')!;
const read = (...sources: object[]) => readChannelStatuses(channelsBody(sources.map(channelSample)))!.sources;
const one = (changes: object = {}) => read(changes)[0]!;

test.each([
  [{}, '开放 · 通常约 0.4 秒答复'],
  [{ medianSeconds: null }, '开放'],
  [{ medianSeconds: 0.004 }, '开放 · 通常约 0.1 秒答复'],
  [{ medianSeconds: 12.6 }, '开放 · 通常约 13 秒答复'],
  [{ state: 'share', medianSeconds: 3 }, '限量 · 通常约 3 秒答复'],
  [{ state: 'closed', backAt: '2022-08-01T10:00:00+08:00' }, '暂停 · 预计 10:00 恢复'],
  [{ state: 'held' }, '正在核实'],
  [{ state: 'open', connected: false }, '未接入'],
  [{ state: 'of-tomorrow' }, '状态不明'],
])('%j stands as %s', (changes, sentence) => expect(standingSentence(one(changes), zh, NOW)).toBe(sentence));

test('counts every source once', () => {
  const sources = read({}, { state: 'closed' }, { connected: false, state: 'closed' }, { state: 'held' }, {});
  expect(channelsSummary(sources, zh)).toBe('5 个渠道，2 个开放，1 个正在核实，1 个暂停，1 个未接入');
  expect(channelsSummary(sources, en)).toBe('5 channels, 2 open, 1 being checked, 1 closed, 1 not connected');
});

test('says how late results are and who says so; of a source that is not connected it claims nothing', () => {
  expect(standingDetails(one(), zh)).toEqual(['结果通常比报告晚约 6 小时查得到（实测）', '接口依据：公开的对接代码']);
  expect(standingDetails(one({ usuallyLate: { hours: 0, measured: false } }), zh)[0]).toBe(
    '报告出具后很快查得到（它自己的说法）',
  );
  expect(standingDetails(one({ medianSeconds: null }), zh)[0]).toBe('答复时间还没有统计');
  expect(standingDetails(one({ connected: false, evidence: 'assumed' }), zh)).toEqual([
    zh.channelsPage.meaning['not-connected'],
    '接口依据：推定，未经它确认',
  ]);
});

test.each([
  [Array(24).fill(1), '24 个小时几乎都答复'],
  [Array(24).fill(null), '近 24 小时没有人问过'],
  [
    [...Array(20).fill(0.99), 0.4, 0, null, null],
    '20 个小时几乎都答复，1 个小时答复了一部分，1 个小时没有答复，2 个小时没有人问',
  ],
  [[...Array(22).fill(1), 0.4, 0.94], '22 个小时几乎都答复，2 个小时答复了一部分；最差是 06:00 那一小时，答复了 40%'],
])('the plot can be heard: %j', (answered, told) => {
  expect(dayTold(one({ day: daySample(answered as (number | null)[]) }).day, zh, NOW)).toBe(told);
});

test.each([
  ['粤康', true],
  ['guang', true],
  ['广东省', true],
  [' GuangDong ', true],
  ['', true],
  ['江苏', false],
])('looking for %j', (query, found) => expect(isSought(one(), '广东省', query)).toBe(found));

test('a document of before, without a time, is not read as one of now', () => {
  expect(readChannelStatuses({ sources: [channelSample()] })).toBeUndefined();
});
