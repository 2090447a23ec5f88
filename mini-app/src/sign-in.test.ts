import { expect, test } from 'vitest';
import type { Reply } from './http/trouble.ts';
import { firstStep } from './sign-in.ts';

const session = (bound: boolean): Reply<{ bound: boolean }> => ({ kind: 'ok', value: { bound } });
const inSandbox = { sandbox: true, signsIn: true, consented: true };
const inSuperApp = { sandbox: false, signsIn: true, consented: true };
const inBrowser = { sandbox: false, signsIn: false, consented: true };

test.each([
  [session(true), inSuperApp, 'home'],
  [session(false), inSuperApp, 'identity'],
  [session(true), { ...inSuperApp, consented: false }, 'consent'],
  [session(false), { ...inSuperApp, consented: false }, 'consent'],
] as const)('%j given %j leads to %s', (reply, given, step) => expect(firstStep(reply, given)).toBe(step));

test('a refused or missing login leads to the picker in the sandbox, and from a browser to the super-app', () => {
  const reply = { kind: 'signed-out' } as const;
  expect(firstStep(reply, inSandbox)).toBe('choose-person');
  expect(firstStep(reply, inBrowser)).toBe('only-in-super-app');
});

test('nobody who is in a super-app is sent there', () =>
  expect(firstStep({ kind: 'signed-out' }, inSuperApp)).toBeUndefined());

test.each<Reply<never>>([
  { kind: 'offline' },
  { kind: 'timeout' },
  ...[400, 403, 429, 503].map((status) => ({ kind: 'problem', status }) as const),
])('%j is trouble, and no refused login', (reply) => {
  for (const given of [inSandbox, inSuperApp, inBrowser]) expect(firstStep(reply, given)).toBeUndefined();
});
