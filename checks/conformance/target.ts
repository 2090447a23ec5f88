/** Target: whom a conformance run asks, with what: a simulated source, or a real endpoint. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { instantOf } from '../../core/index.ts';
import type { Clock } from '../../protocols/protocol.ts';
import type { SourceFile } from '../../protocols/source-file.ts';
import { readTestPeople, type TestPerson } from './test-person.ts';

export interface Target {
  source: SourceFile;
  /** Where it is asked, e.g. `https://gateway.shanghai.example`. */
  origin: string;
  /** `simulated`, or the address. */
  place: string;
  secret: Record<string, string>;
  people: TestPerson[];
  clock: Clock;
  /** Seconds of its clock per second of the wall. */
  speed: number;
  /** Lets so many milliseconds of its clock pass, at once where that can be. */
  pass(ms: number): Promise<void>;
  stop(): Promise<void>;
}

const wallClock: Clock = {
  now: () => instantOf(Date.now()),
  sleep: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => {}),
};

/** The parser's own message would quote what it choked on. */
function readSecret(file: string): Record<string, string> {
  const text = readFileSync(file, 'utf8');
  try {
    const fields: unknown = JSON.parse(text);
    const isObject = typeof fields === 'object' && fields !== null && !Array.isArray(fields);
    if (isObject && Object.values(fields).every((value) => typeof value === 'string'))
      return fields as Record<string, string>;
  } catch {
    // It says the same as of a list.
  }
  throw new RangeError(`${file} is not one JSON object of fields and texts`);
}

/** A real endpoint; `secretFile` and `peopleFile` hold what the source gave us, as JSON. */
export function endpointTarget(source: SourceFile, address: string, secretFile: string, peopleFile: string): Target {
  return {
    source,
    origin: new URL(address).origin,
    place: address,
    secret: readSecret(secretFile),
    people: readTestPeople(readFileSync(peopleFile, 'utf8')),
    clock: wallClock,
    speed: 1,
    pass: (ms) => wallClock.sleep(ms),
    stop: async () => {},
  };
}
