/** Trust of tests: a root, a key for each use, and lists that they sign, so that doors which sign and verify have whom to trust. */
import { createHash } from 'node:crypto';
import { encodeBase64Url } from '../../core/certificate/base64url.ts';
import { formatInstant, parseInstant } from '../../core/index.ts';
import type { KeyUse, SigningKey } from '../../core/share-code/signed-key.ts';
import type { RootFile } from '../effects/configuration.ts';
import type { TrustEffects } from '../effects/for-trust.ts';
import { type Signed, handle as signList } from '../sign-list.ts';
import { drawKeyPair, keyIdOf, publicHalfOf, readyToSign } from '../signing/key-pair.ts';
import { signingSecretOf } from '../signing/private-key.ts';
import { signCose } from '../signing/sign-cose.ts';
import { ONLINE_USES } from '../trust/key-life.ts';
import { type KeysAndPolicies, writeKeysAndPolicies } from '../trust/keys-and-policies.ts';

export interface TestKey extends SigningKey {
  privateKey: Uint8Array;
}

/** Drawn anew, or always the same from `seed`. */
async function testKey(use: KeyUse, seed: Uint8Array | undefined, more: Partial<SigningKey>): Promise<TestKey> {
  const privateKey = seed ?? (await drawKeyPair('Ed25519')).privateKey;
  const publicKey = await publicHalfOf('Ed25519', privateKey);
  return {
    kid: keyIdOf(publicKey),
    use,
    algorithm: 'Ed25519',
    publicKey,
    signsFrom: parseInstant('2022-07-01T00:00:00+08:00')!,
    signsUntil: parseInstant('2022-12-31T00:00:00+08:00')!,
    ...more,
    privateKey,
  };
}

const seedOf = (use: KeyUse) => Uint8Array.from(createHash('sha256').update(`the ${use} key of tests`).digest());

export function drawTestKey(use: KeyUse, more: Partial<SigningKey> = {}): Promise<TestKey> {
  return testKey(use, undefined, more);
}

export const TEST_ROOT = await testKey('root', seedOf('root'), {});
/** One for each use, in the order of ONLINE_USES. */
export const TEST_KEYS: TestKey[] = await Promise.all(ONLINE_USES.map((use) => testKey(use, seedOf(use), {})));

export function rootFileOf({ kid, publicKey, algorithm }: SigningKey): RootFile {
  return { kid, publicKey: encodeBase64Url(publicKey), algorithm };
}

/** By the secret's name, as Secrets Manager would hold them. */
export function signingSecrets(keys: readonly TestKey[]): Record<string, Record<string, string>> {
  const secrets: Record<string, Record<string, string>> = {};
  for (const { kid, use, algorithm, privateKey, signsFrom, signsUntil } of keys) {
    if (use === 'root') continue;
    const field = {
      use,
      algorithm,
      privateKey: Buffer.from(privateKey).toString('base64'),
      signsFrom: formatInstant(signsFrom),
      signsUntil: formatInstant(signsUntil),
    };
    secrets[signingSecretOf(use)] = { ...secrets[signingSecretOf(use)], [kid]: JSON.stringify(field) };
  }
  return secrets;
}

/** Keys and policies under a root's signature, Base64url. */
export async function rootSigned(
  { edition = 1, keys = TEST_KEYS, policies = [], words = {} }: Partial<KeysAndPolicies>,
  by: TestKey = TEST_ROOT,
): Promise<string> {
  const sign = await readyToSign(by.algorithm, by.privateKey);
  return encodeBase64Url(signCose(by, sign, writeKeysAndPolicies({ edition, keys, policies, words })));
}

/** A root signs these keys and the configuration's policies, and the list is signed at once. */
export async function publishTrust(effects: TrustEffects, keys: readonly TestKey[] = TEST_KEYS): Promise<Signed> {
  const { trustStore, directory, world } = effects;
  const signed = await rootSigned({ keys, policies: directory.configuration.policies });
  const written = await trustStore.writeKeys(await trustStore.readKeys(), { signed, publishedAt: world.clock.now() });
  if (!written) throw new Error('somebody else has published keys meanwhile');
  return signList(effects);
}
