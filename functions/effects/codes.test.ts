/** Codes and looks as several environments see them, in the embedded tables. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CitizenId, HOUR_MS, type Instant, instantOf, MINUTE_MS } from '../../core/index.ts';
import { startTestGround, type TestGround } from '../testing/ground.ts';
import { type Code, createCodes } from './codes.ts';
import type { AccountKey, CodeId } from './items.ts';
import { createLooks, LOOK_KEPT_MS, LOOKS_LISTED } from './looks.ts';
import { createPepper } from './peppers.ts';
import { createSealing } from './sealing.ts';
import { createTables } from './tables.ts';

let ground: TestGround;
beforeAll(async () => {
  ground = await startTestGround();
});
afterAll(() => ground.stop());

function environment() {
  const world = ground.world();
  const tables = createTables(world);
  return {
    codes: createCodes(world, tables),
    looks: createLooks(world, tables, createSealing(world, tables), createPepper(world, 'account-pepper')),
  };
}

let made = 0;
const someone = () => `citizen-${++made}` as CitizenId;
const later = (ms: number): Instant => instantOf(ground.clock.now() + ms);
function code(more: Partial<Code> = {}): Code {
  const id = (++made).toString(16).padStart(16, '0') as CodeId;
  const issuedAt = instantOf(Math.floor(ground.clock.now() / 1000) * 1000);
  const expiresAt = instantOf(issuedAt + 48 * HOUR_MS);
  return { id, platform: 'wechat', account: 'a' as AccountKey, document: 'ref', issuedAt, expiresAt, ...more };
}

test('a code is found by its id and with its citizen until it expires, and by nobody else', async () => {
  const { codes } = environment();
  const [citizen, other] = [someone(), someone()];
  const one = code();
  await codes.add(citizen, one);
  expect(await environment().codes.ownerOf(one.id)).toEqual({ citizen });
  expect(await codes.ownerOf('ffffffffffffffff')).toBeUndefined();
  expect(await codes.list(citizen)).toEqual([one]);
  expect(await codes.read(citizen, one.id)).toEqual(one);
  expect(await codes.read(other, one.id)).toBeUndefined();
  const short = code({ expiresAt: later(-1_000) });
  await codes.add(citizen, short);
  expect(await codes.ownerOf(short.id)).toBeUndefined();
  expect(await codes.list(citizen)).toEqual([one]);
});

test('the earliest moment of a revocation stands', async () => {
  const { codes } = environment();
  const citizen = someone();
  const one = code();
  await codes.add(citizen, one);
  await codes.noteRevoked(citizen, one.id, later(120_000));
  const now = later(0);
  await codes.noteRevoked(citizen, one.id, now);
  await codes.noteRevoked(citizen, one.id, later(60_000));
  expect(await codes.read(citizen, one.id)).toMatchObject({ revokedAt: now });
  const superseded = later(60_000);
  await codes.noteSuperseded(citizen, one.id, superseded);
  await codes.noteSuperseded(citizen, one.id, later(90_000));
  expect(await codes.read(citizen, one.id)).toMatchObject({ revokedAt: now, supersededAt: superseded });
  await codes.noteRevoked(citizen, code().id, now);
  expect(await codes.list(citizen)).toHaveLength(1);
});

test('of many who replace the live one at once, one does; guardians and platforms have their own', async () => {
  const citizen = someone();
  const slot = { platform: 'wechat' as const };
  const [first, ...next] = Array.from({ length: 6 }, () => code());
  const { codes } = environment();
  expect(await codes.replaceLive(citizen, slot, undefined, first!)).toBe(true);
  const former = await codes.readLive(citizen, slot);
  expect(former?.code).toBe(first!.id);
  const swaps = await Promise.all(next.map((each) => environment().codes.replaceLive(citizen, slot, former, each)));
  expect(swaps.filter(Boolean)).toHaveLength(1);
  expect(await codes.replaceLive(citizen, slot, undefined, code())).toBe(false);
  expect(await codes.readLive(citizen, { platform: 'alipay' })).toBeUndefined();
  expect(await codes.readLive(citizen, { ...slot, guardian: someone() })).toBeUndefined();
});

test('who turns out to be another one keeps codes, and the live one where the other has none', async () => {
  const { codes } = environment();
  const [from, into] = [someone(), someone()];
  const [moved, behind, there] = [code(), code({ platform: 'alipay', revokedAt: later(0) }), code()];
  for (const each of [moved, behind]) await codes.add(from, each);
  await codes.replaceLive(from, moved, undefined, moved);
  await codes.replaceLive(from, behind, undefined, behind);
  await codes.add(into, there);
  await codes.replaceLive(into, there, undefined, there);
  const refs = new Map([['ref', 'there']]);
  await codes.move(from, into, refs);
  await codes.move(from, into, refs);
  expect(await codes.list(from)).toEqual([]);
  expect((await codes.list(into)).map(({ id }) => id).sort()).toEqual([moved.id, behind.id, there.id].sort());
  expect(await codes.read(into, behind.id)).toEqual({ ...behind, document: 'there' });
  expect(await codes.ownerOf(moved.id)).toEqual({ citizen: into });
  expect((await codes.readLive(into, { platform: 'wechat' }))?.code).toBe(there.id);
  expect((await codes.readLive(into, { platform: 'alipay' }))?.code).toBe(behind.id);
  expect(await codes.readLive(from, { platform: 'alipay' })).toBeUndefined();
});

test('codes held for a dependent follow their guardian', async () => {
  const { codes } = environment();
  const [dependent, from, into, other] = [someone(), someone(), someone(), someone()];
  const [held, another] = [code({ guardian: from }), code({ guardian: other })];
  for (const each of [held, another]) {
    await codes.add(dependent, each);
    await codes.replaceLive(dependent, each, undefined, each);
  }
  await codes.followGuardian(dependent, from, into);
  await codes.followGuardian(dependent, from, into);
  expect(await codes.read(dependent, held.id)).toMatchObject({ guardian: into });
  expect(await codes.ownerOf(held.id)).toEqual({ citizen: dependent, guardian: into });
  expect(await codes.read(dependent, another.id)).toMatchObject({ guardian: other });
  const liveOf = async (guardian: CitizenId) =>
    (await codes.readLive(dependent, { platform: 'wechat', guardian }))?.code;
  expect([await liveOf(from), await liveOf(into), await liveOf(other)]).toEqual([undefined, held.id, another.id]);
});

test('looks are listed newest first, sealed, for a fortnight', async () => {
  const { looks } = environment();
  const [citizen, other] = [someone(), someone()];
  const venue = { id: 'hz-wulin', zh: '武林广场站', en: 'Wulin Square' };
  const first = ground.clock.now();
  await looks.write(citizen, { venue, how: 'code' });
  ground.clock.advance(10_000);
  await looks.write(citizen, { venue: null, how: 'link' });
  const listed = await environment().looks.list(citizen);
  expect(listed).toMatchObject([
    { venue: null, how: 'link' },
    { venue, how: 'code' },
  ]);
  expect(listed[1]!.at - first).toBeLessThan(1_000);
  expect(await looks.list(other)).toEqual([]);
  expect(await ground.dump('recognition-ledger')).not.toContain('wulin');
  ground.clock.advance(LOOK_KEPT_MS - 5_000);
  expect(await looks.list(citizen)).toHaveLength(1);
});

test('who turns out to be another one keeps looks', async () => {
  const { looks } = environment();
  const [from, into] = [someone(), someone()];
  await looks.write(from, { venue: null, how: 'link' });
  await looks.write(into, { venue: null, how: 'look-up' });
  await looks.move(from, into);
  await looks.move(from, into);
  expect((await looks.list(into)).map(({ how }) => how).sort()).toEqual(['link', 'look-up']);
  expect(await looks.list(from)).toEqual([]);
});

test('whoever looks in the same way again within minutes makes no other line, and the line says when last', async () => {
  const { looks } = environment();
  const citizen = someone();
  const venue = { id: 'hzwulin1', zh: '武林广场站', en: 'Wulin Square' };
  ground.clock.advance(10 * MINUTE_MS - (ground.clock.now() % (10 * MINUTE_MS)));
  for (let at = 0; at < 5; at += 1) {
    await looks.write(citizen, { venue, how: 'code' });
    await looks.write(citizen, { venue: { ...venue, id: 'hzwulin2' }, how: 'code' });
    ground.clock.advance(MINUTE_MS);
  }
  const lines = await looks.list(citizen);
  expect(lines.map(({ venue: where }) => where?.id).sort()).toEqual(['hzwulin1', 'hzwulin2']);
  for (const { at } of lines) expect(ground.clock.now() - at).toBeLessThan(2 * MINUTE_MS);
  ground.clock.advance(10 * MINUTE_MS);
  await looks.write(citizen, { venue, how: 'code' });
  expect(await looks.list(citizen)).toHaveLength(3);
});

test('two hundred are listed at once, and all of them one after the other', async () => {
  const { looks } = environment();
  const citizen = someone();
  for (let at = 0; at < LOOKS_LISTED + 20; at += 1) {
    const venue = { id: `venue${at}`, zh: '某地', en: 'A place' };
    await looks.write(citizen, { venue, how: 'code' });
  }
  const page = await looks.list(citizen);
  const rest = await looks.list(citizen, page.at(-1)!.place);
  expect([page.length, rest.length]).toEqual([LOOKS_LISTED, 20]);
  expect(new Set([...page, ...rest].map(({ venue }) => venue!.id)).size).toBe(LOOKS_LISTED + 20);
});

test('looks at what a guardian held follow the guardian', async () => {
  const { looks } = environment();
  const [dependent, from, into, other] = [someone(), someone(), someone(), someone()];
  await looks.write(dependent, { venue: null, how: 'link', guardian: from });
  await looks.write(dependent, { venue: null, how: 'link', guardian: other });
  await looks.followGuardian(dependent, from, into);
  await looks.followGuardian(dependent, from, into);
  expect((await looks.list(dependent)).map(({ guardian }) => guardian).sort()).toEqual([into, other].sort());
});

test('two people who were at one venue share no mark', async () => {
  const { looks } = environment();
  const [one, two] = [someone(), someone()];
  for (const each of [one, two]) await looks.write(each, { venue: null, how: 'link' });
  expect((await looks.list(one))[0]!.place).not.toBe((await looks.list(two))[0]!.place);
});
