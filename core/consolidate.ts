/** Consolidation 归集: one test seen through several channels becomes one result with several sightings. */
import { groupsOf } from './grouping.ts';
import type { Instant } from './instant.ts';
import { institutionKey } from './institution-name.ts';
import { isInTestingYears } from './plausible.ts';
import { fingerprint } from './result-id.ts';
import { isSameTest, type KeyedSighting, mayBeSameTest, type TestGroup } from './same-test.ts';
import type { IdentityEcho, Seen } from './seen.ts';
import { CHANNELS, type Channel, OUTCOMES, type Outcome, type SourceReply, type TestResult } from './test-result.ts';
import { whatStands } from './what-stands.ts';

/** A source's last word about one document, with what consolidation must know of the source. */
export interface AnsweredSource {
  source: string;
  channel: Channel;
  /** `none`: its replies do not say whom they are about, so it can never by itself void another result. */
  identityEcho: IdentityEcho;
  /**
   * The last answer that is a source's own word. Whoever keeps replies replaces `found` by a later `found` or `none`, never by a
   * later `failed` or `pending`: silence takes no result away.
   */
  reply: SourceReply;
}

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

/**
 * Replies in any order → results, newest first. Pure: neither the order of `replies` nor a repetition matters.
 * Meant for one document's replies; given those of several documents of one citizen, the same test under both becomes one.
 *
 * Two steps, both independent of order: what is surely one test is joined (`isSameTest`); then groups that may be one
 * (`mayBeSameTest`) are joined only where each fits each, so that a vague sighting never bridges two tests.
 */
export function consolidate(replies: readonly AnsweredSource[]): ConsolidatedResult[] {
  const sightings = sightingsOf(replies);
  const sure = groupsOf(sightings.length, (a, b) => isSameTest(sightings[a]!, sightings[b]!));
  const known = sure.map((group) => knownOf(group.map((index) => sightings[index]!)));
  const may = (a: number, b: number) => mayBeSameTest(known[a]!, known[b]!);
  const results: ConsolidatedResult[] = [];
  for (const near of groupsOf(sure.length, may)) {
    const eachFitsEach = near.every((a, at) => near.every((b, other) => other >= at || may(a, b)));
    for (const joined of eachFitsEach ? [near] : near.map((index) => [index])) {
      const indexes = ([] as number[]).concat(...joined.map((group) => sure[group]!)).sort((a, b) => a - b);
      results.push(combine(indexes.map((index) => sightings[index]!)));
    }
  }
  results.sort(newestFirst);
  tellTwinsApart(results);
  return results;
}

/** When a result happened, as closely as it is known: what results are ordered by. */
export function momentOf(result: TestResult & { retrievedAt: Instant }): Instant {
  return result.sampleCollectedAt ?? result.testedAt ?? result.reportIssuedAt ?? result.retrievedAt;
}

function sightingsOf(replies: readonly AnsweredSource[]): KeyedSighting[] {
  const keys = new Map<string | undefined, string>();
  const sightings: KeyedSighting[] = [];
  for (const { source, channel, identityEcho, reply } of replies) {
    if (reply.kind !== 'found') continue;
    for (const result of reply.results) {
      let institution = keys.get(result.institution);
      if (institution === undefined) {
        institution = institutionKey(result.institution);
        keys.set(result.institution, institution);
      }
      sightings.push({ seen: seenIn(result, source, channel, identityEcho, reply.retrievedAt), institution });
    }
  }
  sightings.sort(canonically);
  return sightings.filter((each, at) => at === 0 || !repeats(each.seen, sightings[at - 1]!.seen));
}

