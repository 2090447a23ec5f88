/** Consolidation 归集: one test seen through several channels becomes one result with several sightings. */
import { combine, knownOf } from './combine.ts';
import { type ConsolidatedResult, momentOf } from './consolidated-result.ts';
import { groupsOf } from './grouping.ts';
import { isSameTest, type KeyedSighting, mayBeSameTest } from './same-test.ts';
import { type AnsweredSource, sightingsOf } from './sightings.ts';
import { saysWhom, whatStands } from './what-stands.ts';

/**
 * Replies in any order → results, newest first. Pure: neither the order of `replies` nor a repetition matters.
 * Meant for one document's replies; given those of several documents of one citizen, the same test under both becomes one.
 *
 * What sources say that name nobody is consolidated by itself, for it may be about somebody else: it is shown beside a test
 * whose outcome it repeats and changes nothing there, neither outcome nor times; else it stands alone.
 */
export function consolidate(replies: readonly AnsweredSource[]): ConsolidatedResult[] {
  const sightings = sightingsOf(replies);
  const tests = testsAmong(sightings.filter(({ seen }) => saysWhom(seen))).map(standing);
  const named = tests.slice();
  for (const own of testsAmong(sightings.filter(({ seen }) => !saysWhom(seen)))) {
    const home = named.find((test) => repeats(test.own, own));
    if (home) home.echoes.push(...own);
    else tests.push(standing(own));
  }
  const results = tests.map(({ own, echoes }) => combine(own, echoes));
  results.sort(newestFirst);
  tellTwinsApart(results);
  return results;
}

const standing = (own: KeyedSighting[]) => ({ own, echoes: [] as KeyedSighting[] });

/**
 * Two steps, both independent of order: what is surely one test is joined (`isSameTest`); then groups that may be one
 * (`mayBeSameTest`) are joined only where each fits each, so that a vague sighting never bridges two tests.
 */
function testsAmong(sightings: readonly KeyedSighting[]): KeyedSighting[][] {
  const sure = groupsOf(sightings.length, (a, b) => isSameTest(sightings[a]!, sightings[b]!));
  const known = sure.map((group) => knownOf(group.map((index) => sightings[index]!)));
  const may = (a: number, b: number) => mayBeSameTest(known[a]!, known[b]!);
  const tests: KeyedSighting[][] = [];
  for (const near of groupsOf(sure.length, may)) {
    const eachFitsEach = near.every((a, at) => near.every((b, other) => other >= at || may(a, b)));
    for (const joined of eachFitsEach ? [near] : near.map((index) => [index])) {
      const indexes = ([] as number[]).concat(...joined.map((group) => sure[group]!)).sort((a, b) => a - b);
      tests.push(indexes.map((index) => sightings[index]!));
    }
  }
  return tests;
}

/** Whether `echo`, which names nobody, tells of the same test and of no other outcome than stands there. */
function repeats(test: readonly KeyedSighting[], echo: readonly KeyedSighting[]): boolean {
  const { outcome } = whatStands(echo.map(({ seen }) => seen));
  if (outcome !== undefined && outcome !== whatStands(test.map(({ seen }) => seen)).outcome) return false;
  return (
    test.some((one) => echo.some((other) => isSameTest(one, other))) || mayBeSameTest(knownOf(test), knownOf(echo))
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

/** Results of which too little is told to tell them apart still need ids of their own, wherever they stand among the others. */
function tellTwinsApart(results: ConsolidatedResult[]): void {
  const seen = new Map<string, number>();
  for (const result of results) {
    const twins = (seen.get(result.id) ?? 0) + 1;
    seen.set(result.id, twins);
    if (twins > 1) result.id = `${result.id}-${twins}`;
  }
}
