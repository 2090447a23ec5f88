/** Keys and policies as they are written for a root to sign, and read again whoever has signed them. */
import { decodeBase64Url, encodeBase64Url } from '../../core/certificate/base64url.ts';
import { readCoseSign1 } from '../../core/certificate/cose-sign1.ts';
import { formatInstant, type Policy } from '../../core/index.ts';
import type { SigningKey } from '../../core/share-code/signed-key.ts';
import { readKeysAndPolicies, signerAmong, type TrustList, type TrustMeans } from '../../core/share-code/trust-list.ts';

export type KeysAndPolicies = Pick<TrustList, 'edition' | 'keys' | 'policies' | 'words'>;

/** The payload. The same content gives the same bytes, so that a root signs again only what has changed. */
export function writeKeysAndPolicies({ edition, keys, policies, words }: KeysAndPolicies): Uint8Array {
  return Buffer.from(
    JSON.stringify({
      edition,
      keys: keys.map(({ kid, use, algorithm, publicKey, signsFrom, signsUntil, revoked }) => ({
        kid,
        use,
        algorithm,
        publicKey: encodeBase64Url(publicKey),
        signsFrom: formatInstant(signsFrom),
        signsUntil: formatInstant(signsUntil),
        ...(revoked && { revoked }),
      })),
      policies: policies.map(writtenPolicy),
      words,
    }),
  );
}

/** Only what a policy says; what its file remarks beside stays in the repository. */
function writtenPolicy(policy: Policy): object {
  const { jurisdiction, scene, windowHours, startsFrom, samplingProofHours, negatives, compare, document } = policy;
  const { effectiveFrom, effectiveUntil } = policy;
  return {
    jurisdiction,
    scene,
    windowHours,
    startsFrom,
    samplingProofHours,
    negatives,
    compare,
    effectiveFrom: formatInstant(effectiveFrom),
    ...(effectiveUntil !== undefined && { effectiveUntil: formatInstant(effectiveUntil) }),
    document,
  };
}

/** `undefined`: not signed by one of these roots, or nothing that a phone would read. */
export function readSignedKeys(
  text: string,
  roots: readonly SigningKey[],
  { verify }: Pick<TrustMeans, 'verify'>,
): (KeysAndPolicies & { payload: Uint8Array; root: string }) | undefined {
  const bytes = decodeBase64Url(text);
  const cose = bytes && readCoseSign1(bytes, 'deterministic');
  const root = cose && signerAmong(roots, 'root', cose, verify);
  const read = cose && root && readKeysAndPolicies(cose.payload);
  return read && { ...read, payload: cose.payload, root: root.kid };
}
