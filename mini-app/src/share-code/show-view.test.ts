import { expect, test } from 'vitest';
import { encodeBase64Url } from '../../../core/certificate/base64url.ts';
import { HOUR_MS, instantOf, parseInstant } from '../../../core/index.ts';
import type { Trouble } from '../http/trouble.ts';
import type { CodeState } from './code-keeper.ts';
import { issuedCode } from './codes.samples.ts';
import { showView } from './show-view.ts';

const NOW = parseInstant('2022-08-01T07:45:00+08:00')!;
const KEY = encodeBase64Url(new Uint8Array(32).fill(4));
const code = (hoursAgo: number) => ({
  ...issuedCode(KEY, instantOf(NOW - hoursAgo * HOUR_MS)),
  seed: encodeBase64Url(new Uint8Array(32)),
});
const state = (changes: Partial<CodeState>): CodeState => ({ replacing: false, asking: false, ...changes });
const view = (changes: Partial<CodeState>, clock: Parameters<typeof showView>[1] = 'right') =>
  showView(state(changes), clock, NOW);

test('a code that stands is shown, whatever the server or the network', () => {
  for (const more of [
    {},
    { asking: true },
    { trouble: { kind: 'offline' } as const },
    { trouble: { kind: 'signed-out' } as const },
  ]) {
    expect(view({ code: code(1), ...more })).toMatchObject({ kind: 'code', notes: [], facts: { last4: '0014' } });
  }
});

test.each([
  ['right', false, []],
  ['unknown', false, []],
  ['off', false, ['clockOff']],
  ['back', true, ['clockBack', 'replacing']],
  ['right', true, ['replacing']],
] as const)('with a phone clock that is %s and replacing %s it is told: %j', (clock, replacing, notes) => {
  expect(view({ code: code(1), replacing }, clock)).toMatchObject({ kind: 'code', notes });
});

test.each([
  [{ kind: 'offline' }, 'first', 'lapsed'],
  [{ kind: 'timeout' }, 'first', 'lapsed'],
  [{ kind: 'signed-out' }, 'signedOut', 'signedOut'],
  [{ kind: 'unreadable' }, 'trouble', 'trouble'],
  [{ kind: 'problem', status: 500 }, 'trouble', 'trouble'],
  [{ kind: 'problem', status: 403, problem: 'not-bound' }, 'notBound', 'notBound'],
  [{ kind: 'problem', status: 403, problem: 'proof-too-weak' }, 'notBound', 'notBound'],
  [{ kind: 'problem', status: 403, problem: 'consent-missing' }, 'signedOut', 'signedOut'],
] as [Trouble, string, string][])(
  'after %j: without a code %s, with one that has run out %s',
  (trouble, none, expired) => {
    expect(view({ trouble }).kind).toBe(none);
    expect(view({ trouble, code: code(49) }).kind).toBe(expired);
  },
);

test('while the server is asked, and before, it is being got; one that has run out unasked says so; withheld it says why', () => {
  expect(view({}).kind).toBe('getting');
  expect(view({ asking: true, withheld: 'positive', code: code(49) }).kind).toBe('getting');
  expect(view({ code: code(49) }).kind).toBe('lapsed');
  expect(view({ withheld: 'awaiting-retest' })).toEqual({ kind: 'withheld', why: 'awaiting-retest' });
});
