import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startTestGround, type TestGround } from '../testing/ground.ts';
import type { AccountKey, VenueId } from './items.ts';
import { createTables } from './tables.ts';
import { createVenues, type Venues } from './venues.ts';

let ground: TestGround;
let venues: Venues;
let id: VenueId;
const [one, two, three] = ['one', 'two', 'three'] as AccountKey[] as [AccountKey, AccountKey, AccountKey];
const GATE = { zh: '武林商场', en: 'Wulin Mall', jurisdiction: '330100', scene: 'public-places' } as const;

beforeAll(async () => {
  ground = await startTestGround();
  venues = createVenues(ground.world(), createTables(ground.world()));
});
afterAll(() => ground.stop());
beforeEach(async () => {
  id = (await venues.add(GATE as never))!;
});

test('a venue is found by the id that was drawn for it, and nothing else of it is kept than its place and scene', async () => {
  expect(id).toMatch(/^[a-z0-9]{8}$/);
  expect(await venues.read(id)).toEqual({ ...GATE, createdAt: expect.any(Number) });
  expect(await venues.read('nowhere0' as VenueId)).toBeUndefined();
  expect(await venues.add(GATE as never, id)).toBeUndefined();
  expect((await venues.list()).filter((each) => each.id === id)).toEqual([
    { id, ...GATE, createdAt: expect.any(Number) },
  ]);
});

test('an account is staff at the venues where it was appointed, and nothing at others', async () => {
  const other = (await venues.add(GATE as never))!;
  const staff = await venues.appoint(id, one, 'staff');
  expect(staff).toEqual({ role: 'staff', key: expect.stringMatching(/^[a-z0-9]{6}$/), since: expect.any(Number) });
  expect(await venues.roleOf(id, one)).toBe('staff');
  expect([await venues.roleOf(other, one), await venues.roleOf(id, two)]).toEqual([undefined, undefined]);
  expect(await venues.standingOf(id, one)).toMatchObject({ venue: GATE, staff: { role: 'staff' } });
  expect((await venues.ofAccount(one)).map((each) => each.id)).toContain(id);
  expect(await venues.ofAccount('nobody' as AccountKey)).toEqual([]);
  expect(await venues.appoint('nowhere0' as VenueId, one, 'staff')).toBeUndefined();
});

test('who was staff can become a manager and keeps the key; a manager is not made less', async () => {
  const { key } = (await venues.appoint(id, one, 'staff'))!;
  expect(await venues.appoint(id, one, 'manager')).toMatchObject({ role: 'manager', key });
  expect(await venues.appoint(id, one, 'staff')).toMatchObject({ role: 'manager', key });
  expect(await venues.staffOf(id)).toEqual([{ account: one, role: 'manager', key, since: expect.any(Number) }]);
});

describe('removing', () => {
  test('takes effect with the next look', async () => {
    await venues.appoint(id, one, 'staff');
    expect(await venues.remove(id, one)).toBe('removed');
    expect(await venues.roleOf(id, one)).toBeUndefined();
    expect((await venues.ofAccount(one)).map((each) => each.id)).not.toContain(id);
    expect(await venues.remove(id, one)).toBe('removed');
  });

  test('keeps the last manager', async () => {
    await venues.appoint(id, one, 'manager');
    await venues.appoint(id, two, 'staff');
    expect(await venues.remove(id, one)).toBe('last-manager');
    expect(await venues.roleOf(id, one)).toBe('manager');
    await venues.appoint(id, two, 'manager');
    expect(await venues.remove(id, one)).toBe('removed');
    expect(await venues.remove(id, two)).toBe('last-manager');
  });

  test('of three managers who leave at one moment one stays', async () => {
    const all = [one, two, three];
    for (const account of all) await venues.appoint(id, account, 'manager');
    const outcomes = await Promise.all(all.map((account) => venues.remove(id, account)));
    expect(outcomes.filter((each) => each === 'last-manager')).toHaveLength(1);
    expect((await venues.staffOf(id)).map(({ role }) => role)).toEqual(['manager']);
  });
});

test('a venue of which nobody could forget all is no venue any more, and is forgotten by saying it again', async () => {
  const tables = createTables(ground.world());
  const breaking = createVenues(ground.world(), tables);
  const send = tables.client.send.bind(tables.client) as (command: unknown) => Promise<never>;
  let left = 0;
  vi.spyOn(tables.client, 'send').mockImplementation((command: unknown) =>
    command instanceof DeleteCommand && left-- === 0 ? Promise.reject(new Error('broken off')) : send(command),
  );
  // The venue, two who work there, the same the other way, and its place in the list.
  for (const deleted of [1, 2, 3, 4, 5]) {
    const gate = (await venues.add(GATE as never))!;
    for (const account of [one, two]) await venues.appoint(gate, account, 'manager');
    left = deleted;
    await expect(breaking.forget(gate)).rejects.toThrow('broken off');
    expect([await venues.read(gate), await venues.roleOf(gate, one)]).toEqual([undefined, undefined]);
    expect(await venues.forget(gate)).toBe(true);
    expect(await ground.dump('recognition-ledger')).not.toContain(gate);
    expect(await venues.forget(gate)).toBe(false);
  }
});

test('a venue that is forgotten leaves nothing, and its staff are nothing', async () => {
  await venues.appoint(id, one, 'manager');
  expect(await venues.forget(id)).toBe(true);
  expect(await venues.roleOf(id, one)).toBeUndefined();
  expect(await venues.forget(id)).toBe(false);
  expect(await ground.dump('recognition-ledger')).not.toContain(id);
});
