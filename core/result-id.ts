/** A ConsolidatedResult's id: a short fingerprint of what the test is, not of whose it is. */

/** 53 bits, not cryptographic: it only has to tell a citizen's few results apart. Two rounds of multiply and mix (Math.imul). */
export function fingerprint(text: string): string {
  let high = 0x2f6b41d3;
  let low = 0x5c1d9e07;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 0x85ebca6b);
    low = Math.imul(low ^ code, 0xc2b2ae35);
    high = (high << 13) | (high >>> 19);
    low = (low << 17) | (low >>> 15);
  }
  high = Math.imul(high ^ (low >>> 16), 0x27d4eb2f);
  low = Math.imul(low ^ (high >>> 15), 0x165667b1);
  high ^= low >>> 13;
  return ((high >>> 11) * 0x100000000 + (low >>> 0)).toString(36);
}
