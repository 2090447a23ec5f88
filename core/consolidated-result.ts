/** ConsolidatedResult: one test with everything the channels say of it. */
import type { Instant } from './instant.ts';
import type { IdentityEcho } from './seen.ts';
import type { Channel, Outcome, TestResult } from './test-result.ts';

/** One channel's view of a consolidated result. */
export interface Sighting {
  source: string;
  channel: Channel;
  outcome?: Outcome;
  outcomeUnknown?: true;
  retrievedAt: Instant;
  identityEcho: IdentityEcho;
}

/** One test, with everything the channels say of it. Its times are the earliest that any of them gives. */
export interface ConsolidatedResult extends TestResult {
  /** Stable while the same sightings stand; says nothing about the person. */
  id: string;
  /** The earliest moment any channel showed what stands: its report cannot be later than this. */
  retrievedAt: Instant;
  /** Channels name different outcomes and no later correction explains it. `outcome` is then the institution's word, if it gave one. */
  contradicted?: true;
  /** May make an earlier negative void: what stands comes from at least one sighting that says whom it is about. */
  canVoid: boolean;
  /** Sorted by channel and source. */
  sightings: Sighting[];
}

/** When a result happened, as closely as it is known: what results are ordered by. */
export function momentOf(result: TestResult & { retrievedAt: Instant }): Instant {
  return result.sampleCollectedAt ?? result.testedAt ?? result.reportIssuedAt ?? result.retrievedAt;
}
