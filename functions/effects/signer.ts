/** Signer: signs for one use with the key whose turn it is. A door opens the secrets of the uses that it signs for, and no others. */
import type { Instant } from '../../core/index.ts';
import type { SigningAlgorithm } from '../../core/share-code/signed-key.ts';
import { issuerAlgorithmOf } from '../signing/issuer-algorithm.ts';
import { readyToSign, type Sign } from '../signing/key-pair.ts';
import { type OnlineUse, type PrivateKey, readPrivateKeys, signingSecretOf } from '../signing/private-key.ts';
import { signCose } from '../signing/sign-cose.ts';
import type { RevokedKeys } from './revoked-keys.ts';
import type { World } from './world.ts';

export interface Signer {
  /**
   * The whole COSE_Sign1. `at`: when the payload says that it was signed; a verifier asks whose turn it was then. Throws where
   * no key of this use signed then that stands, a NoKeySigns: operators were told long before.
   */
  sign(use: OnlineUse, payload: Uint8Array, at: Instant): Promise<Uint8Array>;
}

/** No key of the use that was asked for signed then. */
export class NoKeySigns extends Error {}

/** Where no key that is known may sign, one that was published since is found so soon. */
const LOOK_AGAIN_MS = 10_000;

type Ready = PrivateKey & { sign: Sign };

export function createSigner(world: Pick<World, 'clock' | 'secret' | 'env'>, revokedKeys: RevokedKeys): Signer {
  const algorithm = issuerAlgorithmOf(world.env.ISSUER_ALGORITHM ?? 'Ed25519');
  /** By the secret's fields as the world remembers them. */
  const readied = new WeakMap<object, Promise<Ready[]>>();

  async function keyFor(use: OnlineUse, at: Instant, notOlderMs?: number): Promise<Ready | undefined> {
    const [fields, revoked] = await Promise.all([world.secret(signingSecretOf(use), notOlderMs), revokedKeys()]);
    const keys = readied.get(fields) ?? ready(fields, use);
    readied.set(fields, keys);
    const standing = (await keys).filter(({ kid }) => !revoked.has(kid));
    return whoseTurn(standing, algorithm, at);
  }

  return {
    async sign(use, payload, at) {
      const key = (await keyFor(use, at)) ?? (await keyFor(use, at, LOOK_AGAIN_MS));
      if (!key) throw new NoKeySigns(`no key signs for ${use} now; npm run keys -- show`);
      return signCose(key, key.sign, payload);
    },
  };
}

/**
 * Of the keys that may sign at an instant, the one whose time ends first: a later one stands by, known to every verifier, for the day
 * on which the first is revoked. Keys of the stage's algorithm go before others, so that changing it is a rotation too.
 */
export function whoseTurn<K extends Pick<PrivateKey, 'algorithm' | 'signs'>>(
  keys: readonly K[],
  algorithm: SigningAlgorithm,
  at: number,
): K | undefined {
  const able = keys.filter(({ signs }) => signs && signs.from <= at && at < signs.until);
  const preferred = able.filter((key) => key.algorithm === algorithm);
  return (preferred.length > 0 ? preferred : able).sort((a, b) => a.signs!.until - b.signs!.until)[0];
}

async function ready(fields: Record<string, string>, use: OnlineUse): Promise<Ready[]> {
  const keys = readPrivateKeys(fields).filter((key) => key.use === use && key.signs);
  return Promise.all(keys.map(async (key) => ({ ...key, sign: await readyToSign(key.algorithm, key.privateKey) })));
}
