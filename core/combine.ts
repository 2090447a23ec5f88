/** Combining: the sightings of one test become one result. */
import type { ConsolidatedResult, Sighting } from './consolidated-result.ts';
import type { Instant } from './instant.ts';
import { isInTestingYears } from './plausible.ts';
import { fingerprint } from './result-id.ts';
import type { KeyedSighting, TestGroup } from './same-test.ts';
import type { Seen } from './seen.ts';
import { OUTCOMES } from './test-result.ts';
import { saysWhom, whatStands } from './what-stands.ts';

/** What a group of sightings tells, for comparing it with other groups. */
export function knownOf(group: readonly KeyedSighting[]): TestGroup {
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

/** The result that a group of sightings, in canonical order, tells; `echoes` repeat it and are only listed. */
export function combine(group: readonly KeyedSighting[], echoes: readonly KeyedSighting[]): ConsolidatedResult {
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
  for (const each of seen) addSighting(result.sightings, each);
  for (const each of echoes) addSighting(result.sightings, each.seen);
  // A paper shows what its source shows, by a channel of its own.
  for (const each of seen) if (each.onPaper) addSighting(result.sightings, { ...each, channel: 'paper' });
  const institution = group.find((each) => each.institution !== '')?.institution;
  const { sampleCollectedAt, testedAt, reportIssuedAt, specimen } = result;
  // What may be about somebody else must not share the id of a result that is not.
  const named = seen.some(saysWhom) ? '' : 'unnamed|';
  result.id = fingerprint(`${named}${institution}|${sampleCollectedAt}|${testedAt}|${reportIssuedAt}|${specimen}`);
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

function addSighting(sightings: Sighting[], seen: Seen): void {
  const told = sightings.find((sighting) => tellsTheSame(seen, sighting));
  if (told) told.retrievedAt = earlier(told.retrievedAt, seen.retrievedAt)!;
  else sightings.push(sightingOf(seen));
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
