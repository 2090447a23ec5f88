/** The contract against the door of look-ups: every status and every body it gives is the document's, and everything in it is given. */
import { beforeAll, expect, test, vi } from 'vitest';
import { LOOK_UP_LIMITS } from './look-ups/limits.ts';
import { beginAtTheDoors, doors, ground, newNumber } from './testing/at-the-doors.ts';
import { contract, HELD_ELSEWHERE, Holding, promisedOf } from './testing/contract.ts';
import { NAME, row } from './testing/doors.ts';
import { openVenue, type TestVenue } from './testing/venues.ts';

beginAtTheDoors();
const { given, problems, call } = new Holding();
let venue: TestVenue;

const bodyOf = (number: string, more: object = {}) => ({
  venue: venue.id,
  name: NAME,
  document: { type: 'resident-id', number },
  consent: { textVersion: 'counter-2022-08-01' },
  ...more,
});
async function lookUp(number: string): Promise<string> {
  const { body } = await call('POST', '/look-ups', { token: venue.staff, body: bodyOf(number) });
  for (;;) {
    for (const { id } of ground.configuration.sources) await doors.answer(id);
    const looked = await call('GET', `/look-ups/${body.id}`, { token: venue.staff });
    if (looked.body.state === 'done') return looked.body.kind;
  }
}

beforeAll(async () => {
  for (const level of ['info', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {});
  venue = await openVenue();
});

test('every verdict', async () => {
  const number = newNumber();
  expect(await lookUp(newNumber())).toBe('refuse');
  ground.answers['/delta/results'] = () => ({ code: '0', rows: [row(NAME, number)] });
  expect(await lookUp(number)).toBe('admit');
  ground.answers['/delta/results'] = () => ({ code: '5' });
  expect(await lookUp(newNumber())).toBe('ask-online');
});

test('every problem', async () => {
  const { staff } = venue;
  const number = newNumber();
  const { body } = await call('POST', '/look-ups', { token: staff, body: bodyOf(number) });
  const looked = `/look-ups/${body.id}`;
  await call('GET', looked, { token: staff });
  await call('GET', looked, { token: venue.manager });
  await call('GET', looked);
  for (let at = 0; at < LOOK_UP_LIMITS.find(({ of }) => of === 'document at the venue')!.most; at += 1)
    await call('POST', '/look-ups', { token: staff, body: bodyOf(number) });
  await call('POST', '/look-ups', { token: staff, body: bodyOf(number, { venue: 'nowhere1' }) });
  await call('POST', '/look-ups', { token: staff, body: {} });
  await call('POST', '/look-ups', { token: staff, body: '{}', headers: { 'content-type': 'text/plain' } });
  await call('POST', '/look-ups', { token: staff, body: { name: 'x'.repeat(17_000) } });
  await call('POST', '/look-ups', { body: bodyOf(number) });
  for (const [method, path] of [
    ['POST', '/look-ups'],
    ['GET', looked],
  ] as const) {
    vi.spyOn(doors.effects.sessions, 'open').mockRejectedValueOnce(new Error('defect'));
    await call(method, path, { token: staff, body: method === 'POST' ? bodyOf(number) : undefined });
  }
  vi.spyOn(doors.effects.venues, 'standingOf').mockResolvedValueOnce(undefined);
  await call('GET', looked, { token: staff });
});

test('everything that the contract promises of look-ups was given', () => {
  const { paths, problems: own } = HELD_ELSEWHERE.lookUps;
  expect([...given].sort()).toEqual(promisedOf(Object.keys(contract.paths).filter((path) => paths.test(path))).sort());
  expect([...problems]).toEqual(expect.arrayContaining(own));
});
