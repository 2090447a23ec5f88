/** Spoilt answers: what gateways, proxies and tired systems make of a right one, by the name of the fault. */
import iconv from 'iconv-lite';
import { maintenancePage, unavailablePage } from './answers.ts';
import type { Fault } from './faults.ts';
import type { Answer } from './loopback.ts';

const MEGABYTE = 1024 * 1024;
/** Enough blanks in front that a byte at a time never gets through them. */
const NEVER_ENDING = ' '.repeat(MEGABYTE / 2);

export const SPOILT: Partial<Record<Fault, (right: Answer, path: string) => Answer>> = {
  'html-at-night': maintenancePage,
  unavailable: unavailablePage,
  'literal-null': ({ type }) => ({ status: 200, type, body: 'null' }),
  // Begins like an answer, so that only its size gives it away.
  megabyte: ({ type }) => ({ status: 200, type, body: `{"data":"${'rubbish '.repeat(MEGABYTE / 4)}` }),
  truncated: (right) => ({ ...right, body: bytes(right).subarray(0, Math.ceil(bytes(right).length / 2)) }),
  'cut-off': (right) => ({ ...right, manner: 'cut-off' }),
  drip: (right) => ({ ...right, body: Buffer.concat([Buffer.from(NEVER_ENDING), bytes(right)]), manner: 'drip' }),
  redirect: ({ type }, path) => ({
    status: 307,
    type,
    body: '',
    headers: { location: `https://elsewhere.example${path}` },
  }),
  'gbk-as-utf8': (right) => declared('UTF-8', right, iconv.encode(textOf(right), 'gb18030')),
  'utf8-as-gbk': (right) => declared('GBK', right, Buffer.from(textOf(right))),
  'byte-order-mark': (right) => ({ ...right, body: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes(right)]) }),
  'text-html': (right) => ({ ...right, type: right.type.replace(/^[^;]*/, 'text/html') }),
  'nested-json': (right) =>
    inJson(right, (value) => (typeof value === 'object' && value !== null ? mapValues(value, asText) : value)),
  'upper-case-keys': (right) => inJson(right, withUpperCaseKeys),
  entities: withEntities,
};

const bytes = ({ body }: Answer) => Buffer.from(body as string);
const isGbk = ({ type }: Answer) => /gbk|gb18030/i.test(type);
const textOf = (answer: Answer) => new TextDecoder(isGbk(answer) ? 'gb18030' : 'utf-8').decode(bytes(answer));

/** The same bytes under another name: in the header, and in the XML declaration where there is one. */
function declared(charset: string, { type, ...rest }: Answer, body: Buffer): Answer {
  const renamed = Buffer.from(
    body.toString('latin1').replace(/^(<\?xml[^>]*encoding=")[^"]*/, `$1${charset}`),
    'latin1',
  );
  return { ...rest, type: `${type.replace(/;.*/, '')};charset=${charset}`, body: renamed };
}

function inJson(right: Answer, change: (value: unknown) => unknown): Answer {
  return { ...right, body: JSON.stringify(change(JSON.parse(textOf(right)))) };
}

const asText = (value: unknown) => (typeof value === 'object' && value !== null ? JSON.stringify(value) : value);

function mapValues(value: object, change: (value: unknown) => unknown): unknown {
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, change(each)]));
}

function withUpperCaseKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withUpperCaseKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key.toUpperCase(), withUpperCaseKeys(each)]));
}

/** A file of the reader's machine, and ten to the tenth of letters, for a parser that fetches and unfolds what it is told to. */
function withEntities(right: Answer): Answer {
  const levels = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('');
  const doctype = `<!DOCTYPE answer [<!ENTITY file SYSTEM "file:///etc/hostname"><!ENTITY l0 "${'h'.repeat(10)}">${levels}]>`;
  const text = bytes(right)
    .toString('latin1')
    .replace(/^(<\?xml[^>]*>)?/, `$1${doctype}`)
    .replace(/(<\/[^<>]+>\s*)$/, '<e>&file;&l9;</e>$1');
  return { ...right, body: Buffer.from(text, 'latin1') };
}
