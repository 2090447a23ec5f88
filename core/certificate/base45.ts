/** Base45 (RFC 9285): bytes in the 45 characters that a QR code packs most tightly. */

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
/** Value by character code; 255 where the alphabet has no such character. */
const VALUES = new Uint8Array(128).fill(255);
for (let value = 0; value < ALPHABET.length; value++) VALUES[ALPHABET.charCodeAt(value)] = value;

/** Two bytes become three characters, a last single byte two. */
export function encodeBase45(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 2) {
    const isPair = at + 1 < bytes.length;
    const value = isPair ? bytes[at]! * 256 + bytes[at + 1]! : bytes[at]!;
    text += ALPHABET[value % 45]! + ALPHABET[((value / 45) | 0) % 45]!;
    if (isPair) text += ALPHABET[(value / 2025) | 0];
  }
  return text;
}

/** `undefined`: another character, a length that none gives, or a group beyond what its bytes can hold. */
export function decodeBase45(text: string): Uint8Array | undefined {
  const rest = text.length % 3;
  if (rest === 1) return undefined;
  const bytes = new Uint8Array(((text.length - rest) / 3) * 2 + (rest === 2 ? 1 : 0));
  let to = 0;
  for (let at = 0; at < text.length; at += 3) {
    const [first, second] = [valueAt(text, at), valueAt(text, at + 1)];
    const isTriple = at + 2 < text.length;
    const third = isTriple ? valueAt(text, at + 2) : 0;
    if (first === 255 || second === 255 || third === 255) return undefined;
    const value = first + second * 45 + third * 2025;
    if (value > (isTriple ? 0xffff : 0xff)) return undefined;
    if (isTriple) bytes[to++] = value >> 8;
    bytes[to++] = value & 0xff;
  }
  return bytes;
}

function valueAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 128 ? VALUES[code]! : 255;
}
