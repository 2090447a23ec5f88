/** Runs every table of cases where a mini-program's runtime ends: ECMAScript of 2017 without BigInt, and nothing of Node or the web. */
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { hash } from 'fast-sha256';
import nacl from 'tweetnacl';
import { beforeAll, describe, expect, it } from 'vitest';
import { shareCodeTables } from './share-code/tables.ts';
import { tables } from './tables.ts';

/** What V8 brings that a phone may lack; a fresh context has nothing of Node or the web to begin with. */
const TAKE_AWAY = `
  for (const name of ['BigInt', 'BigInt64Array', 'BigUint64Array', 'console', 'Intl', 'WebAssembly', 'Atomics',
    'SharedArrayBuffer', 'WeakRef', 'FinalizationRegistry', 'AggregateError', 'Iterator', 'escape', 'unescape']) delete globalThis[name];
  for (const name of ['at', 'flat', 'flatMap', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with'])
    delete Array.prototype[name];
  for (const name of ['at', 'matchAll', 'replaceAll', 'trimStart', 'trimEnd', 'isWellFormed', 'toWellFormed', 'normalize', 'localeCompare'])
    delete String.prototype[name];
  for (const name of ['fromEntries', 'groupBy', 'hasOwn']) delete Object[name];
  delete Promise.allSettled; delete Promise.any; delete Map.groupBy;
  for (const type of [Date, Number, Array]) for (const name of Object.getOwnPropertyNames(type.prototype))
    if (name.startsWith('toLocale')) delete type.prototype[name];
  Date.parse = () => { throw new Error('Date.parse differs between phones'); };
`;

/** Compares inside the context, so that no outside object is ever touched; what it answers is text. */
const ENTRY = `
  import { hash } from 'fast-sha256';
  import nacl from 'tweetnacl';
  import { shareCodeTables } from './share-code/tables.ts';
  import { tables as plainTables } from './tables.ts';
  const tables = Object.assign({}, plainTables, shareCodeTables(nacl, hash));
  const same = (a, b) => {
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b);
    const keys = (each) => Object.keys(each).filter((key) => each[key] !== undefined).sort();
    return Array.isArray(a) === Array.isArray(b) && keys(a).join() === keys(b).join() && keys(a).every((key) => same(a[key], b[key]));
  };
  const outcome = ({ actual, expected }) => {
    try {
      const value = actual();
      return same(value, expected) ? 'holds' : 'was ' + JSON.stringify(value);
    } catch (error) { return 'threw ' + error; }
  };
  globalThis.run = (about, at) => outcome(tables[about][at]);
  globalThis.count = (about) => tables[about].length;
  globalThis.judge = (expression, expected) => outcome({ actual: () => (0, eval)(expression), expected });
`;

let context: object;

beforeAll(async () => {
  const { outputFiles, warnings } = await build({
    stdin: { contents: ENTRY, resolveDir: fileURLToPath(new URL('.', import.meta.url)), loader: 'js' },
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2017',
    // What cborg wants of its runtime is given to it by the build, in the mini-program as here.
    inject: [fileURLToPath(new URL('./bare-globals.ts', import.meta.url))],
    logLevel: 'silent',
  });
  expect(warnings).toEqual([]);
  context = createContext(Object.create(null));
  runInContext(TAKE_AWAY, context);
  runInContext(outputFiles[0]!.text, context);
});

describe('the bare context', () => {
  it.each([
    'Buffer',
    'URL',
    'crypto',
    'TextEncoder',
    'TextDecoder',
    'BigInt',
    'setTimeout',
    'queueMicrotask',
    'console',
    'process',
    'require',
    'fetch',
    'structuredClone',
    'AbortController',
    'Intl',
    'performance',
    'window',
    'wx',
  ])('has no %s', (name) => {
    expect(runInContext(`typeof ${name}`, context)).toBe('undefined');
  });

  it('sees what does not hold, and what throws', () => {
    const judge = (expression: string, expected: string) =>
      runInContext(`judge(${JSON.stringify(expression)}, ${expected})`, context);
    expect(judge('({ a: [1] })', '({ a: [1] })')).toBe('holds');
    expect(judge('({ a: [1] })', '({ a: [2] })')).toBe('was {"a":[1]}');
    expect(judge('new TextEncoder()', '1')).toMatch(/^threw ReferenceError/);
  });
});

for (const [about, cases] of Object.entries({ ...tables, ...shareCodeTables(nacl, hash) })) {
  describe(`${about}, bare`, () => {
    it('has every case', () => {
      expect(runInContext(`count(${JSON.stringify(about)})`, context)).toBe(cases.length);
    });
    it.each(cases.map((each, at) => [each.name, at] as const))('%s', (_, at) => {
      expect(runInContext(`run(${JSON.stringify(about)}, ${at})`, context)).toBe('holds');
    });
  });
}
