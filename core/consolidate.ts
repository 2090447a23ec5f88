/** Consolidation 归集: one test seen through several channels becomes one result with several sightings. */
import type { Instant } from './instant.ts';
import type { Channel, Outcome, SourceReply, TestResult } from './test-result.ts';

/** A source's last word about one document, with what consolidation must know of the source. */
export interface AnsweredSource {
  source: string;
  channel: Channel;
  /** `none`: its replies do not say whom they are about, so it can never by itself void another result. */
  identityEcho: 'full' | 'masked' | 'none';
  /** `found` of an earlier answer stays here while later answers fail: silence never takes a result away. */
  reply: SourceReply;
}

/** One channel's view of a consolidated result. */
export interface Sighting {
  source: string;
  channel: Channel;
  outcome?: Outcome;
  outcomeUnknown?: true;
  retrievedAt: Instant;
  identityEcho: 'full' | 'masked' | 'none';
}

/** One test, with everything the channels say of it. */
export interface ConsolidatedResult extends TestResult {
  /** Stable while the same sightings stand; says nothing about the person. */
  id: string;
  /** The earliest moment any channel showed it: its report cannot be later than this. */
  retrievedAt: Instant;
  /** Channels name different outcomes and no later correction explains it. */
  contradicted?: true;
  /** May make an earlier negative void: at least one sighting says whom it is about. */
  canVoid: boolean;
  /** Sorted by channel and source. */
  sightings: Sighting[];
}

/** Replies in any order → results, newest first. Pure: the order of `replies` never matters. */
export declare function consolidate(replies: readonly AnsweredSource[]): ConsolidatedResult[];
