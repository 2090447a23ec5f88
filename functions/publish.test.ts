import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatInstant, HOUR_MS, instantOf, parseInstant } from '../core/index.ts';
import { createEffects } from './effects/index.ts';
import { handle } from './publish.ts';
import { standingOf } from './publishing/how-sources-stand.ts';
import { testConfiguration, testSource } from './testing/configuration.ts';
import type { Json } from './testing/doors.ts';
import { startTestGround, type TestGround } from './testing/ground.ts';

let ground: TestGround;
beforeAll(async () => {
  const configuration = testConfiguration();
  configuration.sources.push(testSource('unreached', '440000', { usualLagHours: 24 }));
  ground = await startTestGround(configuration);
});
afterAll(() => ground.stop());

const document = async (name: string) => (await fetch(`${ground.documentsUrl}/${name}`)).json() as Promise<Json>;
const publish = async () => handle(await createEffects(ground.world()));

test('writes the documents, and again only what has changed', async () => {
  expect(await publish()).toEqual({ written: 3 });
  ground.clock.advance(300_000);
  // How sources stand is as of now.
  expect(await publish()).toEqual({ written: 1 });
  const answer = await fetch(`${ground.documentsUrl}/policies`);
  expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
  const { policies } = (await answer.json()) as { policies: object[] };
  expect(policies[0]).toMatchObject({ jurisdiction: '000000', effectiveFrom: '1970-01-01T08:00:00+08:00' });
  const etag = answer.headers.get('etag')!;
  const again = await fetch(`${ground.documentsUrl}/policies`, { headers: { 'if-none-match': etag } });
  expect(again.status).toBe(304);
  ground.configuration.policies.pop();
  ground.clock.advance(300_000);
  expect(await publish()).toEqual({ written: 2 });
});

test('tells how each source stands, and nothing of how it is asked', async () => {
  const effects = await createEffects(ground.world());
  await effects.hours.add('delta', { n: 4, a: 3, f: 1, d2: 1, d3: 2, l3: 25 });
  await effects.control.update('south', {
    expression: 'SET #state = :off, backAt = :at, announcement = :said',
    names: { '#state': 'state' },
    values: { ':off': 'off', ':at': ground.clock.now() + HOUR_MS, ':said': { zh: '升级', en: 'Upgrade' } },
  });
  await effects.control.update('nation', { expression: 'SET held = :now', values: { ':now': ground.clock.now() } });
  await handle(effects);
  const { asOf, sources } = await document('sources');
  expect(asOf).toBe(formatInstant(ground.clock.now()));
  const [nation, delta, south, unreached] = sources;
  expect(nation).toMatchObject({ connected: true, state: 'held', medianSeconds: null, usuallyLate: null });
  const { day, ...told } = delta;
  expect(told).toEqual({
    id: 'delta',
    zh: 'delta',
    en: 'delta',
    channel: 'health-code',
    jurisdiction: '310000',
    evidence: 'assumed',
    network: 'internet',
    connected: true,
    state: 'open',
    medianSeconds: 0.5,
    usuallyLate: { hours: 3, measured: true },
  });
  expect(day).toHaveLength(24);
  expect(day.at(-1)).toEqual({ from: '2022-08-01T07:00:00+08:00', answered: 0.75 });
  expect(day[0]).toEqual({ from: '2022-07-31T08:00:00+08:00', answered: null });
  expect(south).toMatchObject({ state: 'closed', announcement: { zh: '升级', en: 'Upgrade' } });
  expect(Date.parse(south.backAt)).toBeGreaterThan(ground.clock.now());
  expect(unreached).toMatchObject({ connected: false, state: 'open', usuallyLate: { hours: 24, measured: false } });
  expect(JSON.stringify(sources)).not.toContain('.example');

  // Readings find what was measured without counting themselves.
  expect((await effects.control.readNow('delta')).lateHours).toBe(3);
  ground.clock.advance(9 * 24 * HOUR_MS);
  await publish();
  expect((await effects.control.readNow('delta')).lateHours).toBeUndefined();
});

describe('the state of a source', () => {
  const now = parseInstant('2022-08-01T02:10:00+08:00')!;
  const limits = { requestsPerSecond: 1, concurrency: 1, deadlineMs: 1_000, shares: { checks: 0 } };
  const resting = testSource('s', '310000', { limits: { ...limits, maintenance: [{ from: '02:00', to: '03:00' }] } });
  test.each<[string, object, object]>([
    ['in its maintenance', {}, { state: 'closed', backAt: '2022-08-01T03:00:00+08:00' }],
    ['closed with no time named', { state: 'off' }, { state: 'closed' }],
    ['held, which goes before', { held: 1 }, { state: 'held', backAt: '2022-08-01T03:00:00+08:00' }],
  ])('%s', (_, control, state) => {
    expect(standingOf(resting, true, control, [], now)).toMatchObject(state);
    if (!('backAt' in state)) expect(standingOf(resting, true, control, [], now)).not.toHaveProperty('backAt');
  });
  test('used in part', () => {
    const noon = instantOf(now + 10 * HOUR_MS);
    expect(standingOf(resting, true, { state: 'share', share: 0.5 }, [], noon)).toMatchObject({ state: 'share' });
    expect(standingOf(resting, true, {}, [], noon)).toMatchObject({ state: 'open' });
  });
});
