/** Submit, then poll: within one asking, in the next, and when the source forgets, fails or never ends. */
import { afterEach, expect, test } from 'vitest';
import { askSource, checkIdentity } from './index.ts';
import type { SourceFile } from './source-file.ts';
import { type LoopbackSource, type Reply, startLoopbackSource } from './testing/loopback-source.ts';
import { meansAt, runningClock, sourceFile, ZHANG_SAN } from './testing/means.ts';
import { createMemoryTasks } from './testing/memory-tasks.ts';

const SECRET = { appKey: 'key-demo', appSecret: 'secret-demo' };
const ROW = { name: '张*', cardNo: '110***********1233', collectTime: '2022-07-31 08:00:00', checkResult: '阴性' };

let server: LoopbackSource;
afterEach(() => server.stop());

/** Jiangsu's file with a task: a static signature, so that every call counted is one of the task's. */
function tasked(deadlineMs = 3000, everySeconds = 0.2): SourceFile {
  const file = sourceFile('jiangsu');
  const [service] = file.results;
  return {
    ...file,
    limits: { ...file.limits, deadlineMs, p90Seconds: 0.1 },
    results: [
      {
        ...service!,
        path: '/task',
        task: {
          id: 'data.taskId',
          poll: {
            path: '/task/result',
            parameters: { taskId: '$task' },
            success: [{ path: 'resCode', values: ['0'] }],
          },
          state: { path: 'data.state', values: { '1': 'processing', '2': 'done', '3': 'failed', '4': 'expired' } },
          everySeconds,
          keptMinutes: 10,
        },
      },
    ],
    checks: { holder: { service: service!.id, specimens: ['cardNo'] } },
  };
}

/** Plays the states in order, the last one for ever; `submits` and `polls` tell what it was asked. */
async function source(states: (string | Reply)[], submit: Reply = { body: { resCode: 0, data: { taskId: 'T-1' } } }) {
  let polled = 0;
  server = await startLoopbackSource(({ path }) => {
    if (path === '/task') return submit;
    const state = states[Math.min(polled++, states.length - 1)]!;
    if (typeof state !== 'string') return state;
    return { body: { resCode: 0, data: { state, reportList: state === '2' ? [ROW] : null } } };
  });
}
const asked = () => server.asked.map(({ path }) => (path === '/task' ? 'submit' : 'poll'));

const clock = runningClock();
async function ask(file = tasked(), tasks = createMemoryTasks(clock)) {
  return askSource(file, meansAt(server.origin, SECRET, { clock, tasks }), ZHANG_SAN);
}

test('it is submitted once, polled until it is done, and forgotten', async () => {
  await source(['1', '1', '2']);
  const tasks = createMemoryTasks(clock);
  const began = Date.now();
  const { reply, calls } = await ask(tasked(), tasks);
  expect(reply).toMatchObject({ kind: 'found', results: [{ outcome: 'negative' }] });
  expect(asked()).toEqual(['submit', 'poll', 'poll', 'poll']);
  expect(calls).toBe(4);
  expect(Date.now() - began).toBeGreaterThanOrEqual(590); // three times the pause of 0.2 s
  expect(JSON.parse(server.asked[1]!.body.toString())).toEqual({ taskId: 'T-1' });
  expect(tasks.held.size).toBe(0);
});

test('done with no rows is the word that nothing is held', async () => {
  await source([{ body: { resCode: 0, data: { state: '2', reportList: [] } } }]);
  expect((await ask()).reply.kind).toBe('none');
});

test('still working at the deadline is pending; the next asking polls and submits nothing', async () => {
  await source(['1']);
  const tasks = createMemoryTasks(clock);
  const began = clock.now();
  const { reply, partial } = await ask(tasked(1000), tasks);
  expect(reply.kind).toBe('pending');
  expect(clock.now() - began).toBeLessThan(1000);
  expect(reply.kind === 'pending' && reply.askAgainAt - began).toBeGreaterThan(800);
  expect(partial).toEqual([]);
  expect(JSON.stringify([...tasks.held])).not.toMatch(/张|1233/);
  const before = server.asked.length;
  await server.stop();
  await source(['2']);
  expect((await ask(tasked(1000), tasks)).reply.kind).toBe('found');
  expect(before).toBeGreaterThan(2);
  expect(asked()).toEqual(['poll']);
});

