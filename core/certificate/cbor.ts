/** CBOR (RFC 8949) read strictly: whole, no repeated keys, no tags; `deterministic`: only in the one form of section 4.2. */
import { type DecodeOptions, decode, encode } from 'cborg';

/**
 * `deterministic` for what we sign ourselves: shortest forms, sorted keys, definite lengths. `well-formed` for what others
 * have signed: their signature covers the bytes, whatever their form, and some encoders of EU certificates write lengths
 * that are indefinite.
 */
export type CborForm = 'deterministic' | 'well-formed';

const WHOLE = { allowUndefined: false, allowBigInt: false, rejectDuplicateMapKeys: true, useMaps: true };
const READ_AS: Record<CborForm, DecodeOptions> = {
  deterministic: { ...WHOLE, strict: true, allowIndefinite: false },
  'well-formed': { ...WHOLE, strict: false, allowIndefinite: true },
};

/** Maps come as Map. `undefined` as a whole: unreadable. There is no limit to depth but the input's size, which the caller bounds. */
export function readCbor(bytes: Uint8Array, form: CborForm): unknown {
  const strict = form === 'deterministic';
  try {
    const value = decode(bytes, READ_AS[form]);
    return strict && !(hasPlainKeys(value) && isSameBytes(writeCbor(value), bytes)) ? undefined : value;
  } catch {
    // cborg throws for everything that it refuses; so deep that the stack ends is refused too.
    return undefined;
  }
}

/**
 * In the deterministic form. Only for values that are ours to choose, whose keys are whole numbers or text: for these cborg's own
 * order is that of RFC 8949, and takes half the time of its `rfc8949EncodeOptions`, which encode each key once more to compare it.
 */
export function writeCbor(value: unknown): Uint8Array {
  return encode(value);
}

function hasPlainKeys(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(hasPlainKeys);
  if (!(value instanceof Map)) return true;
  let plain = true;
  value.forEach((each, key) => {
    plain = plain && (typeof key === 'string' || Number.isInteger(key)) && hasPlainKeys(each);
  });
  return plain;
}

/** Plain, because it runs for each byte of each code. */
export function isSameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}
