/** A reply without anybody in it: every text is replaced but those under names that are kept, and short words for people to read. */
import type { FieldEncoding } from '../../protocols/source-file.ts';
import type { Invention } from './invention.ts';

export interface Replacing {
  invention: Invention;
  /** Names whose values stay. */
  kept: ReadonlySet<string>;
  /** Fields that hold encoded text, by name. */
  encoded: Record<string, FieldEncoding>;
}

/** Words for whoever reads the reply, outside of rows. */
const WORDS = /^(code|msg|message|errmsg|errormessage|resmessage|desc|success|status|state)$/i;
/** A number so long is somebody's or something's; counts and codes are shorter. */
const LONG = 7;

export function jsonWithoutPerson(value: unknown, replacing: Replacing, name = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => jsonWithoutPerson(item, replacing, name));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, jsonWithoutPerson(inner, replacing, key)]),
    );
  if (typeof value === 'number' && String(value).length >= LONG && !replacing.kept.has(name))
    return Number(replacing.invention.of(String(value)));
  return typeof value === 'string' ? textWithoutPerson(value, replacing, name) : value;
}

function textWithoutPerson(text: string, replacing: Replacing, name: string): string {
  const { invention, kept, encoded } = replacing;
  const encoding = encoded[name];
  if (encoding) {
    const inner = textWithoutPerson(Buffer.from(text, encoding).toString('utf8'), { ...replacing, encoded: {} }, name);
    return Buffer.from(inner, 'utf8').toString(encoding);
  }
  const nested = structured(text);
  if (nested !== undefined) return JSON.stringify(jsonWithoutPerson(nested, replacing));
  if (/^\s*<[?\w]/.test(text)) return xmlWithoutPerson(text, replacing);
  if (kept.has(name) || WORDS.test(name)) return invention.within(text);
  return text === '' ? text : invention.of(text);
}

/** JSON as text: a document, or `null`. */
function structured(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const NAMED = /<((?:[\w-]+:)?([\w.-]+))(\s[^<>]*)?>(?:<!\[CDATA\[([\s\S]*?)\]\]>|([^<]*))<\/\1>/g;

/** Elements without elements hold texts; a text may be XML again, escaped or as CDATA. */
export function xmlWithoutPerson(xml: string, replacing: Replacing): string {
  return xml.replace(NAMED, (_, tag: string, name: string, attributes = '', data: string | undefined, text = '') => {
    const inner = textWithoutPerson(data ?? unescaped(text), replacing, name);
    return `<${tag}${attributes}>${data === undefined ? escaped(inner) : `<![CDATA[${inner}]]>`}</${tag}>`;
  });
}

const SIGNS: [string, string][] = [
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&apos;', "'"],
  ['&amp;', '&'],
];
const unescaped = (text: string) => SIGNS.reduce((sum, [entity, sign]) => sum.replaceAll(entity, sign), text);
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
