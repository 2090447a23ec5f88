import { expect, test } from 'vitest';
import { instantOf } from '../../../core/index.ts';
import { listState } from './list-state.ts';
import { zh } from './words/zh.ts';

const HOUR = 3_600_000;
const signed = { signedAt: instantOf(1_000 * HOUR) };
const after = (hours: number) => instantOf(signed.signedAt + hours * HOUR);

test.each([
  [0, '信任清单 刚刚更新', false],
  [0.7, '信任清单 42 分钟前更新', false],
  [47.9, '信任清单 47 小时前更新', false],
  [48, '信任清单 48 小时前更新', false],
  [48.1, '信任清单 48 小时前更新，已过 48 小时，请连网', true],
  [-0.1, '信任清单 刚刚更新', false],
])('a list of %s hours', (hours, text, stops) => {
  expect(listState(signed, false, after(hours), zh)).toEqual({ text, stops });
});

test('none, and a clock that was set back', () => {
  expect(listState(undefined, false, after(0), zh)).toEqual({ text: zh.listNone, stops: true });
  expect(listState(signed, true, after(0), zh)).toEqual({ text: zh.clockBack, stops: true });
});
