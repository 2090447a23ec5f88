/** What each source is said to be, over the whole path: connected or not, resting, one call at a time, submitted, held, late. */
import { expect, test } from 'vitest';
import { checkDigit } from '../../core/index.ts';
import { beginAtTheDoors, doors, ground } from '../testing/at-the-doors.ts';
import { testConfiguration, testSource } from '../testing/configuration.ts';
import { type Json, NAME, phoneClaim, row } from '../testing/doors.ts';
import { push, sentRow } from '../testing/pushing.ts';

const limits = { requestsPerSecond: 100, concurrency: 2, deadlineMs: 1_000, shares: { checks: 0 } };
const polled = testSource('polled', '440000');
polled.results[0]!.task = {
  id: 'task',
  poll: { path: '/polled/poll', parameters: { task: '$task' }, success: [{ path: 'code', values: ['0'] }] },
  state: { path: 'state', values: { working: 'processing', done: 'done' } },
  everySeconds: 5,
  keptMinutes: 30,
};

const configuration = testConfiguration();
configuration.sources.push(
  testSource('unreached', '440000'),
  testSource('single', '440000', { limits: { ...limits, concurrency: 1, requestsPerSecond: 50 } }),
  testSource('resting', '440000', { limits: { ...limits, maintenance: [{ from: '07:00', to: '09:00' }] } }),
  testSource('scarce', '440000', { limits: { ...limits, dailyQuota: 2 } }),
  testSource('nameless', '440000', { pushes: true, identityEcho: 'none', usualLagHours: 12 }),
  polled,
);
configuration.connected = new Set(configuration.sources.map(({ id }) => id).filter((id) => id !== 'unreached'));
beginAtTheDoors(configuration);

let born = 0;
async function citizen() {
  const first17 = `11010119350307${String(++born).padStart(3, '0')}`;
  const number = first17 + checkDigit(first17);
  const { body } = await doors.bind(await doors.signIn(`person-${number}`), phoneClaim(number));
  const results = async (scope: string) => (await doors.results(body.token, { scope })).body as Json;
  const stateOf = async (source: string) => (await results(source)).sources[0] as Json;
  return { number, results, stateOf };
}

test('a source that is not connected is never asked, and counts like one that was not', async () => {
  const { results } = await citizen();
  const first = await results('delta,unreached');
  expect(first.sources.map(({ id, state }: Json) => [id, state])).toEqual([
    ['delta', 'asking'],
    ['unreached', 'not-connected'],
  ]);
  expect(ground.waiting('unreached')).toHaveLength(0);
  await doors.answer('delta');
  const alone = await results('delta,unreached');
  expect(alone).toMatchObject({ answered: 1, waiting: 0, unconnected: 1, pollAfterMs: null });
  expect(alone.decision).toEqual({ kind: 'undetermined', reason: 'sources-unasked' });
  // Though everybody who can be asked has answered.
  await results('everywhere');
  for (const { id } of ground.configuration.sources) await doors.answer(id);
  const wide = await results('delta,unreached');
  expect(wide.unconnected).toBe(1);
  expect(wide.decision).toEqual({ kind: 'undetermined', reason: 'sources-unasked' });
});

test('a source that takes one call at a time is asked through a queue that keeps the order', async () => {
  const { stateOf } = await citizen();
  expect((await stateOf('single')).state).toBe('asking');
  expect(await doors.answer('single')).toBe(1);
  expect((await stateOf('single')).state).toBe('none');
});

test('in its maintenance a source is closed until the end, and nobody is queued', async () => {
  const { stateOf } = await citizen();
  expect(await stateOf('resting')).toMatchObject({
    state: 'failed',
    reason: 'closed',
    retryAt: '2022-08-01T09:00:00+08:00',
  });
  expect(ground.waiting('resting')).toHaveLength(0);
});

test('once the calls of a day are used up, tomorrow', async () => {
  const [first, second] = [await citizen(), await citizen()];
  expect((await first.stateOf('scarce')).state).toBe('asking');
  for (const _ of [1, 2])
    expect(await second.stateOf('scarce')).toMatchObject({
      state: 'failed',
      reason: 'over-quota',
      retryAt: '2022-08-02T00:00:00+08:00',
    });
  expect(ground.waiting('scarce')).toHaveLength(1);
});

