/** Placeholders of a source's file: `$number` as a whole text, `${number}` inside a longer one. */
import { AskingFailed } from './protocol.ts';
import type { Template } from './source-file.ts';

/** `$…` names and what they stand for in this call; `undefined`: known, and not had this time. */
export type Values = Record<string, string | undefined>;

const WHOLE = /^\$[^{]/;

/**
 * A field that the secret lacks is `refused` before any call goes out; any other name without a value is a mistake of the file.
 * `inside`: how a value is written inside a longer text.
 */
export function resolve(text: string, values: Values, inside = (value: string) => value): string {
  if (WHOLE.test(text)) return valueFor(text, values);
  return text.replace(/\$\{([^}]+)\}/g, (_whole, name: string) => inside(valueFor(`$${name}`, values)));
}

export function resolveAll(texts: Record<string, string> | undefined, values: Values): Record<string, string> {
  return Object.fromEntries(Object.entries(texts ?? {}).map(([name, text]) => [name, resolve(text, values)]));
}

/** What a source counts: a number in JSON, where everything else is text. */
const COUNTS = new Set(['$page', '$pageSize', '$start']);

/** Filled parameters as they stand in JSON, with counts as numbers; `templates` are the texts they were filled from. */
export function withCounts(filled: Record<string, string>, templates: Record<string, string> = {}): Template {
  const written = ([name, text]: [string, string]) => [name, COUNTS.has(templates[name] ?? '') ? Number(text) : text];
  return Object.fromEntries(Object.entries(filled).map(written));
}

/**
 * The template with every text at its leaves resolved. Inside a longer text quotes are doubled: it is a condition as in SQL
 * (`GMSFHM='${number}'`), and a name such as D'Angelo must not end it.
 */
export function fillTemplate(template: Template, values: Values): Template {
  if (typeof template === 'string') {
    if (COUNTS.has(template)) return Number(resolve(template, values));
    return resolve(template, values, (value) => value.replaceAll("'", "''"));
  }
  if (Array.isArray(template)) return template.map((item) => fillTemplate(item, values));
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(Object.entries(template).map(([name, value]) => [name, fillTemplate(value, values)]));
}

function valueFor(name: string, values: Values): string {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value !== undefined) return value;
  if (name.startsWith('$secret.')) throw new AskingFailed('refused');
  throw new RangeError(`nothing stands for ${name}`);
}
