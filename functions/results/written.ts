/** Written: how results, decisions and policies stand in an answer; every instant as RFC 3339 in Beijing time. */
import {
  type ConsolidatedResult,
  formatInstant,
  type Instant,
  type Policy,
  type RecognitionDecision,
} from '../../core/index.ts';
import type { KnownDocument } from './documents.ts';
import type { SourceState } from './source-states.ts';

/** `undefined` is left out by JSON. */
const written = (at: Instant | undefined) => (at === undefined ? undefined : formatInstant(at));

export function writtenDecision(decision: RecognitionDecision): object {
  if (decision.kind === 'recognised') return { ...decision, until: formatInstant(decision.until) };
  if (decision.kind === 'expired') return { ...decision, since: formatInstant(decision.since) };
  return decision;
}

export function writtenResult(
  result: ConsolidatedResult,
  document: KnownDocument,
  decision: RecognitionDecision,
): object {
  return {
    id: result.id,
    outcome: result.outcome,
    outcomeUnknown: result.outcomeUnknown,
    contradicted: result.contradicted,
    sampleCollectedAt: written(result.sampleCollectedAt),
    testedAt: written(result.testedAt),
    reportIssuedAt: written(result.reportIssuedAt),
    retrievedAt: formatInstant(result.retrievedAt),
    institution: result.institution,
    samplingPoint: result.samplingPoint,
    poolSize: result.poolSize,
    document: { type: document.type, last4: document.last4 },
    decision: writtenDecision(decision),
    sightings: result.sightings.map(({ source, channel, outcome, retrievedAt }) => ({
      source,
      channel,
      outcome,
      retrievedAt: formatInstant(retrievedAt),
    })),
  };
}

/** Field by field: each source has one, and taking an object apart to spread it again takes ten times as long. */
export function writtenState(source: SourceState): Record<keyof SourceState, unknown> {
  return {
    id: source.id,
    zh: source.zh,
    en: source.en,
    channel: source.channel,
    state: source.state,
    reason: source.reason,
    announcement: source.announcement,
    notOut: source.notOut,
    usuallyLateHours: source.usuallyLateHours,
    held: source.held,
    since: written(source.since),
    retrievedAt: written(source.retrievedAt),
    retryAt: written(source.retryAt),
  };
}

export function writtenPolicy(policy: Policy | undefined): object | null {
  if (!policy) return null;
  const { jurisdiction, windowHours, startsFrom, samplingProofHours, negatives, document } = policy;
  return { jurisdiction, windowHours, startsFrom, samplingProofHours, negatives, document };
}
