/** What a test asks with: the sandbox's morning, a clock that runs, stores in memory, and a source file as it stands in config/. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Instant, instantOf, parseInstant } from '../../core/index.ts';
import type { Clock, Question } from '../protocol.ts';
import type { Means } from '../resilience.ts';
import type { SourceFile } from '../source-file.ts';
import { createMemoryBreaker } from './memory-breaker.ts';
import { createMemoryTokens } from './memory-tokens.ts';

/** Monday, 1 August 2022, 07:45 in Beijing. */
export const MORNING = parseInstant('2022-08-01T07:45:00+08:00')!;

/** Invented; the number belongs to nobody. */
export const ZHANG_SAN: Question = {
  name: '张三',
  document: { type: 'resident-id', number: '110101199003071233' },
  phone: '13800000000',
  specimenNumber: 'ZJ20220731-0007',
};

/** Starts in the morning and runs as fast as the wall's. */
export function runningClock(start: Instant = MORNING): Clock {
  const offset = start - Date.now();
  return {
    now: () => instantOf(Date.now() + offset),
    sleep: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => {}),
  };
}

export function sourceFile(id: string): SourceFile {
  return JSON.parse(readFileSync(new URL(`../../config/sources/${id}.json`, import.meta.url), 'utf8'));
}

export function meansAt(origin: string, secret: Record<string, string>, rest: Partial<Means> = {}): Means {
  const clock = rest.clock ?? runningClock();
  return {
    secret,
    origin: () => origin,
    tokens: createMemoryTokens(clock),
    breaker: createMemoryBreaker(clock),
    nextTurn: async () => {},
    nonce: () => 'abc-123',
    random: () => 0.5,
    ...rest,
    clock,
  };
}
