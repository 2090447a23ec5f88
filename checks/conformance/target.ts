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

/** A real endpoint; `secretFile` and `peopleFile` hold what the source gave us, as JSON. */
export function endpointTarget(source: SourceFile, address: string, secretFile: string, peopleFile: string): Target {
  return {
    source,
    origin: new URL(address).origin,
    place: address,
    secret: JSON.parse(readFileSync(secretFile, 'utf8')),
    people: readTestPeople(readFileSync(peopleFile, 'utf8')),
    clock: wallClock,
    speed: 1,
    pass: (ms) => wallClock.sleep(ms),
    stop: async () => {},
  };
}