test('what the source has forgotten is submitted once anew, in the same asking', async () => {
  const tasks = createMemoryTasks(clock);
  await tasks.keep('results', { id: 'T-0', expiresAt: (clock.now() + 60_000) as never });
  await source(['4', '2']);
  expect((await ask(tasked(), tasks)).reply.kind).toBe('found');
  expect(asked()).toEqual(['poll', 'submit', 'poll']);
});

test('a source that forgets at once has failed, and is not asked for ever', async () => {
  await source(['4']);
  const tasks = createMemoryTasks(clock);
  expect((await ask(tasked(), tasks)).reply).toMatchObject({ kind: 'failed', reason: 'source-error' });
  expect(asked()).toEqual(['submit', 'poll', 'submit', 'poll']);
  expect(tasks.held.size).toBe(0);
});

test('a task older than the source keeps it is not polled', async () => {
  const tasks = createMemoryTasks(clock);
  await tasks.keep('results', { id: 'T-0', expiresAt: clock.now() });
  await source(['2']);
  expect((await ask(tasked(), tasks)).reply.kind).toBe('found');
  expect(asked()).toEqual(['submit', 'poll']);
});

test.each<[string, (string | Reply)[], Reply | undefined, string, number]>([
  ['a task that failed', ['3'], undefined, 'source-error', 0],
  ['a state nobody listed', ['9'], undefined, 'unreadable', 1],
  ['a poll that fails', [{ status: 503 }], undefined, 'source-error', 1],
  ['a poll without a state', [{ body: { resCode: 0 } }], undefined, 'unreadable', 1],
  ['no id', ['2'], { body: { resCode: 0, data: {} } }, 'unreadable', 0],
  ['an id that is none', ['2'], { body: { resCode: 0, data: { taskId: 'x'.repeat(201) } } }, 'unreadable', 0],
  ['a refusal', ['2'], { status: 401 }, 'refused', 0],
])('%s', async (_name, states, submit, reason, held) => {
  await source(states, submit);
  const tasks = createMemoryTasks(clock);
  expect((await ask(tasked(), tasks)).reply).toMatchObject({ kind: 'failed', reason });
  expect(tasks.held.size).toBe(held); // a poll that failed is made again by the next asking
});

test('a poll that hangs is a timeout, not a promise', async () => {
  server = await startLoopbackSource(({ path }) =>
    path === '/task' ? { body: { resCode: 0, data: { taskId: 'T-1' } } } : undefined,
  );
  const tasks = createMemoryTasks(clock);
  expect((await ask(tasked(600), tasks)).reply).toMatchObject({ kind: 'failed', reason: 'timeout' });
  expect(tasks.held.get('results')?.id).toBe('T-1');
});

test('a check that would have to wait longer is busy until then', async () => {
  await source(['1']);
  const means = meansAt(server.origin, SECRET, { clock, tasks: createMemoryTasks(clock) });
  const checked = await checkIdentity(tasked(600), means, 'holder', ZHANG_SAN);
  expect(checked).toMatchObject({ word: 'busy' });
  expect(checked.retryAt).toBeGreaterThan(clock.now() - 1000);
});

test('another service is asked while one still works, and what it told is not lost', async () => {
  const file = tasked(700);
  const [service] = file.results;
  const { task: _task, ...plain } = service!;
  file.results = [service!, { ...plain, id: 'plain', path: '/plain' }];
  server = await startLoopbackSource(({ path }) => {
    if (path === '/task') return { body: { resCode: 0, data: { taskId: 'T-1' } } };
    if (path === '/plain') return { body: { resCode: 0, data: { reportList: [ROW] } } };
    return { body: { resCode: 0, data: { state: '1' } } };
  });
  const { reply, partial } = await ask(file);
  expect(reply.kind).toBe('pending');
  expect(partial).toMatchObject([{ outcome: 'negative' }]);
});
