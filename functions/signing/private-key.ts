/** A signing key's private half as the secret `signing-keys/<use>` holds it: one field for each key, by its id. */
import { type Instant, parseInstant } from '../../core/index.ts';
import { type KeyUse, SIGNING_ALGORITHMS, type SigningAlgorithm } from '../../core/share-code/signed-key.ts';

/** Roots never lie with the functions. */
export type OnlineUse = Exclude<KeyUse, 'root'>;

/** The field's JSON. Without `signsFrom` and `signsUntil` it waits: it is drawn, and nobody has published it yet. */
export interface PrivateKeyField {
  use: OnlineUse;
  algorithm: SigningAlgorithm;
  /** Base64 of 32 bytes. */
  privateKey: string;
  signsFrom?: string;
  signsUntil?: string;
}

export interface PrivateKey {
  kid: string;
  use: OnlineUse;
  algorithm: SigningAlgorithm;
  privateKey: Uint8Array;
  /** Absent while it waits to be published. */
  signs?: { from: Instant; until: Instant };
}

export const signingSecretOf = (use: OnlineUse) => `signing-keys/${use}`;

/** Throws for what `npm run keys` never writes. */
export function readPrivateKeys(fields: Record<string, string>): PrivateKey[] {
  return Object.entries(fields).map(([kid, json]) => {
    const { use, algorithm, privateKey, signsFrom, signsUntil } = JSON.parse(json) as PrivateKeyField;
    const [from, until] = [signsFrom, signsUntil].map((text) => (text === undefined ? undefined : parseInstant(text)));
    if (!SIGNING_ALGORITHMS.includes(algorithm)) throw new Error(`the signing key ${kid} has no algorithm we know`);
    const bytes = Uint8Array.from(Buffer.from(privateKey, 'base64'));
    const signs = from !== undefined && until !== undefined ? { from, until } : undefined;
    return { kid, use, algorithm, privateKey: bytes, ...(signs && { signs }) };
  });
}
