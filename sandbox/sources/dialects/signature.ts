/** A signature in fields or headers, with whoever sent it, when, and a nonce, each verified as the source would. */
import { type Instant, parseInstant } from '../../../core/index.ts';
import { sameText } from '../same-text.ts';
import type { Received, Refuse } from './description.ts';
import { NonceMemory } from './nonce-memory.ts';

export interface SignatureRules {
  /** Where they stand; the fields unless it is said. */
  in?: 'headers';
  /** What must stand there as it is: who is calling, and constants. */
  fixed: Record<string, string>;
  time: { name: string; form: TimeForm };
  skewMinutes: number;
  /** Good once within twice the skew. */
  nonce?: string;
  sign: {
    name: string;
    /** The right signature for what was sent; several where several secrets are good. */
    expected(values: Record<string, string>, received: Received): string | string[];
    /** Clients write the hex in either case. */
    eitherCase?: true;
  };
}

export type TimeForm = 'epoch-s' | 'epoch-ms' | 'yyyyMMddHHmmss' | 'yyyy-MM-dd HH:mm:ss';

export function signature({ in: where, fixed, time, skewMinutes, nonce, sign }: SignatureRules): Refuse {
  const nonces = new NonceMemory(2 * skewMinutes * 60_000);
  return (received) => {
    const { call, fields } = received;
    const values = where === 'headers' ? headersOf(call.headers) : fields;
    for (const [name, value] of Object.entries(fixed)) if (values[name] !== value) return 'unsigned';
    const sentAt = readTime(values[time.name] ?? '', time.form);
    if (sentAt === undefined || Math.abs(call.at - sentAt) > skewMinutes * 60_000) return 'late';
    const given = sign.eitherCase ? values[sign.name]?.toLowerCase() : values[sign.name];
    const expected = [sign.expected(values, received)].flat();
    if (!expected.some((each) => sameText(given, each))) return 'unsigned';
    if (nonce && (!values[nonce] || !nonces.isNew(values[nonce], call.at))) return 'unsigned';
    return undefined;
  };
}

function headersOf(headers: Received['call']['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

function readTime(text: string, form: TimeForm): Instant | undefined {
  if (form === 'epoch-s') return /^\d{10}$/.test(text) ? ((Number(text) * 1000) as Instant) : undefined;
  if (form === 'epoch-ms') return /^\d{13}$/.test(text) ? (Number(text) as Instant) : undefined;
  const parts =
    form === 'yyyyMMddHHmmss'
      ? /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text)
      : /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  return parseInstant(`${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`);
}

/** One check after another; the first that refuses counts. */
export function both(...checks: Refuse[]): Refuse {
  return (received) => {
    for (const check of checks) {
      const refusal = check(received);
      if (refusal) return refusal;
    }
    return undefined;
  };
}
