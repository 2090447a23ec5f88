/** PhoneCode: a share code as this phone keeps it: the credential as it was signed, the seed of its key, and when to renew it. */
import { decodeBase64Url } from '../../../core/certificate/base64url.ts';
import { readCoseSign1 } from '../../../core/certificate/cose-sign1.ts';
import type { Instant } from '../../../core/index.ts';
import { type Credential, readCredential } from '../../../core/share-code/credential.ts';
import type { StoredCode } from '../../../core/share-code/renewal.ts';
import { instant, isObject, known, read, text } from '../http/reading.ts';

/** Whose code: one's own, or that of the dependent of this id. */
export type Whose = 'own' | { for: string };

export interface PhoneCode extends StoredCode {
  id: string;
  /** COSE_Sign1, Base64url. */
  credential: string;
  /** Of the device key, Base64url; it never leaves this phone. */
  seed: string;
  issuedAt: Instant;
  /** Issued while answers of sources were on their way, so it may lack some: to be looked at again once they are there. */
  early?: true;
}

/** What POST /share-codes answers. */
export type IssuedCode = Omit<PhoneCode, 'seed' | 'early'>;

export function readIssuedCode(body: unknown): IssuedCode | undefined {
  return read(body, ({ id, credential, issuedAt, expiresAt, renewFrom, facts }) => ({
    id: known(text(id)),
    credential: known(text(credential)),
    issuedAt: known(instant(issuedAt)),
    expiresAt: known(instant(expiresAt)),
    renewFrom: known(instant(renewFrom)),
    facts: known(text(facts)),
  }));
}

/** What an earlier run has kept, if nothing of it is missing. */
export function keptCode(value: unknown): PhoneCode | undefined {
  if (!isObject(value)) return undefined;
  const { id, credential, seed, issuedAt, expiresAt, renewFrom, facts, early } = value;
  const isText = [id, credential, seed, facts].every((each) => typeof each === 'string');
  const isTime = [issuedAt, expiresAt, renewFrom].every((each) => typeof each === 'number');
  if (!isText || !isTime || seedBytes(seed as string) === undefined) return undefined;
  if (!factsOf({ credential: credential as string })) return undefined;
  const code = { id, credential, seed, issuedAt, expiresAt, renewFrom, facts } as PhoneCode;
  return early === true ? { ...code, early } : code;
}

/** What the credential says. Of a code of ours: nothing is verified here. */
export function factsOf({ credential }: Pick<PhoneCode, 'credential'>): Credential | undefined {
  const bytes = decodeBase64Url(credential);
  const cose = bytes && readCoseSign1(bytes, 'deterministic');
  return cose && readCredential(cose.payload);
}

export function seedBytes(seed: string): Uint8Array | undefined {
  const bytes = decodeBase64Url(seed);
  return bytes?.length === 32 ? bytes : undefined;
}
