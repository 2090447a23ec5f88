/** Fields whose text is Base64 or hex of UTF-8 text → that text. */
import { AskingFailed } from '../protocol.ts';
import type { FieldEncoding } from '../source-file.ts';
import { readText } from './text.ts';

const SHAPES: Record<FieldEncoding, RegExp> = {
  base64: /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
  hex: /^([0-9A-Fa-f]{2})*$/,
};

/**
 * A copy of the answer in which every field so named, wherever it stands, holds its text; what is no text stays as it is.
 * Text that is not what was agreed is `unreadable`: shown undecoded it would be nonsense.
 */
export function decodeFields(document: unknown, fields: Record<string, FieldEncoding> | undefined): unknown {
  if (fields === undefined) return document;
  const walk = (value: unknown, encoding?: FieldEncoding): unknown => {
    if (typeof value === 'string') return encoding ? decode(value, encoding) : value;
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => walk(item, encoding));
    const named = (name: string) => (Object.hasOwn(fields, name) ? fields[name] : undefined);
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner, named(name))]));
  };
  return walk(document);
}

function decode(written: string, encoding: FieldEncoding): string {
  const text = written.replace(/\s/g, ''); // Base64 is often broken into lines
  if (!SHAPES[encoding].test(text)) throw new AskingFailed('unreadable');
  return readText(Buffer.from(text, encoding));
}
