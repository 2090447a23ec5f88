/** UTF-8 by means of the language alone, for runtimes without TextEncoder and TextDecoder. */

/** `undefined` for what is no UTF-8: overlong forms, surrogates and cut characters included. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  let escaped = '';
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    // Only what decodeURIComponent would take for something else has to be escaped among ASCII.
    escaped += byte < 0x80 && byte !== 0x25 ? String.fromCharCode(byte) : (byte < 16 ? '%0' : '%') + byte.toString(16);
  }
  try {
    return decodeURIComponent(escaped);
  } catch {
    return undefined;
  }
}

/** Half a surrogate pair, which UTF-8 cannot write, becomes U+FFFD. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code >= 0xd800 && code <= 0xdfff) bytes.push(0xef, 0xbf, 0xbd);
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return Uint8Array.from(bytes);
}
