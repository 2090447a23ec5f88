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
      sightings.push({
        seen: { ...result, source, channel, identityEcho, retrievedAt: reply.retrievedAt },
        institution,
      });
    }
  }
  sightings.sort(canonically);
  return sightings.filter((each, at) => at === 0 || !repeats(each.seen, sightings[at - 1]!.seen));
}

const ORDER = [
  'source',
  'specimen',
  'sampleCollectedAt',
  'testedAt',
  'reportIssuedAt',
  'institution',
  'outcome',
  'samplingPoint',
  'poolSize',
  'outcomeUnknown',
  'identityEcho',
  'retrievedAt',
] as const;

/** A total order on what sightings say: by channel, then source, then content, then when it was retrieved. */
function canonically({ seen: a }: KeyedSighting, { seen: b }: KeyedSighting): number {
  if (a.channel !== b.channel) return CHANNELS.indexOf(a.channel) - CHANNELS.indexOf(b.channel);
  for (const field of ORDER) {
    const [one, other] = [a[field], b[field]];
    if (one === other) continue;
    if (one === undefined) return -1;
    if (other === undefined) return 1;
    return one < other ? -1 : 1;
  }
  return 0;
}

/** The same row again, perhaps retrieved later; the earliest comes first in canonical order. */
function repeats(a: Seen, b: Seen): boolean {
  return a.channel === b.channel && ORDER.every((field) => field === 'retrievedAt' || a[field] === b[field]);
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
  const result = { ...stands, retrievedAt: saying[0]!.retrievedAt } as ConsolidatedResult;
  for (const each of saying) result.retrievedAt = earlier(result.retrievedAt, each.retrievedAt)!;
  put(result, 'sampleCollectedAt', earliest(seen, 'sampleCollectedAt'));
  put(result, 'testedAt', earliest(seen, 'testedAt'));
  put(result, 'reportIssuedAt', earliest(saying, 'reportIssuedAt'));
  for (const field of ['institution', 'samplingPoint', 'poolSize', 'specimen'] as const) {
    // The issuing institution spells its own name and counts its own pools; others copy.
    const told = seen.filter((each) => each[field] !== undefined);
    put(result, field, (told.find((each) => each.channel === 'institution') ?? told[0])?.[field]);
  }
  result.sightings = [];
  for (const each of seen) {
    const told = result.sightings.find((sighting) => tellsTheSame(each, sighting));
    if (told) told.retrievedAt = earlier(told.retrievedAt, each.retrievedAt)!;
    else result.sightings.push(sightingOf(each));
  }
  const institution = group.find((each) => each.institution !== '')?.institution;
  const { sampleCollectedAt, testedAt, reportIssuedAt, specimen } = result;
  result.id = fingerprint([institution, sampleCollectedAt, testedAt, reportIssuedAt, specimen].join('|'));
  return result;
}

/** Leaves out what is not known, so that equal results look equal. */
function put<Field extends keyof TestResult>(result: TestResult, field: Field, value: TestResult[Field]): void {
  if (value !== undefined) result[field] = value;
}

function earlier(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}

/** The earliest time told; one of 1900 counts only when nobody tells a possible one. */
function earliest(
  sightings: readonly Seen[],
  kind: 'sampleCollectedAt' | 'testedAt' | 'reportIssuedAt',
): Instant | undefined {
  let possible: Instant | undefined;
  let any: Instant | undefined;
  for (const { [kind]: at } of sightings) {
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
