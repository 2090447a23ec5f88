/** Hex: how ids of keys and codes are written where people and JSON read them. */

/** Two lower-case digits a byte. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at++) text += (bytes[at]! < 16 ? '0' : '') + bytes[at]!.toString(16);
  return text;
}

/** Only for what is known to be hex of whole bytes. */
export function fromHex(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length / 2);
  for (let at = 0; at < bytes.length; at++) bytes[at] = Number.parseInt(text.slice(2 * at, 2 * at + 2), 16);
  return bytes;
}
