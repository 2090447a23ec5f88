/**
 * Stand-ins for what cborg wants of its runtime and a phone may lack; a build gives them to it by name (ProvidePlugin,
 * esbuild's `inject`). Only what cborg does with them: text of CBOR, and constants for numbers of eight bytes, which no phone without BigInt reads.
 */
import { decodeUtf8, encodeUtf8 } from './certificate/utf8.ts';

export class TextEncoder {
  encode(text = ''): Uint8Array {
    return encodeUtf8(text);
  }
}

export class TextDecoder {
  /** What is no UTF-8 becomes one U+FFFD as a whole, so that it is never taken for what it is not. */
  decode(bytes: Uint8Array): string {
    return decodeUtf8(bytes) ?? '\ufffd';
  }
}

/** cborg shifts by 32 to put a number of eight bytes together; a plain number would come out wrong, so it is refused. */
function wholeNumber(value: string | number): number {
  if (value === 32) throw new RangeError('a number of eight bytes needs BigInt');
  return Number(value);
}

export { wholeNumber as BigInt };
