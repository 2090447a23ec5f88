/** Shares of a root's private half: any two of three make it whole, for as long as a signature takes; one alone says nothing. */
import { combine, split } from 'shamir-secret-sharing';
import type { SigningAlgorithm } from '../../../core/share-code/signed-key.ts';
import type { RootFile } from '../../effects/configuration.ts';
import { drawKeyPair, keyIdOf, publicHalfOf } from '../../signing/key-pair.ts';
import { Mistake } from '../mistake.ts';

export const SHARES = 3;
export const NEEDED = 2;

/** One operator's file. */
export interface RootShare extends RootFile {
  /** 1 to 3. */
  number: number;
  /** Base64. */
  share: string;
}

export async function drawRoot(algorithm: SigningAlgorithm): Promise<{ root: RootFile; shares: RootShare[] }> {
  const { publicKey, privateKey } = await drawKeyPair(algorithm);
  const root = { kid: keyIdOf(publicKey), publicKey: Buffer.from(publicKey).toString('base64url'), algorithm };
  const parts = await split(privateKey, SHARES, NEEDED);
  privateKey.fill(0);
  const shares = parts.map((part, at) => ({ ...root, number: at + 1, share: Buffer.from(part).toString('base64') }));
  return { root, shares };
}

/** The private half, known to be the root's because its public half is; whoever asks overwrites it after signing. */
export async function joinShares(shares: readonly RootShare[]): Promise<{ root: RootFile; privateKey: Uint8Array }> {
  const [first] = shares;
  if (!first || new Set(shares.map(({ number }) => number)).size < NEEDED)
    throw new Mistake(`Give ${NEEDED} different shares of one root: --share <file> --share <file>.`);
  if (shares.some(({ kid }) => kid !== first.kid))
    throw new Mistake(`These are shares of different roots: ${[...new Set(shares.map(({ kid }) => kid))].join(', ')}.`);
  const privateKey = await combine(shares.map(({ share }) => Uint8Array.from(Buffer.from(share, 'base64')))).catch(
    () => undefined,
  );
  const publicKey = privateKey?.length === 32 ? await publicHalfOf(first.algorithm, privateKey) : undefined;
  if (!privateKey || !publicKey || keyIdOf(publicKey) !== first.kid)
    throw new Mistake(`These shares do not make the root ${first.kid}: one of them was altered or belongs to another.`);
  const { kid, algorithm } = first;
  return { root: { kid, algorithm, publicKey: Buffer.from(publicKey).toString('base64url') }, privateKey };
}
