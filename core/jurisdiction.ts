/** Jurisdiction 辖区: a GB/T 2260 code (and 660000 for the Corps, 000000 for the nation), and what contains it. */

/** Six digits: two for the province, two for the city, two for the county. */
export type JurisdictionCode = string & { readonly __jurisdiction: unique symbol };

export interface Jurisdiction {
  code: JurisdictionCode;
  zh: string;
  en: string;
}

export const NATIONAL = '000000' as JurisdictionCode;

export function isJurisdictionCode(text: string): text is JurisdictionCode {
  return /^\d{6}$/.test(text);
}

/** The code itself and what contains it, nearest first: 330106 → 330106, 330100, 330000, 000000. */
export function withAncestors(code: JurisdictionCode): JurisdictionCode[] {
  const chain = [code, `${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`, NATIONAL];
  return chain.filter((each, at) => chain.indexOf(each) === at) as JurisdictionCode[];
}

/** Whether `outer` is `inner` or contains it: 330000 contains 330106, 000000 everything. */
export function contains(outer: JurisdictionCode, inner: JurisdictionCode): boolean {
  // Reading compares every source with every place of a citizen: no chains are made for it.
  const digits = outer === NATIONAL ? 0 : outer.slice(2) === '0000' ? 2 : outer.slice(4) === '00' ? 4 : 6;
  return inner.slice(0, digits) === outer.slice(0, digits);
}
