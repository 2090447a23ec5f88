/** Traces: whatever of a person or a credential still stands in a recording, however it is written. */

/** Shorter texts stand in everything. */
const SHORTEST = 2;

/** The names of those that are found; the texts themselves are told to nobody. */
export function tracesIn(recording: string, texts: Record<string, string | undefined>): string[] {
  const searched = recording.toLowerCase();
  return Object.entries(texts)
    .filter(([, text]) => text !== undefined && text.length >= SHORTEST)
    .filter(([, text]) => writings(text!).some((written) => searched.includes(written.toLowerCase())))
    .map(([name]) => name);
}

/** As it stands, escaped, percent-encoded, in hex, and in Base64 wherever in a longer text it begins. */
function writings(text: string): string[] {
  const bytes = Buffer.from(text, 'utf8');
  const escaped = [...text]
    .map((c) => (c > '~' ? `\\u${c.codePointAt(0)!.toString(16).padStart(4, '0')}` : c))
    .join('');
  const base64 = [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    // The first and the last sign depend on what stands beside it.
    return encoded.slice(shift === 0 ? 0 : shift + 1, bytes.length % 3 === (3 - shift) % 3 ? undefined : -1);
  });
  const isTooShort = (written: string) => written.length < 6;
  return [
    text,
    escaped,
    encodeURIComponent(text),
    ...[bytes.toString('hex'), ...base64].filter((each) => !isTooShort(each)),
  ];
}
