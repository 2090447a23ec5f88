/** COSE_Sign1 as ours are: a bare header of algorithm and key id, bound to one use by what is signed beside it. */
import { writeCbor } from '../../core/certificate/cbor.ts';
import { COSE_ALGORITHMS, signedBytes } from '../../core/certificate/cose-sign1.ts';
import { boundTo, type SigningKey } from '../../core/share-code/signed-key.ts';
import type { Sign } from './key-pair.ts';

/** COSE's labels of the header (RFC 9052, section 3.1). */
const ALGORITHM = 1;
const KID = 4;

export function signCose(
  key: Pick<SigningKey, 'kid' | 'use' | 'algorithm'>,
  sign: Sign,
  payload: Uint8Array,
): Uint8Array {
  const number = Object.entries(COSE_ALGORITHMS).find(([, name]) => name === key.algorithm)![0];
  const protectedHeader = writeCbor(
    new Map<number, unknown>([
      [ALGORITHM, Number(number)],
      [KID, Uint8Array.from(Buffer.from(key.kid, 'hex'))],
    ]),
  );
  const signature = sign(signedBytes({ protectedHeader, payload }, boundTo(key)));
  return writeCbor([protectedHeader, new Map(), payload, signature]);
}
