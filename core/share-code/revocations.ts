/**
 * Revocations: which unexpired codes no longer stand, as small as it can be said: the first 40 bits of SHA-256 of each
 * code's id, sorted, their differences Rice-coded. Five thousand take about 17 KB. No reason is given, and nobody can be
 * found in it who is not already held up.
 */

/** Bits of a prefix. Of 5 000 revoked codes, one of 200 million others looks revoked too; it is asked about online. */
const PREFIX_BITS = 40;
const PREFIX_RANGE = 2 ** PREFIX_BITS;
/** One byte for the parameter, four for the count. */
const HEAD_BYTES = 5;
/** More is no list that we write. */
const MOST = 1_000_000;

/** The prefix of a code, from SHA-256 of its id. */
export function revocationPrefix(digestOfId: Uint8Array): number {
  let prefix = 0;
  for (let at = 0; at < PREFIX_BITS / 8; at++) prefix = prefix * 256 + digestOfId[at]!;
  return prefix;
}

export function writeRevocations(prefixes: readonly number[]): Uint8Array {
  const sorted = Array.from(new Set(prefixes)).sort((a, b) => a - b);
  const parameter = riceParameter(sorted.length);
  const divisor = 2 ** parameter;
  const quotients = sorted.map((prefix, at) => Math.floor((prefix - (sorted[at - 1] ?? -1) - 1) / divisor));
  const length = quotients.reduce((bits, ones) => bits + ones + 1 + parameter, 0);
  const bytes = new Uint8Array(HEAD_BYTES + Math.ceil(length / 8));
  bytes[0] = parameter;
  for (let at = 0; at < 4; at++) bytes[1 + at] = Math.floor(sorted.length / 256 ** (3 - at)) % 256;
  let at = HEAD_BYTES * 8;
  const one = () => {
    bytes[at >> 3]! |= 0x80 >> (at & 7);
    at += 1;
  };
  sorted.forEach((prefix, index) => {
    for (let ones = quotients[index]!; ones > 0; ones--) one();
    at += 1;
    let rest = (prefix - (sorted[index - 1] ?? -1) - 1) % divisor;
    for (let half = divisor / 2; half >= 1; half /= 2) {
      if (rest < half) at += 1;
      else {
        one();
        rest -= half;
      }
    }
  });
  return bytes;
}

/** `undefined`: not a list as we write it. */
export function readRevocations(bytes: Uint8Array): ReadonlySet<number> | undefined {
  if (bytes.length < HEAD_BYTES) return undefined;
  const parameter = bytes[0]!;
  let count = 0;
  for (let at = 1; at < HEAD_BYTES; at++) count = count * 256 + bytes[at]!;
  if (count > MOST || parameter !== riceParameter(count)) return undefined;
  const divisor = 2 ** parameter;
  const end = bytes.length * 8;
  let at = HEAD_BYTES * 8;
  const bit = () => (bytes[at >> 3]! >> (7 - (at++ & 7))) & 1;
  const prefixes = new Set<number>();
  let last = -1;
  for (let read = 0; read < count; read++) {
    let gap = 0;
    while (at < end && bit()) gap += divisor;
    if (at + parameter > end) return undefined;
    let low = 0;
    for (let left = parameter; left > 0; left--) low = low * 2 + bit();
    last += gap + low + 1;
    if (last >= PREFIX_RANGE) return undefined;
    prefixes.add(last);
  }
  return end - at < 8 ? prefixes : undefined;
}

/** The one that is shortest for prefixes that are as good as random; it follows from the count, so it cannot be chosen badly. */
function riceParameter(count: number): number {
  return count === 0 ? 0 : Math.max(0, Math.floor(Math.log2((PREFIX_RANGE / count) * Math.LN2)));
}
