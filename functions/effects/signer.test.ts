/** Whose turn it is to sign: by the instant that is written, never with a revoked key, and by a new one as soon as it is needed. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY_MS, type Instant, instantOf } from '../../core/index.ts';
import { signingSecretOf } from '../signing/private-key.ts';
import { startTestGround, type TestGround } from '../testing/ground.ts';
import { drawTestKey, signingSecrets, type TestKey } from '../testing/trust.ts';
import { ONLINE_USES } from '../trust/key-life.ts';
import { createRememberedRevokedKeys } from './revoked-keys.ts';
import { createSigner, type Signer } from './signer.ts';
import { createTables } from './tables.ts';
import { createTrustStore } from './trust-store.ts';

let ground: TestGround;
let signer: Signer;
let revokeKey: (kid: string) => Promise<void>;
/** How old the secret might be, each time it was asked for. */
let askedFor: (number | undefined)[];
beforeEach(async () => {
  ground = await startTestGround();
  askedFor = [];
  const world = ground.world();
  const tables = createTables(world);
  revokeKey = createTrustStore(tables).revokeKey;
  const remembered = { ...ground.secrets };
  const secret = async (name: string, notOlderMs?: number) => {
    askedFor.push(notOlderMs);
    if (notOlderMs !== undefined) remembered[name] = ground.secrets[name]!;
    remembered[name] ??= ground.secrets[name]!;
    return remembered[name]!;
  };
  for (const use of ONLINE_USES) delete remembered[signingSecretOf(use)];
  signer = createSigner({ ...world, secret }, createRememberedRevokedKeys(world, tables));
});
afterEach(() => ground.stop());

const now = () => ground.clock.now();
const inSecrets = (...keys: TestKey[]) => Object.assign(ground.secrets, signingSecrets(keys));
const signedBy = async (key: TestKey, use: TestKey['use'] = 'share', at: Instant = now()) => {
  const signed = await signer.sign(use as 'share', Buffer.from('x'), at);
  return Buffer.from(signed).toString('hex').includes(`44${key.kid}`);
};
const endingIn = (ms: number, use: TestKey['use'] = 'share') => drawTestKey(use, { signsUntil: instantOf(now() + ms) });

test('of two that may sign the one that ends first does, and then the one that stood by', async () => {
  const [standby, first] = [await drawTestKey('share'), await endingIn(DAY_MS)];
  inSecrets(standby, first);
  expect(await signedBy(first)).toBe(true);
  ground.clock.advance(DAY_MS);
  expect(await signedBy(standby)).toBe(true);
});

test.each(ONLINE_USES)(
  'what says that it was signed before a key of %s took over is signed by the former',
  async (use) => {
    const until = instantOf(now() + 1_000);
    const next = await drawTestKey(use, { signsFrom: until, signsUntil: instantOf(until + DAY_MS) });
    const former = await endingIn(1_000, use);
    inSecrets(former, next);
    const written = now();
    ground.clock.advance(1_020);
    expect(await signedBy(former, use, written)).toBe(true);
    expect(await signedBy(next, use)).toBe(true);
  },
);

describe('a revoked key', () => {
  test('signs no more after ten seconds, though its private half is still remembered, and the next takes its place', async () => {
    const [standby, first] = [await drawTestKey('share'), await endingIn(DAY_MS)];
    inSecrets(standby, first);
    expect(await signedBy(first)).toBe(true);
    await revokeKey(first.kid);
    ground.clock.advance(10_000);
    expect(await signedBy(standby)).toBe(true);
    expect(askedFor).toEqual([undefined, undefined]);
  });

  test('where none stands by, leaves nobody to sign until a new one is published, which is found at once', async () => {
    const only = await drawTestKey('share');
    inSecrets(only);
    expect(await signedBy(only)).toBe(true);
    await revokeKey(only.kid);
    ground.clock.advance(10_000);
    await expect(signedBy(only)).rejects.toThrow(/no key signs for share now/);
    const next = await drawTestKey('share');
    inSecrets(next);
    expect(await signedBy(next)).toBe(true);
  });
});

test('without a key of this use nobody signs', async () => {
  ground.secrets[signingSecretOf('share')] = {};
  await expect(signer.sign('share', Buffer.from('x'), now())).rejects.toThrow(/no key signs for share now/);
});
