/** Engine: the JavaScript engine of a phone of 2019 running a mini-program: the language alone, no web, no Node, no eval. */
import { createContext, runInContext, Script } from 'node:vm';

/**
 * What the language or V8 has and such a phone lacks: all that came with ES2020 and later, and what super-apps take
 * away (Intl is not to be counted on, WebAssembly goes by another name).
 */
const LACKING: Record<string, readonly string[]> = {
  globalThis: [
    ...['AggregateError', 'Atomics', 'BigInt', 'BigInt64Array', 'BigUint64Array', 'FinalizationRegistry'],
    ...['Intl', 'Iterator', 'SharedArrayBuffer', 'WeakRef', 'WebAssembly', 'console', 'globalThis'],
  ],
  Array: ['fromAsync'],
  'Array.prototype': ['at', 'findLast', 'findLastIndex', 'toReversed', 'toSorted', 'toSpliced', 'with'],
  Object: ['groupBy', 'hasOwn'],
  Map: ['groupBy'],
  Promise: ['allSettled', 'any', 'withResolvers'],
  'String.prototype': ['at', 'isWellFormed', 'matchAll', 'replaceAll', 'toWellFormed'],
  'Uint8Array.prototype.__proto__': ['at', 'findLast', 'findLastIndex', 'toReversed', 'toSorted', 'with'],
};

/** Puts the phone's clock in place of the machine's. */
const ITS_CLOCK = `(now) => {
  const Real = Date;
  Date = new Proxy(Real, {
    apply: () => new Real(now()).toString(),
    construct: (target, given, asked) =>
      Reflect.construct(target, given.length > 0 ? given : [now()], asked === Date ? target : asked),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
}`;

/** Of the phone that the engine runs on. */
export interface EngineSettings {
  /** What the phone's clock says, in epoch milliseconds. */
  now(): number;
  /** Newer phones know it. */
  bigInt: boolean;
}

export interface Engine {
  /** Runs a file as a module function of these parameters; it reads no globals but the engine's and the given ones. */
  run(code: string, file: string, parameters: Record<string, unknown>): void;
  /** Gives the code another global. */
  define(name: string, value: unknown): void;
  /** A value of this engine with the same JSON: what crosses from another realm would fail `instanceof`. */
  own<T>(value: T): T;
  /** Bytes as this engine has them. */
  bytes(data: Uint8Array): ArrayBuffer;
  /** What the code threw where nobody could catch it: in a timer. */
  readonly errors: unknown[];
  /** What the code wrote with console.warn and console.error. */
  readonly complaints: string[];
  /** Ends all timers. */
  stop(): void;
}

export function createEngine(globals: Record<string, unknown>, { now, bigInt }: EngineSettings): Engine {
  const errors: unknown[] = [];
  const complaints: string[] = [];
  const timers = new Set<NodeJS.Timeout>();

  const caught =
    (run: (...parameters: unknown[]) => void, parameters: unknown[]): (() => void) =>
    () => {
      try {
        run(...parameters);
      } catch (error) {
        errors.push(error);
      }
    };
  // Numbers, as on a phone: Node's timer objects would leak the host into the program.
  const byNumber = new Map<number, NodeJS.Timeout>();
  let lastNumber = 0;
  const numbered = (timer: NodeJS.Timeout) => {
    timers.add(timer);
    byNumber.set(++lastNumber, timer);
    return lastNumber;
  };
  const clear = (number: number) => {
    const timer = byNumber.get(number);
    byNumber.delete(number);
    if (timer) timers.delete(timer);
    clearTimeout(timer);
  };
  type Timed = (...parameters: unknown[]) => void;
  const complain = (...words: unknown[]) => {
    complaints.push(words.map((word) => (word instanceof Error ? word.message : String(word))).join(' '));
  };
  const quiet = () => undefined;

  const context = createContext(
    {
      ...globals,
      setTimeout: (run: Timed, ms = 0, ...rest: unknown[]) => numbered(setTimeout(caught(run, rest), ms)),
      setInterval: (run: Timed, ms = 0, ...rest: unknown[]) => numbered(setInterval(caught(run, rest), ms)),
      clearTimeout: clear,
      clearInterval: clear,
    },
    // Super-apps forbid code made from text.
    { codeGeneration: { strings: false, wasm: false } },
  );
  const parse = runInContext('JSON.parse', context) as (text: string) => unknown;
  const remove = runInContext(
    `(lacking) => {
      const root = globalThis;
      for (const [path, names] of lacking) {
        const owner = path === 'globalThis' ? root : path.split('.').reduce((value, name) => value[name], root);
        for (const name of names) delete owner[name];
      }
    }`,
    context,
  ) as (lacking: [string, readonly string[]][]) => void;
  const room = runInContext('(length) => new Uint8Array(length)', context) as (length: number) => Uint8Array;
  (runInContext(ITS_CLOCK, context) as (now: () => number) => void)(now);
  const lacking = Object.entries(LACKING).map(([path, names]): [string, string[]] => [
    path,
    names.filter((name) => !(bigInt && /^Big/.test(name))),
  ]);
  remove(lacking.reverse());
  Object.assign(context, { console: { log: quiet, info: quiet, debug: quiet, warn: complain, error: complain } });

  return {
    errors,
    complaints,
    define(name, value) {
      context[name] = value;
    },
    own: (value) => (value === undefined ? value : (parse(JSON.stringify(value)) as typeof value)),
    bytes(data) {
      const own = room(data.length);
      own.set(data);
      return own.buffer as ArrayBuffer;
    },
    run(code, file, parameters) {
      const names = Object.keys(parameters);
      const script = new Script(`(function (${names.join(', ')}) {${code}\n})`, { filename: file });
      const run = script.runInContext(context) as (...values: unknown[]) => void;
      run(...names.map((name) => parameters[name]));
    },
    stop() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
