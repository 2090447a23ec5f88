/** Code request: what POST /share-codes takes, each field with its remedy. */
import * as v from 'valibot';
import type { Response } from '../door/request.ts';
import { text, validate } from '../door/validate.ts';

export interface CodeRequest {
  deviceKey: Uint8Array;
  nonce: string;
  proof: Uint8Array;
  for?: string;
}

const NONCE = 'Send the x-share-nonce of a GET /results of the last ten minutes, once.';
const FOR = 'Send an id that GET /dependents lists, or leave it out.';
const SCHEMA = v.object({
  deviceKey: bytes(32, 'Send the public half of a new Ed25519 key: 32 bytes as Base64url without padding.'),
  nonce: text(NONCE, 1, 100),
  proof: bytes(
    64,
    'Send the signature over the nonce and deviceKey by that key: 64 bytes as Base64url without padding.',
  ),
  for: v.optional(text(FOR, 1, 64)),
});

export const NONCE_REMEDY = NONCE;
export const PROOF_REMEDY =
  'Sign, with the private half of deviceKey, CBOR of ["huren device", the nonce\'s bytes, the bytes of deviceKey].';

export function readCodeRequest(
  body: Record<string, unknown> | undefined,
): { value: CodeRequest } | { problem: Response } {
  return validate(SCHEMA, body);
}

/** One text has one meaning: bits that no byte needs must be zero. */
function bytes(length: number, remedy: string) {
  return v.pipe(
    v.string(remedy),
    v.check((written) => {
      const read = Buffer.from(written, 'base64url');
      return read.length === length && read.toString('base64url') === written;
    }, remedy),
    v.transform((written) => Uint8Array.from(Buffer.from(written, 'base64url'))),
  );
}
