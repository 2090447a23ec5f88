/** Revoking all codes of a citizen, over the real tables: each once, many at a time, and on from where it was broken off. */
import { afterEach, expect, test, vi } from 'vitest';
import { type CitizenId, HOUR_MS, instantOf } from '../../core/index.ts';
import type { Code } from '../effects/codes.ts';
import { beginAtTheDoors, doors, ground } from '../testing/at-the-doors.ts';
import { newCodeId } from './issue.ts';
import { revokeCodes } from './revoke.ts';

beginAtTheDoors();
afterEach(() => vi.restoreAllMocks());

let citizens = 0;
async function codesOf(many: number): Promise<{ citizen: CitizenId; ids: string[] }> {
  const citizen = `citizen-${++citizens}` as CitizenId;
  const issuedAt = ground.clock.now();
  const codes = Array.from(
    { length: many },
    (): Code => ({
      id: newCodeId(),
      platform: 'wechat',
      account: 'account' as Code['account'],
      document: 'doc001',
      issuedAt,
      expiresAt: instantOf(issuedAt + HOUR_MS),
    }),
  );
  await Promise.all(codes.map((code) => doors.effects.codes.add(citizen, code)));
  return { citizen, ids: codes.map(({ id }) => id) };
}

/** How many were added to the list since, and how many of them at one time. */
function watched() {
  const { add } = doors.effects.revocations;
  const seen = { added: 0, atOnce: 0 };
  let now = 0;
  vi.spyOn(doors.effects.revocations, 'add').mockImplementation(async (...of) => {
    seen.added += 1;
    seen.atOnce = Math.max(seen.atOnce, ++now);
    await add(...of);
    now -= 1;
  });
  return seen;
}
const areRevoked = (ids: string[]) => Promise.all(ids.map((id) => doors.effects.revocations.has(id)));

test('many are revoked thirty-two at a time, and none of them again', async () => {
  const { citizen, ids } = await codesOf(100);
  const seen = watched();
  await revokeCodes(doors.effects, citizen);
  expect(seen).toEqual({ added: 100, atOnce: 32 });
  expect(new Set(await areRevoked(ids))).toEqual(new Set([true]));
  ground.clock.advance(1_000);
  await revokeCodes(doors.effects, citizen);
  expect(seen.added).toBe(100);
});

test('those are found too that the table does not read at once', async () => {
  const { citizen, ids } = await codesOf(5);
  for (const { id, expiresAt, ...code } of await doors.effects.codes.list(citizen))
    await ground.put('recognition-ledger', {
      ...{ pk: `citizen#${citizen}`, sk: `code#${id}` },
      ...{ ...code, expiresAt: Math.floor(expiresAt / 1000), weight: 'x'.repeat(300_000) },
    });
  await revokeCodes(doors.effects, citizen);
  expect(await areRevoked(ids)).toEqual(ids.map(() => true));
});

test('what was broken off between the two writes is done when it is run again', async () => {
  const { citizen, ids } = await codesOf(3);
  vi.spyOn(doors.effects.codes, 'noteRevoked').mockRejectedValue(new Error('no table'));
  await expect(revokeCodes(doors.effects, citizen)).rejects.toThrow('no table');
  vi.restoreAllMocks();
  await revokeCodes(doors.effects, citizen);
  expect(await areRevoked(ids)).toEqual([true, true, true]);
  for (const { revokedAt } of await doors.effects.codes.list(citizen)) expect(revokedAt).toBeDefined();
});

test('one that was superseded is revoked too, and those to which it does not apply stand', async () => {
  const { citizen, ids } = await codesOf(2);
  await doors.effects.codes.noteSuperseded(citizen, ids[0] as Code['id'], ground.clock.now());
  await revokeCodes(doors.effects, citizen, ({ id }) => id === ids[0]);
  expect(await areRevoked(ids)).toEqual([true, false]);
});
