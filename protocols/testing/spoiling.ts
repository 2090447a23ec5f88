/** Ways to spoil an answer that know nothing of what it means: parts go, turn foreign, come twice or are cut off. */
import fc from 'fast-check';
import type { RecordedReply } from './recorded-source.ts';

/** A word no source file lists, no time and no name of anybody. */
const FOREIGN = 'zz-不识';

const JSON_OPERATIONS: Record<string, (value: unknown) => unknown> = {
  remove: () => undefined,
  null: () => null,
  empty: () => '',
  foreign: () => FOREIGN,
  number: () => -77777,
  list: (value) => [value],
  'empty list': () => [],
  'empty object': () => ({}),
  object: (value) => ({ value }),
  twice: (value) => (Array.isArray(value) ? [...value, ...value] : value),
  reversed: (value) => (Array.isArray(value) ? [...value].reverse() : value),
  text: (value) => JSON.stringify(value),
  long: () => FOREIGN.repeat(5000),
  deep: () => JSON.parse(`${'['.repeat(2000)}${']'.repeat(2000)}`),
  prototype: () => JSON.parse('{"__proto__":{"code":"0"},"constructor":1,"toString":null}'),
};

/** So few characters that no two rows become one. */
const LITTLE = 6;

/** On text: cut off, something foreign put in or over a part, something before it, bytes of another encoding. */
const TEXT_OPERATIONS: Record<string, (text: string, from: number) => string | Uint8Array> = {
  cut: (text, from) => text.slice(0, from),
  insert: (text, from) => text.slice(0, from) + FOREIGN + text.slice(from),
  overwrite: (text, from) => text.slice(0, from) + 'z'.repeat(LITTLE) + text.slice(from + LITTLE),
  before: (text) => FOREIGN + text,
  after: (text) => text + FOREIGN,
  mark: (text) => `\ufeff${text}`,
  utf16: (text) => Buffer.from(text, 'utf16le'),
  page: () => '<!DOCTYPE html><html><body>系统维护中</body></html>',
  nothing: () => '',
};

export interface Spoiling {
  /** Which call of the question is answered so. */
  call: number;
  operation: string;
  /** Where, as a part of the whole. */
  part: number;
}

const PARTS = 100_000;

export const spoilings: fc.Arbitrary<Spoiling> = fc.record({
  call: fc.nat({ max: 5 }),
  operation: fc.constantFrom(...Object.keys(JSON_OPERATIONS), ...Object.keys(TEXT_OPERATIONS)),
  // Whole numbers, because doubles are drawn from near zero far too often.
  part: fc.nat({ max: PARTS - 1 }).map((part) => part / PARTS),
});

/** The reply, spoilt: JSON in one of its places, where it is sealed before it is sealed, text wherever it is. */
export function spoil(reply: RecordedReply, { operation, part }: Spoiling): RecordedReply & { body?: Uint8Array } {
  const onJson = JSON_OPERATIONS[operation];
  if (onJson) {
    if (reply.sealed !== undefined) return { ...reply, sealed: spoilPlace(reply.sealed, onJson, part) };
    if (reply.json !== undefined) return textReply(reply, JSON.stringify(spoilPlace(reply.json, onJson, part)) ?? '');
    return { ...reply, text: onElements(reply.text ?? '', operation, part) };
  }
  const text = reply.json === undefined ? (reply.text ?? '') : JSON.stringify(reply.json);
  const spoilt = TEXT_OPERATIONS[operation]!(text, Math.floor(part * text.length));
  if (typeof spoilt === 'string' && reply.json === undefined) return { ...reply, text: spoilt };
  return textReply(reply, spoilt);
}

const textReply = ({ status, headers }: RecordedReply, body: string | Uint8Array) => ({
  ...(status === undefined ? {} : { status }),
  ...(headers === undefined ? {} : { headers }),
  body: typeof body === 'string' ? Buffer.from(body) : body,
});

/** The value with one place of it, chosen by `part`, changed; what lies as JSON in a text counts as places too. */
function spoilPlace(value: unknown, operation: (value: unknown) => unknown, part: number): unknown {
  const places = countPlaces(value);
  let at = Math.floor(part * places);
  const visit = (current: unknown): unknown => {
    if (at-- === 0) return operation(current);
    const inner = jsonIn(current);
    if (inner !== undefined) return JSON.stringify(visit(inner)) ?? '';
    if (Array.isArray(current)) return current.map(visit).filter((each) => each !== undefined);
    if (typeof current !== 'object' || current === null) return current;
    return Object.fromEntries(Object.entries(current).map(([name, each]) => [name, visit(each)]));
  };
  return visit(value);
}

function countPlaces(value: unknown): number {
  const inner = jsonIn(value);
  if (inner !== undefined) return 1 + countPlaces(inner);
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, each) => sum + countPlaces(each), 1);
}

function jsonIn(value: unknown): unknown {
  if (typeof value !== 'string' || !/^[[{"]/.test(value)) return undefined;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

/** The same for XML: one element without children, plain or escaped, goes, is emptied, turns foreign or comes twice. */
function onElements(xml: string, operation: string, part: number): string {
  const leaves = [...xml.matchAll(/(<|&lt;)([\w:]+)(>|&gt;)([^<>&]*)\1\/\2\3/g)];
  const leaf = leaves[Math.floor(part * leaves.length)];
  if (!leaf) return xml;
  const [whole, open, name, close] = leaf;
  const changed = {
    remove: '',
    empty: `${open}${name}${close}${open}/${name}${close}`,
    twice: whole + whole,
    list: `${open}value${close}${whole}${open}/value${close}`,
  }[operation];
  const foreign = `${open}${name}${close}${FOREIGN}${open}/${name}${close}`;
  return xml.slice(0, leaf.index) + (changed ?? foreign) + xml.slice(leaf.index + whole.length);
}
