/** SourceState: what one source has said of this person, as GET /results has it. */
import { CHANNELS, type Channel, FAILURE_REASONS, type FailureReason, type Instant } from '../../../core/index.ts';
import { instant, type Json, known, type Names, number, oneOf, readNames, text } from '../http/reading.ts';

const STATES = ['found', 'none', 'pending', 'failed', 'asking', 'not-connected'] as const;

export interface SourceState extends Names {
  id: string;
  channel: Channel;
  /** `unknown`: a state that only a newer version has words for; nothing is made of it, least of all "no result". */
  state: (typeof STATES)[number] | 'unknown';
  reason?: FailureReason;
  since?: Instant;
  retrievedAt?: Instant;
  retryAt?: Instant;
  /** What an operator says of a source that is closed. */
  announcement?: Names;
  /** Its newest result has been sampled or tested, and is not out yet. */
  notOut: boolean;
  /** By how many hours its results usually come after the report. */
  usuallyLateHours?: number;
  /** It suddenly names so many positives that none of them voids another result until somebody has looked. */
  held: boolean;
}

export function readSource(json: Json): SourceState {
  const id = known(text(json.id));
  const state = oneOf(STATES, json.state) ?? 'unknown';
  return {
    id,
    zh: text(json.zh) ?? id,
    en: text(json.en) ?? id,
    channel: known(oneOf(CHANNELS, json.channel)),
    state,
    // A reason this version does not know is still a failure, and we say only that.
    ...(state === 'failed' ? { reason: oneOf(FAILURE_REASONS, json.reason) ?? 'source-error' } : {}),
    since: instant(json.since),
    retrievedAt: instant(json.retrievedAt),
    retryAt: instant(json.retryAt),
    announcement: readNames(json.announcement),
    notOut: json.notOut === true,
    usuallyLateHours: number(json.usuallyLateHours),
    held: json.held === true,
  };
}
