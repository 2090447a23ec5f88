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
  if (fields === undefined || typeof document !== 'object' || document === null) return document;
  if (Array.isArray(document)) return document.map((item) => decodeFields(item, fields));
  return Object.fromEntries(
    Object.entries(document).map(([name, value]) => [
      name,
      Object.hasOwn(fields, name) && typeof value === 'string'
        ? decode(value, fields[name]!)
        : decodeFields(value, fields),
    ]),
  );
}

function decode(written: string, encoding: FieldEncoding): string {
  const text = written.replace(/\s/g, ''); // Base64 is often broken into lines
  if (!SHAPES[encoding].test(text)) throw new AskingFailed('unreadable');
  return readText(Buffer.from(text, encoding));
}
