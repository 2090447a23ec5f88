import { expect, test } from 'vitest';
import type { Reply } from './http/trouble.ts';
import { firstStep } from './sign-in.ts';

const session = (bound: boolean): Reply<{ bound: boolean }> => ({ kind: 'ok', value: { bound } });
const inSandbox = { sandbox: true, consented: true };
const inProduction = { sandbox: false, consented: true };

test.each([
  [session(true), inProduction, 'home'],
  [session(false), inProduction, 'identity'],
  [session(true), { sandbox: false, consented: false }, 'consent'],
  [session(false), { sandbox: false, consented: false }, 'consent'],
] as const)('%j given %j leads to %s', (reply, given, step) => expect(firstStep(reply, given)).toBe(step));

test('a refused or missing login leads to the picker in the sandbox, and to the super-app elsewhere', () => {
  for (const reply of [{ kind: 'signed-out' }, { kind: 'problem', status: 400 }] as const) {
    expect(firstStep(reply, inSandbox)).toBe('choose-person');
    expect(firstStep(reply, inProduction)).toBe('only-in-super-app');
  }
});

test('a server in trouble is trouble, not a refusal', () => {
  for (const reply of [{ kind: 'offline' }, { kind: 'timeout' }, { kind: 'problem', status: 503 }] as const) {
    expect(firstStep(reply, inSandbox)).toBeUndefined();
  }
});