/** All sightings have one shape, every field in one place: engines read such objects several times faster. */
function seenIn(
  result: TestResult,
  source: string,
  channel: Channel,
  identityEcho: IdentityEcho,
  retrievedAt: Instant,
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

function knownOf(group: readonly KeyedSighting[]): TestGroup {
  const known: TestGroup = { institution: '', outcomes: 0 };
  for (const { seen, institution } of group) {
    if (institution !== '') known.institution = institution;
    known.specimen ??= seen.specimen;
    known.sampleCollectedAt = earlier(known.sampleCollectedAt, seen.sampleCollectedAt);
    known.testedAt = earlier(known.testedAt, seen.testedAt);
    known.reportIssuedAt = earlier(known.reportIssuedAt, seen.reportIssuedAt);
    if (seen.outcome === undefined) continue;
    known.outcomes |= 1 << OUTCOMES.indexOf(seen.outcome);
    known.outcomeShownAt = earlier(known.outcomeShownAt, seen.retrievedAt);
  }
  return known;
}

/** `group` in canonical order. */
function combine(group: readonly KeyedSighting[]): ConsolidatedResult {
  const seen = group.map((each) => each.seen);
  const stands = whatStands(seen);
  // The report that counts is the earliest that says what stands: a copy that comes late never makes it younger.
  const saying = stands.outcome === undefined ? seen : seen.filter((each) => each.outcome === stands.outcome);
  let retrievedAt = saying[0]!.retrievedAt;
  for (const each of saying) if (each.retrievedAt < retrievedAt) retrievedAt = each.retrievedAt;
  const result: ConsolidatedResult = {
    id: '',
    outcome: stands.outcome,
    outcomeUnknown: stands.outcomeUnknown,
    contradicted: stands.contradicted,
    canVoid: stands.canVoid,
    sampleCollectedAt: earliest(seen, sampledAt),
    testedAt: earliest(seen, testedAtOf),
    reportIssuedAt: earliest(saying, reportedAt),
    retrievedAt,
    institution: undefined,
    samplingPoint: undefined,
    poolSize: undefined,
    specimen: undefined,
    sightings: [],
  };
  for (const each of seen) if (each.channel === 'institution') tellWords(result, each);
  for (const each of seen) tellWords(result, each);
  for (const each of seen) {
    const told = result.sightings.find((sighting) => tellsTheSame(each, sighting));
    if (told) told.retrievedAt = earlier(told.retrievedAt, each.retrievedAt)!;
    else result.sightings.push(sightingOf(each));
  }
  const institution = group.find((each) => each.institution !== '')?.institution;
  const { sampleCollectedAt, testedAt, reportIssuedAt, specimen } = result;
  result.id = fingerprint(`${institution}|${sampleCollectedAt}|${testedAt}|${reportIssuedAt}|${specimen}`);
  return result;
}

/** The first to say them is heard: the issuing institution spells its own name and counts its own pools; others copy. */
function tellWords(result: ConsolidatedResult, seen: Seen): void {
  if (result.institution === undefined && seen.institution !== undefined) result.institution = seen.institution;
  if (result.samplingPoint === undefined && seen.samplingPoint !== undefined) result.samplingPoint = seen.samplingPoint;
  if (result.poolSize === undefined && seen.poolSize !== undefined) result.poolSize = seen.poolSize;
  if (result.specimen === undefined && seen.specimen !== undefined) result.specimen = seen.specimen;
}

const sampledAt = (seen: Seen) => seen.sampleCollectedAt;
const testedAtOf = (seen: Seen) => seen.testedAt;
const reportedAt = (seen: Seen) => seen.reportIssuedAt;

function earlier(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}

/** The earliest time told; one of 1900 counts only when nobody tells a possible one. */
function earliest(sightings: readonly Seen[], time: (seen: Seen) => Instant | undefined): Instant | undefined {
  let possible: Instant | undefined;
  let any: Instant | undefined;
  for (const each of sightings) {
    const at = time(each);
    any = earlier(any, at);
    if (at !== undefined && isInTestingYears(at)) possible = earlier(possible, at);
  }
  return possible ?? any;
}

function sightingOf({ source, channel, outcome, outcomeUnknown, retrievedAt, identityEcho }: Seen): Sighting {
  const sighting: Sighting = { source, channel, retrievedAt, identityEcho };
  if (outcome !== undefined) sighting.outcome = outcome;
  else if (outcomeUnknown) sighting.outcomeUnknown = true;
  return sighting;
}

/** Two rows of one source on one test that name the same outcome are one sighting, retrieved when the first was. */
function tellsTheSame(seen: Seen, sighting: Sighting): boolean {
  return (
    seen.source === sighting.source &&
    seen.channel === sighting.channel &&
    seen.identityEcho === sighting.identityEcho &&
    seen.outcome === sighting.outcome &&
    (seen.outcome !== undefined || seen.outcomeUnknown === sighting.outcomeUnknown)
  );
}

function newestFirst(a: ConsolidatedResult, b: ConsolidatedResult): number {
  const apart = momentOf(b) - momentOf(a);
  if (apart !== 0) return apart;
  if (a.id !== b.id) return a.id < b.id ? -1 : 1;
  const [one, other] = [toldBy(a), toldBy(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}

function toldBy({ sightings }: ConsolidatedResult): string {
  return sightings.map((each) => `${each.source} ${each.outcome}`).join();
}

/** Results of which too little is told to tell them apart still need ids of their own. `results` sorted, so twins are neighbours. */
function tellTwinsApart(results: ConsolidatedResult[]): void {
  let first = '';
  let twins = 0;
  for (const result of results) {
    twins = result.id === first ? twins + 1 : 0;
    first = result.id;
    if (twins > 0) result.id = `${result.id}-${twins + 1}`;
  }
}
