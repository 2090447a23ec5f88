/** Surviving: what of a citizen's results may go into a code: negatives that nothing speaks against, and samplings. */
import { type ConsolidatedResult, momentOf } from '../consolidated-result.ts';
import { DAY_MS, type Instant } from '../instant.ts';
import { comesAfter, isDated, objectionsAmong } from '../objections.ts';
import { hasPlausibleTimes } from '../plausible.ts';
import { least } from '../window.ts';
import type { Credential, CredentialResult } from './credential.ts';
import { MOST_RESULTS, MOST_SAMPLINGS } from './most-facts.ts';

/** No window and no count of negatives looks further back. */
const OLDEST_MS = 14 * DAY_MS;

/**
 * A positive, a 待复核 or a doubt is never put in: what it speaks against is left out before signing. Nothing survives: no
 * code is issued, and only the citizen is told why. What is put in is recognised nowhere longer than what it was made of.
 */
export function survivingFacts(
  results: readonly ConsolidatedResult[],
  now: Instant,
): { results: CredentialResult[]; samplings: Instant[] } {
  const newestFirst = results.filter((each) => hasPlausibleTimes(each, now)).sort((a, b) => momentOf(b) - momentOf(a));
  const objections = objectionsAmong(newestFirst);
  const survives = (each: ConsolidatedResult) => objections.every(({ result }) => comesAfter(each, result));
  const negatives = newestFirst.filter(
    (each) => each.outcome === 'negative' && !each.contradicted && isDated(each) && survives(each),
  );
  const isAnswered = objections.every(({ result }) =>
    negatives.some((each) => each.canVoid && comesAfter(each, result)),
  );
  if (!isAnswered) return { results: [], samplings: [] };
  const isRecent = (each: ConsolidatedResult) => now - least(momentOf(each), each.retrievedAt) < OLDEST_MS;
  return {
    results: negatives.filter(isRecent).slice(0, MOST_RESULTS).map(told),
    samplings: newestFirst.filter(isSample).filter(isRecent).slice(0, MOST_SAMPLINGS).map(sampledAt),
  };
}

/** The facts of a code as results that can be recognised; the same on whichever side of the gate. */
export function resultsOf({
  results,
  samplings,
  asOf,
}: Pick<Credential, 'results' | 'samplings' | 'asOf'>): ConsolidatedResult[] {
  const told = (id: string): ConsolidatedResult => ({ id, retrievedAt: asOf, canVoid: true, sightings: [] });
  return results
    .map(({ sampleCollectedAt, testedAt, reportIssuedAt, poolSize }, at) => {
      // Field by field rather than spread: it runs for every code at a gate, and costs a tenth so.
      const result = told(`n${at}`);
      result.outcome = 'negative';
      if (sampleCollectedAt !== undefined) result.sampleCollectedAt = sampleCollectedAt;
      if (testedAt !== undefined) result.testedAt = testedAt;
      if (reportIssuedAt !== undefined) result.reportIssuedAt = reportIssuedAt;
      if (poolSize !== undefined) result.poolSize = poolSize;
      return result;
    })
    .concat(
      samplings.map((sampleCollectedAt, at) => {
        const sample = told(`s${at}`);
        sample.sampleCollectedAt = sampleCollectedAt;
        return sample;
      }),
    );
}

/** No time is taken to be later than what must follow it, as windows take none. */
function told({
  sampleCollectedAt,
  testedAt,
  reportIssuedAt,
  retrievedAt,
  poolSize,
}: ConsolidatedResult): CredentialResult {
  // Between sampling and report it says nothing; where one of them is not told, windows are reckoned from it.
  const needsTested = sampleCollectedAt === undefined || reportIssuedAt === undefined;
  const facts: CredentialResult = {};
  if (sampleCollectedAt !== undefined)
    facts.sampleCollectedAt = least(sampleCollectedAt, testedAt, reportIssuedAt, retrievedAt);
  if (testedAt !== undefined && needsTested) facts.testedAt = least(testedAt, retrievedAt);
  if (reportIssuedAt !== undefined) facts.reportIssuedAt = least(reportIssuedAt, retrievedAt);
  if (poolSize !== undefined) facts.poolSize = poolSize;
  return facts;
}

function isSample(each: ConsolidatedResult): boolean {
  return (
    each.outcome === undefined && !each.outcomeUnknown && !each.contradicted && each.sampleCollectedAt !== undefined
  );
}

function sampledAt({ sampleCollectedAt, retrievedAt }: ConsolidatedResult): Instant {
  return least(sampleCollectedAt, retrievedAt);
}