test('a question that is submitted is pending, and asked again polls without submitting anew', async () => {
  const { number, stateOf } = await citizen();
  const id = `task-of-${number}`;
  ground.answers['/polled/results'] = () => ({ code: '0', task: id });
  ground.answers['/polled/poll'] = () => ({ code: '0', state: 'working' });
  await stateOf('polled');
  ground.asked.length = 0;
  await doors.answer('polled');
  const pending = await stateOf('polled');
  expect(pending.state).toBe('pending');
  expect(Date.parse(pending.retryAt)).toBeGreaterThan(ground.clock.now());
  expect(ground.asked.filter((path) => path === '/polled/results')).toHaveLength(1);
  // The source's own id of the task may hold anything; it lies sealed.
  expect(await ground.dump('recognition-cache')).not.toContain(id);

  ground.asked.length = 0;
  ground.clock.advance(Date.parse(pending.retryAt) - ground.clock.now() + 1_000);
  ground.answers['/polled/poll'] = () => ({ code: '0', state: 'done', rows: [row(NAME, number)] });
  await stateOf('polled');
  await doors.answer('polled');
  expect(ground.asked).toEqual(['/polled/poll']);
  expect((await stateOf('polled')).state).toBe('found');
});

test('what is not out yet is said of the source', async () => {
  const { number, stateOf } = await citizen();
  const open = { outcome: '检测中', issued: undefined, sampled: '2022-08-01 07:00:00' };
  ground.answers['/delta/results'] = () => ({ code: '0', rows: [row(NAME, number, open), row(NAME, number)] });
  await stateOf('delta');
  await doors.answer('delta');
  expect(await stateOf('delta')).toMatchObject({ state: 'found', notOut: true });
});

test('what a source sends that names nobody, or is held, voids nothing; how late it usually is, is said', async () => {
  const { number, results, stateOf } = await citizen();
  ground.answers['/delta/results'] = () => ({ code: '0', rows: [row(NAME, number)] });
  await results('delta');
  await doors.answer('delta');
  const positive = {
    outcome: 'positive',
    sampleCollectedAt: '2022-08-01T06:00:00+08:00',
    reportIssuedAt: '2022-08-01T07:30:00+08:00',
    institution: '另一医学检验所',
  };
  await push(ground, doors, 'nameless', [sentRow(NAME, number, positive)]);
  expect((await stateOf('nameless')).usuallyLateHours).toBe(12);
  expect((await results('delta,nameless')).decision).toMatchObject({ kind: 'recognised' });

  await push(ground, doors, 'south', [sentRow(NAME, number, positive)]);
  expect((await results('delta,south')).decision).toMatchObject({ kind: 'not-recognised', reason: 'positive' });
  const { control } = doors.effects;
  await control.update('south', { expression: 'SET held = :now, lateHours = :h', values: { ':now': 1, ':h': 2.5 } });
  const held = await results('delta,south');
  expect(held.decision).toMatchObject({ kind: 'recognised' });
  expect(held.sources[1]).toMatchObject({ id: 'south', held: true, usuallyLateHours: 2.5 });
  await control.update('south', { expression: 'REMOVE held, lateHours' });
  expect((await results('delta,south')).decision.kind).toBe('not-recognised');
});

test('what asking brings is counted by the hour', async () => {
  const { number, stateOf } = await citizen();
  const before = (await doors.effects.hours.read('delta', ground.clock.now())).at(-1) ?? {};
  ground.answers['/delta/results'] = () => ({ code: '0', rows: [] });
  await stateOf('delta');
  await doors.answer('delta');
  ground.clock.advance(11 * 60_000);
  ground.answers['/delta/results'] = () => ({
    code: '0',
    rows: [row(NAME, number, { issued: '2022-08-01 06:30:00', outcome: '阳性' })],
  });
  await stateOf('delta');
  await doors.answer('delta');
  const [after] = (await doors.effects.hours.read('delta', ground.clock.now())).slice(-1);
  const grown = (name: string) => ((after as Json)[name] ?? 0) - ((before as Json)[name] ?? 0);
  expect(['n', 'a', 'f', 'r', 'p'].map(grown)).toEqual([2, 2, 0, 1, 1]);
  // Between one hour and two after its report, and it was asked eleven minutes before.
  expect(grown('l2')).toBe(1);
});
