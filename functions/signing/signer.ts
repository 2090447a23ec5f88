/** Signer: signs for one use with the key whose turn it is. A door opens the secrets of the uses that it signs for, and no others. */

import type { SigningAlgorithm } from '../../core/share-code/signed-key.ts';
import type { World } from '../effects/world.ts';
import { readyToSign, type Sign } from './key-pair.ts';
import { type OnlineUse, type PrivateKey, readPrivateKeys, signingSecretOf } from './private-key.ts';
import { signCose } from './sign-cose.ts';

export interface Signer {
  /** The whole COSE_Sign1. Throws where no key of this use signs now: operators were told long before. */
  sign(use: OnlineUse, payload: Uint8Array): Promise<Uint8Array>;
}

/** A new or a withdrawn key is noticed after so long; the world's own memory of secrets comes on top. */
const KEPT_MS = 5 * 60_000;

type Ready = PrivateKey & { sign: Sign };

export function createSigner(world: Pick<World, 'clock' | 'secret' | 'env'>): Signer {
  const algorithm = (world.env.ISSUER_ALGORITHM ?? 'Ed25519') as SigningAlgorithm;
  const known = new Map<OnlineUse, { keys: Promise<Ready[]>; until: number }>();

  function keysOf(use: OnlineUse): Promise<Ready[]> {
    const now = world.clock.now();
    const cached = known.get(use);
    if (cached && cached.until > now) return cached.keys;
    const keys = ready(world, use);
    known.set(use, { keys, until: now + KEPT_MS });
    keys.catch(() => known.delete(use));
    return keys;
  }

  return {
    async sign(use, payload) {
      const key = whoseTurn(await keysOf(use), algorithm, world.clock.now());
      if (!key) {
        known.delete(use);
        throw new Error(`no key signs for ${use} now; npm run keys -- show`);
      }
      return signCose(key, key.sign, payload);
    },
  };
}

/**
 * Of the keys that may sign now, the one whose time ends first: a later one stands by, known to every verifier, for the day
 * on which the first is revoked. Keys of the stage's algorithm go before others, so that changing it is a rotation too.
 */
export function whoseTurn<K extends Pick<PrivateKey, 'algorithm' | 'signs'>>(
  keys: readonly K[],
  algorithm: SigningAlgorithm,
  now: number,
): K | undefined {
  const able = keys.filter(({ signs }) => signs && signs.from <= now && now < signs.until);
  const preferred = able.filter((key) => key.algorithm === algorithm);
  return (preferred.length > 0 ? preferred : able).sort((a, b) => a.signs!.until - b.signs!.until)[0];
}

async function ready(world: Pick<World, 'secret'>, use: OnlineUse): Promise<Ready[]> {
  const keys = readPrivateKeys(await world.secret(signingSecretOf(use)));
  return Promise.all(
    keys
      .filter((key) => key.use === use && key.signs)
      .map(async (key) => ({ ...key, sign: await readyToSign(key.algorithm, key.privateKey) })),
  );
}
