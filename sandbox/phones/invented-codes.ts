/** Codes of people who were never here, signed by the sandbox's own keys: for moments that no page can be brought to. */
import { randomBytes } from 'node:crypto';
import { instantOf, MINUTE_MS } from '../../core/index.ts';
import { type Credential, writeCredential, writeShowing } from '../../core/share-code/index.ts';
import { createSigner } from '../../functions/effects/signer.ts';
import { newPhoneKey, showing } from '../../functions/testing/phone-key.ts';
import type { Sandbox } from '../sandbox.ts';

export interface InventedCode {
  credential: Credential;
  /** What its phone shows at this time. */
  shownAt(now: number): string;
  /** Without a phone: as a printed code, or as somebody who has read one writes it down. */
  onPaper(): string;
  /** Shown by a phone that has only copied it, and changed in the issuer's signature: both to be told by signatures alone. */
  forgeriesAt(now: number): [copied: string, changed: string];
}

/** Somebody who was tested last night, alone; `more` says what differs. */
export async function inventCode({ world, clock }: Sandbox, more: Partial<Credential> = {}): Promise<InventedCode> {
  const key = newPhoneKey();
  const now = clock.now();
  const ago = (minutes: number) => instantOf(now - minutes * MINUTE_MS);
  const credential: Credential = {
    id: randomBytes(8).toString('hex'),
    issuedAt: instantOf(now),
    expiresAt: ago(-24 * 60),
    deviceKey: key.publicKey,
    name: '张*',
    last4: '0018',
    asOf: instantOf(now),
    complete: true,
    results: [{ sampleCollectedAt: ago(12 * 60), reportIssuedAt: ago(6 * 60), poolSize: 1 }],
    samplings: [],
    ...more,
  };
  const signer = createSigner(world, async () => new Set());
  const signed = await signer.sign('share', writeCredential(credential), credential.issuedAt);
  const text = Buffer.from(signed).toString('base64url');
  const changed = Uint8Array.from(signed);
  // The first byte of S, the signature's second half.
  changed[changed.length - 32]! ^= 1;
  return {
    credential,
    shownAt: (at) => showing(text, key, at),
    onPaper: () => writeShowing({ credential: signed }),
    forgeriesAt: (at) => [
      showing(text, newPhoneKey(), at),
      showing(Buffer.from(changed).toString('base64url'), key, at),
    ],
  };
}
