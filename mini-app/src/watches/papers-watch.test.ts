import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { parseInstant } from '../../../core/index.ts';
import type { Reply } from '../http/trouble.ts';
import { type PaperClaims, readPaper } from '../server/paper-claim.ts';
import type { PaperServer } from '../server/paper-server.ts';
import { createPapersWatch } from './papers-watch.ts';

const claim = (changes: object = {}) =>
  readPaper({ id: 'p1', kind: 'number', state: 'waiting', addedAt: '2022-08-01T07:45:00+08:00', ...changes });
const listed = (state: string, pollAfterMs: number | null = null): Reply<PaperClaims> => ({
  kind: 'ok',
  value: { papers: [claim({ state })], pollAfterMs },
});
const entry = { kind: 'number', number: 'HX9001', source: 'hexin-lab' } as const;
const OFFLINE = { kind: 'offline' } as const;

type Calls = { [Name in keyof PaperServer]: Awaited<ReturnType<PaperServer[Name]>>[] };
/** Each call gives its replies in order, then that there is no network. */
function setUp(replies: Partial<Calls>) {
  const call = <Name extends keyof PaperServer>(name: Name) =>
    vi.fn(async () => replies[name]?.shift() ?? OFFLINE) as unknown as PaperServer[Name] & ReturnType<typeof vi.fn>;
  const server = {
    papers: call('papers'),
    addPaper: call('addPaper'),
    removePaper: call('removePaper'),
    keepPhoto: call('keepPhoto'),
    photo: call('photo'),
  };
  return { server, watch: createPapersWatch(server) };
}
const done: Reply<null> = { kind: 'ok', value: null };
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a number waits for the institution, and is shown as confirmed once the server says so', async () => {
  const { watch } = setUp({
    papers: [{ kind: 'ok', value: { papers: [], pollAfterMs: null } }, listed('waiting', 600), listed('confirmed')],
    addPaper: [{ kind: 'ok', value: { paper: claim(), pollAfterMs: 600 } }],
  });
  watch.show();
  await pass(0);
  expect(watch.get().papers).toEqual([]);
  expect(await watch.add(entry)).toBe(true);
  expect(watch.get()).toMatchObject({ sending: false, added: { id: 'p1' }, papers: [{ state: 'waiting' }] });
  await pass(600);
  expect(watch.get().papers).toMatchObject([{ state: 'confirmed' }]);
});

test('what the server refuses stays told while the list is read again, until the next try', async () => {
  const { watch } = setUp({
    papers: [listed('waiting', 600), listed('waiting')],
    addPaper: [{ kind: 'problem', status: 422, problem: 'certificate-refused', refusal: 'forged' }],
  });
  watch.show();
  await pass(0);
  expect(await watch.add({ kind: 'certificate', text: 'HC1:X' })).toBe(false);
  await pass(600);
  expect(watch.get()).toMatchObject({ trouble: { refusal: 'forged' }, papers: [{ id: 'p1' }] });
  watch.clear();
  expect(watch.get().trouble).toBeUndefined();
});

test('a second touch while an entry is on its way adds nothing', async () => {
  const { watch, server } = setUp({});
  let answer: (reply: Reply<never>) => void = () => {};
  vi.mocked(server.addPaper).mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
  const first = watch.add(entry);
  expect(await watch.add(entry)).toBe(false);
  answer(OFFLINE);
  expect(await first).toBe(false);
  expect(server.addPaper).toHaveBeenCalledTimes(1);
  expect(watch.get()).toMatchObject({ sending: false, trouble: OFFLINE });
});

test('deletes, also what was deleted on another phone; without a network nothing is gone', async () => {
  const { watch } = setUp({
    papers: [listed('waiting'), listed('waiting')],
    removePaper: [OFFLINE, { kind: 'problem', status: 404, problem: 'paper-unknown' }],
  });
  watch.show();
  await pass(0);
  await watch.remove('p1');
  expect(watch.get()).toMatchObject({ papers: [{ id: 'p1' }], trouble: OFFLINE });
  await watch.remove('p1');
  expect(watch.get()).toMatchObject({ papers: [], trouble: undefined });
});

test('a photo that was kept can be shown from then on', async () => {
  const { watch } = setUp({ papers: [listed('waiting')], keepPhoto: [OFFLINE, done] });
  watch.show();
  await pass(0);
  expect(await watch.keepPhoto('p1', 'x')).toEqual(OFFLINE);
  expect(watch.get().papers).toMatchObject([{ photo: false }]);
  expect(await watch.keepPhoto('p1', 'x')).toEqual(done);
  expect(watch.get().papers).toMatchObject([{ photo: true }]);
});

test('keeps the list with no network, and says that there is none', async () => {
  const { watch } = setUp({ papers: [listed('waiting')] });
  watch.show();
  await pass(0);
  watch.hide();
  watch.show();
  await pass(0);
  expect(watch.get()).toMatchObject({ papers: [{ id: 'p1' }], trouble: OFFLINE });
});

test('keeps nothing of a person when somebody else holds the phone', async () => {
  const { watch } = setUp({ papers: [listed('waiting')] });
  watch.show();
  await pass(0);
  watch.forget();
  expect(watch.get().papers).toBeUndefined();
});

test('a kind or state of tomorrow is neither confirmed nor lost', () => {
  expect(claim({ state: 'approved', kind: 'fax' })).toMatchObject({ kind: 'unknown', state: 'unknown' });
  expect(parseInstant('2022-08-01T07:45:00+08:00')).toBe(claim().addedAt);
});
