/** What the tables of cases are written with: the same tables run in Node (tables.test.ts) and in a bare context (bare.test.ts). */

import { type Instant, parseInstant } from './instant.ts';
import type { AnsweredSource } from './sightings.ts';
import type { TestResult } from './test-result.ts';

/** One claim: what `actual` gives equals `expected`. */
export interface Case {
  name: string;
  actual: () => unknown;
  expected: unknown;
}

/** A moment of 2022 in Beijing: `08-01 07:45` or `08-01 07:45:01`. */
export function at(text: string): Instant {
  const [day, time] = text.split(' ') as [string, string];
  const instant = parseInstant(`2022-${day}T${time.length === 5 ? `${time}:00` : time}+08:00`);
  if (instant === undefined) throw new Error(`not a time of 2022: ${text}`);
  return instant;
}

/** A source that found these results on 1 August at 07:00, unless said otherwise. */
export function found(
  source: string,
  results: TestResult[],
  { channel = 'health-code', identityEcho = 'full', retrievedAt = at('08-01 07:00') }: Partial<Told> = {},
): AnsweredSource {
  return { source, channel, identityEcho, reply: { kind: 'found', results, retrievedAt } };
}

interface Told extends Pick<AnsweredSource, 'channel' | 'identityEcho'> {
  retrievedAt: Instant;
}
