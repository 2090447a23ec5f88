/** COSE_Sign1 (RFC 9052, section 4.2): a payload, who has signed it with what, and the bytes that the signature covers. */
import { type CborForm, readCbor, writeCbor } from './cbor.ts';

/** By COSE's numbers; -19 is Ed25519 fully specified (RFC 9864). */
export const COSE_ALGORITHMS = { '-7': 'ES256', '-37': 'PS256', '-19': 'Ed25519', '-65542': 'SM2' } as const;
export type CoseAlgorithm = (typeof COSE_ALGORITHMS)[keyof typeof COSE_ALGORITHMS];

export interface CoseSign1 {
  algorithm: CoseAlgorithm;
  /** Of the protected header where it stands there, else of the other. */
  kid?: Uint8Array;
  /** The protected header as it was signed. */
  protectedHeader: Uint8Array;
  payload: Uint8Array;
  signature: Uint8Array;
  /** As our own are: deterministic, untagged, nothing in the header that nobody has signed, in the other exactly algorithm and key id. */
  bare: boolean;
}

const ALGORITHM = 1;
const CRITICAL = 2;
const KID = 4;
/** CBOR's tags 61 (CWT) and 18 (COSE_Sign1) as they are written. */
const CWT_TAG = [0xd8, 0x3d];
const SIGN1_TAG = [0xd2];

/** With or without its tags. `undefined`: not one, an algorithm we do not know, or a header that we would have to understand (`crit`). */
export function readCoseSign1(bytes: Uint8Array, form: CborForm): CoseSign1 | undefined {
  const untagged = without(SIGN1_TAG, without(CWT_TAG, bytes));
  const parts = readCbor(untagged, form);
  if (!Array.isArray(parts) || parts.length !== 4) return undefined;
  const [protectedHeader, unprotected, payload, signature] = parts as unknown[];
  if (!isBytes(protectedHeader) || !isBytes(payload) || !isBytes(signature)) return undefined;
  if (!(unprotected instanceof Map)) return undefined;
  const header = protectedHeader.length === 0 ? new Map() : readCbor(protectedHeader, form);
  if (!(header instanceof Map) || header.has(CRITICAL) || unprotected.has(CRITICAL)) return undefined;
  // What nobody has signed does not choose the algorithm.
  const algorithm = algorithmOf(header.get(ALGORITHM));
  const kid = header.has(KID) ? header.get(KID) : unprotected.get(KID);
  if (algorithm === undefined || (kid !== undefined && !isBytes(kid))) return undefined;
  const bare =
    form === 'deterministic' &&
    untagged.length === bytes.length &&
    unprotected.size === 0 &&
    header.size === 2 &&
    kid !== undefined;
  return { algorithm, kid, protectedHeader, payload, signature, bare };
}

/** The Sig_structure: what is signed. `externalData` binds it to a use without being sent. */
export function signedBytes(
  { protectedHeader, payload }: Pick<CoseSign1, 'protectedHeader' | 'payload'>,
  externalData: Uint8Array = new Uint8Array(0),
): Uint8Array {
  return writeCbor(['Signature1', protectedHeader, externalData, payload]);
}

function algorithmOf(number: unknown): CoseAlgorithm | undefined {
  return typeof number === 'number' ? COSE_ALGORITHMS[`${number}` as keyof typeof COSE_ALGORITHMS] : undefined;
}

function isBytes(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array;
}

function without(tag: readonly number[], bytes: Uint8Array): Uint8Array {
  return tag.every((byte, at) => bytes[at] === byte) ? bytes.subarray(tag.length) : bytes;
}
