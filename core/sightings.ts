/** Sightings: what all sources show, one by one, in an order that does not depend on who answered first. */

import type { Instant } from './instant.ts';
import { institutionKey } from './institution-name.ts';
import type { KeyedSighting } from './same-test.ts';
import type { IdentityEcho, Seen } from './seen.ts';
import { CHANNELS, type Channel, type SourceReply, type TestResult } from './test-result.ts';

/** A source's last word about one document, with what consolidation must know of the source. */
export interface AnsweredSource {
  source: string;
  channel: Channel;
  /** `none`: its replies do not say whom they are about, so it can never by itself void another result. */
  identityEcho: IdentityEcho;
  /** Its positives have risen beyond all measure: until somebody has looked, what it says counts like that of one that names nobody. */
  held?: boolean;
  /** Numbers of papers that the citizen holds of this source, written as `specimen` and `reportNumber` are. */
  papers?: readonly string[];
  /**
   * The last answer that is a source's own word. Whoever keeps replies replaces `found` by a later `found` or `none`, never by a
   * later `failed` or `pending`: silence takes no result away.
   */
  reply: SourceReply;
}

/** Every row found, in canonical order, each once. */
export function sightingsOf(replies: readonly AnsweredSource[]): KeyedSighting[] {
  const keys = new Map<string | undefined, string>();
  const sightings: KeyedSighting[] = [];
  for (const { source, channel, identityEcho, held, papers, reply } of replies) {
    const echo = held ? 'none' : identityEcho;
    if (reply.kind !== 'found') continue;
    for (const result of reply.results) {
      let institution = keys.get(result.institution);
      if (institution === undefined) {
        institution = institutionKey(result.institution);
        keys.set(result.institution, institution);
      }
      const onPaper = papers?.some((number) => carriesNumber(result, number)) || undefined;
      sightings.push({ seen: seenIn(result, source, channel, echo, reply.retrievedAt, onPaper), institution });
    }
  }
  sightings.sort(canonically);
  return sightings.filter((each, at) => at === 0 || !repeats(each.seen, sightings[at - 1]!.seen));
}

/** Whether a result is the one with this number on its paper: a source's own word that it has issued it. */
export function carriesNumber({ specimen, reportNumber }: TestResult, number: string): boolean {
  return reportNumber === number || specimen === number;
}

/** All sightings have one shape, every field in one place: engines read such objects several times faster. */
function seenIn(
  result: TestResult,
  source: string,
  channel: Channel,
  identityEcho: IdentityEcho,
  retrievedAt: Instant,
  onPaper: true | undefined,
): Seen {
  return {
    source,
    channel,
    identityEcho,
    retrievedAt,
    outcome: result.outcome,
    outcomeUnknown: result.outcomeUnknown,
    sampleCollectedAt: result.sampleCollectedAt,
    testedAt: result.testedAt,
    reportIssuedAt: result.reportIssuedAt,
    institution: result.institution,
    samplingPoint: result.samplingPoint,
    poolSize: result.poolSize,
    specimen: result.specimen,
    reportNumber: result.reportNumber,
    onPaper,
  };
}

/** A total order on what sightings say: by channel, then source, then content, then when it was retrieved. */
function canonically({ seen: a }: KeyedSighting, { seen: b }: KeyedSighting): number {
  if (a.channel !== b.channel) return CHANNELS.indexOf(a.channel) - CHANNELS.indexOf(b.channel);
  if (a.source !== b.source) return a.source < b.source ? -1 : 1;
  return byContent(a, b) || a.retrievedAt - b.retrievedAt;
}

function byContent(a: Seen, b: Seen): number {
  return (
    compare(a.sampleCollectedAt, b.sampleCollectedAt) ||
    compare(a.testedAt, b.testedAt) ||
    compare(a.reportIssuedAt, b.reportIssuedAt) ||
    compare(a.outcome, b.outcome) ||
    compare(a.specimen, b.specimen) ||
    compare(a.reportNumber, b.reportNumber) ||
    compare(a.institution, b.institution) ||
    compare(a.samplingPoint, b.samplingPoint) ||
    compare(a.poolSize, b.poolSize) ||
    compare(a.identityEcho, b.identityEcho) ||
    compare(a.outcomeUnknown ? 1 : 0, b.outcomeUnknown ? 1 : 0)
  );
}

/** What is not told comes first. */
function compare<Value extends string | number>(a: Value | undefined, b: Value | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return -1;
  if (b === undefined) return 1;
  return a < b ? -1 : 1;
}

/** The same row again, perhaps retrieved later; the earliest comes first in canonical order. */
function repeats(a: Seen, b: Seen): boolean {
  return a.source === b.source && a.channel === b.channel && byContent(a, b) === 0;
}
