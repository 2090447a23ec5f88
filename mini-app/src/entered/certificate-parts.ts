/** CertificateParts: the codes that a certificate is printed as, collected until all are there. */

/** What has been scanned of a certificate; `text` is what the server takes. */
export type CertificateParts =
  | { kind: 'not-a-certificate' }
  | { kind: 'whole'; text: string }
  | { kind: 'some'; codes: string[]; have: number; all: number };

/** A numbered code of a SMART Health Card: `shc:/2/3/…` is the second of three. */
const NUMBERED = /^shc:\/(\d{1,2})\/(\d{1,2})\/\d+$/i;

/** `before` are codes scanned earlier; those of another certificate make room. What is no certificate never leaves the phone. */
export function collect(before: readonly string[], scanned: string): CertificateParts {
  const text = scanned.replace(/^\s+/, '');
  if (/^HC1:/i.test(text)) return { kind: 'whole', text };
  if (!/^shc:\//i.test(text)) return { kind: 'not-a-certificate' };
  const codes = text.split(/\s+/).filter((code) => code !== '');
  const all = Number(NUMBERED.exec(codes[0]!)?.[2] ?? 1);
  if (all <= 1) return { kind: 'whole', text: codes.join('\n') };
  const byPlace = new Map<number, string>();
  for (const code of [...before, ...codes]) {
    const [, place, of] = NUMBERED.exec(code) ?? [];
    if (Number(of) === all) byPlace.set(Number(place), code);
  }
  const collected = Array.from(byPlace.values());
  if (byPlace.size >= all) return { kind: 'whole', text: collected.join('\n') };
  return { kind: 'some', codes: collected, have: byPlace.size, all };
}
