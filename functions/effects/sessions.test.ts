/** Sessions are JWE that any library can read with the key, and nothing but what we made opens one. */
import { randomBytes } from 'node:crypto';
import { CompactEncrypt, compactDecrypt } from 'jose';
import { expect, test } from 'vitest';
import { type CitizenId, instantOf } from '../../core/index.ts';
import type { AccountKey } from './items.ts';
import { createSessions, SESSION_MS } from './sessions.ts';
import type { World } from './world.ts';

const ACCOUNT = 'an account' as AccountKey;
const CITIZEN = 'a citizen' as CitizenId;

function ground(key = randomBytes(32)) {
  const clock = { at: Date.parse('2022-08-01T07:45:00+08:00'), now: () => instantOf(clock.at) };
  const world = { clock, secret: async () => ({ key: key.toString('base64') }) } as unknown as World;
  return { key, clock, sessions: createSessions(world) };
}

test('a session is a JWE as RFC 7516 has it, and leads back to account and citizen', async () => {
  const { key, clock, sessions } = ground();
  const { token, expiresAt } = await sessions.give(ACCOUNT, CITIZEN, clock.now());
  expect(await sessions.open(token)).toEqual({ account: ACCOUNT, citizen: CITIZEN, givenAt: clock.at });
  expect(expiresAt).toBe(clock.at + SESSION_MS);
  const { plaintext, protectedHeader } = await compactDecrypt(token, key);
  expect(protectedHeader).toEqual({ alg: 'dir', enc: 'A256GCM', typ: 'huren-session' });
  expect(JSON.parse(Buffer.from(plaintext).toString())).toEqual({ a: ACCOUNT, c: CITIZEN, t: clock.at });
});

test('no part of it may be changed, cut or left out', async () => {
  const { clock, sessions } = ground();
  const { token } = await sessions.give(ACCOUNT, CITIZEN, clock.now());
  const parts = token.split('.');
  for (const [at, part] of parts.entries()) {
    const flipped = Buffer.from(part, 'base64url');
    flipped[0]! ^= 1;
    const others = [flipped.toString('base64url'), part.slice(0, -4), `${part}AAAA`, ''].filter(
      (each) => each !== part,
    );
    for (const other of others)
      expect(await sessions.open(parts.map((each, place) => (place === at ? other : each)).join('.'))).toBeUndefined();
  }
  expect(await sessions.open(`${token}.`)).toBeUndefined();
  expect(await sessions.open(parts.slice(0, 4).join('.'))).toBeUndefined();
});

test('the right key under another header or another key under the right header opens nothing', async () => {
  const { key, clock, sessions } = ground();
  const claims = Buffer.from(JSON.stringify({ a: ACCOUNT, c: CITIZEN, t: clock.at }));
  const made = (header: object, secret: Uint8Array) =>
    new CompactEncrypt(claims).setProtectedHeader(header as never).encrypt(secret);
  const ours = { alg: 'dir', enc: 'A256GCM', typ: 'huren-session' };
  expect(await sessions.open(await made(ours, key))).toBeDefined();
  expect(await sessions.open(await made({ ...ours, typ: 'other' }, key))).toBeUndefined();
  expect(await sessions.open(await made({ ...ours, zip: undefined, cty: 'x' }, key))).toBeUndefined();
  expect(await sessions.open(await made(ours, randomBytes(32)))).toBeUndefined();
});

test('it is over after its time, and not believed from far in the future', async () => {
  const { clock, sessions } = ground();
  const { token } = await sessions.give(ACCOUNT, undefined, clock.now());
  const at = clock.at;
  for (const [offset, open] of [
    [SESSION_MS - 1, true],
    [SESSION_MS, false],
    [-60_000, true],
    [-60_001, false],
  ] as const) {
    clock.at = at + offset;
    expect((await sessions.open(token)) !== undefined).toBe(open);
  }
});

test('a key of another length is a deployment that is wrong', async () => {
  await expect(ground(randomBytes(16)).sessions.open('a....')).rejects.toThrow('32 bytes');
});
