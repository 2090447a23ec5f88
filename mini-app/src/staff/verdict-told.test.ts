import { describe, expect, test } from 'vitest';
import { parseInstant } from '../../../core/index.ts';
import { ONLINE_REASONS, REFUSALS, type Shown, type Verification } from '../../../core/share-code/index.ts';
import { languages } from '../words/index.ts';
import { type Telling, verdictTold } from './verdict-told.ts';
import { zh } from './words/zh.ts';

const now = parseInstant('2022-08-01T07:45:00+08:00')!;
const telling: Telling = { words: languages.zh, staff: zh, language: 'zh', list: undefined, now };
const shown = { name: '张*三', last4: '123X' } as Shown;

test('an admission says until when, and by what', () => {
  const until = parseInstant('2022-08-02T14:05:00+08:00')!;
  expect(verdictTold({ kind: 'admit', until, basis: 'result', shown }, telling)).toEqual({
    kind: 'admit',
    shape: 'tick',
    title: '放行',
    text: '认可，至 8月2日 14:05',
  });
  expect(verdictTold({ kind: 'admit', until, basis: 'sampling-proof', shown }, telling).text).toContain('采样证明');
  expect(verdictTold({ kind: 'admit', until, basis: 'not-required', shown }, telling).text).toBe('此地现在无需查验');
  expect(verdictTold({ kind: 'admit', basis: 'result' }, telling).text).toBe('');
});

describe('the sentence of the notice', () => {
  test.each(ONLINE_REASONS)('stands beside %s: nobody may be refused for it', (reason) => {
    expect(verdictTold({ kind: 'ask-online', reason }, telling).notice).toContain('不得以');
  });
  test.each(REFUSALS)('stands beside %s unless the code is a false one', (reason) => {
    const told = verdictTold({ kind: 'refuse', reason }, telling);
    expect(told.notice === undefined).toBe(reason === 'forged');
    expect([told.text, told.todo].every((each) => each !== undefined && each.length > 4)).toBe(true);
  });
  test('is the published one where there is one, as are the words of reasons', () => {
    const list = {
      notice: { zh: '新的通知', en: 'The new notice' },
      'reason.renew': { zh: '换新了', en: 'Renewed' },
    };
    const told = verdictTold({ kind: 'ask-online', reason: 'renew' }, { ...telling, list });
    expect(told).toMatchObject({ text: '换新了', notice: '新的通知' });
    expect(told.todo).toBeUndefined();
    expect(verdictTold({ kind: 'ask-online', reason: 'renew' }, { ...telling, list, language: 'en' })).toMatchObject({
      text: 'Renewed',
      notice: 'The new notice',
    });
  });
});

test('what is no share code is named', () => {
  const held: Verification = { kind: 'not-a-code', of: 'health-code' };
  expect(verdictTold(held, telling)).toMatchObject({ title: '这不是共享码', text: '这是健康码，请出示共享码。' });
});

test('each kind has a shape of its own', () => {
  const kinds: Verification[] = [
    { kind: 'admit', until: now, basis: 'result', shown },
    { kind: 'refuse', reason: 'forged' },
    { kind: 'ask-online', reason: 'clock' },
    { kind: 'not-a-code', of: 'link' },
  ];
  expect(new Set(kinds.map((each) => verdictTold(each, telling).shape)).size).toBe(kinds.length);
});
