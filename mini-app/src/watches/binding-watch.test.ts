import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Reply } from '../http/trouble.ts';
import type { Identity } from '../server/answers.ts';
import type { IdentityClaim } from '../server/server.ts';
import { createBindingWatch } from './binding-watch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

const CLAIM: IdentityClaim = {
  name: '张三',
  document: { type: 'resident-id', number: '11010519491231002X' },
  specimenNumber: 'HX22073000003',
  consent: { textVersion: 'x' },
};
const DOCUMENT = { type: 'resident-id', last4: '002X', name: '张*', strength: 'holder' } as const;
const state = (name: Identity['state'], documents: Identity['documents'] = []): Reply<Identity> => ({
  kind: 'ok',
  value: { state: name, documents, pollAfterMs: name === 'checking' ? 600 : null },
});
function setUp(bind: Reply<Identity>, ...identity: Reply<Identity>[]) {
  const server = {
    bind: vi.fn(async () => bind),
    identity: vi.fn(async () => identity.shift() ?? state('checking')),
  };
  return { server, watch: createBindingWatch(server) };
}

test('waits in the server’s rhythm until the check has spoken', async () => {
  const { server, watch } = setUp(state('checking'), state('checking'), state('bound', [DOCUMENT]));
  await watch.submit(CLAIM);
  await pass(0);
  expect(watch.get().step).toBe('checking');
  await pass(600);
  expect(watch.get()).toMatchObject({ step: 'bound', adding: true });
  await pass(60_000);
  expect(server.identity).toHaveBeenCalledTimes(2);
});

test('every failure reads the same and leaves the form to be corrected', async () => {
  const { watch } = setUp(state('checking'), state('failed'));
  await watch.submit(CLAIM);
  await pass(0);
  expect(watch.get()).toEqual({ step: 'failed', adding: false, trouble: undefined });
});

test('a refusal at the door goes back to the form with its field', async () => {
  const { watch } = setUp({ kind: 'problem', status: 400, problem: 'field-wrong', field: '/name' });
  await watch.submit(CLAIM);
  expect(watch.get()).toMatchObject({ step: 'form', trouble: { field: '/name' } });
});

test('opening the page shows the form, also when a document is bound or an old check has failed', async () => {
  for (const before of [state('bound', [DOCUMENT]), state('failed'), state('none')]) {
    const { watch } = setUp(state('checking'), before);
    watch.open();
    watch.show();
    await pass(0);
    expect(watch.get().step).toBe('form');
  }
});

test('opening the page while a check is under way waits for it, and tells its end', async () => {
  const { watch } = setUp(state('checking'), state('checking'), state('bound', [DOCUMENT]));
  watch.open();
  watch.show();
  await pass(0);
  expect(watch.get().step).toBe('checking');
  await pass(600);
  expect(watch.get().step).toBe('bound');
});

test('a lost network while checking says so and keeps waiting for the person to try', async () => {
  const { watch } = setUp(state('checking'), { kind: 'offline' }, state('bound', [DOCUMENT]));
  await watch.submit(CLAIM);
  await pass(0);
  expect(watch.get()).toMatchObject({ step: 'checking', trouble: { kind: 'offline' } });
  await watch.askNow();
  expect(watch.get()).toMatchObject({ step: 'bound', trouble: undefined });
});
