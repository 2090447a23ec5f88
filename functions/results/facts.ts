/** Share facts: what of a citizen's results a code would carry now, and in which document's name; or why there is none. Pure. */
import { hash } from 'node:crypto';
import { type ConsolidatedResult, hasPlausibleTimes, type Instant, momentOf, type Withheld } from '../../core/index.ts';
import { comesAfter, isDated, objectionsAmong } from '../../core/objections.ts';
import type { CredentialResult } from '../../core/share-code/credential.ts';
import { survivingFacts } from '../../core/share-code/surviving.ts';
import type { KnownDocument } from './documents.ts';
import type { OwnedResult } from './owned-results.ts';

export interface Surviving {
  kind: 'survive';
  results: CredentialResult[];
  samplings: Instant[];
  /**
   * Whose name and last four the code carries: the document that the newest result is about, for that is the one a person
   * has in hand where they are tested. With several documents all results count, as they do when deciding.
   */
  document: KnownDocument;
  /**
   * Stands for all of it. What is not in it: whether every source has answered, which comes and goes by the minute and makes
   * nobody's code better.
   */
  fingerprint: string;
}

export type ShareFacts = Surviving | { kind: 'withheld'; reason: Withheld };

const FINGERPRINT_CHARACTERS = 12;

export function factsFor(owned: readonly OwnedResult[], now: Instant): ShareFacts {
  const all = owned.map(({ result }) => result);
  const { results, samplings } = survivingFacts(all, now);
  if (results.length === 0 && samplings.length === 0) return { kind: 'withheld', reason: reasonOf(all, now) };
  const { document } = newestOf(owned, now)!;
  const { ref, last4 } = document;
  const text = JSON.stringify([ref, last4, results, samplings]);
  const fingerprint = hash('sha1', text, 'base64url').slice(0, FINGERPRINT_CHARACTERS);
  return { kind: 'survive', results, samplings, document, fingerprint };
}

function newestOf(owned: readonly OwnedResult[], now: Instant): OwnedResult | undefined {
  let newest: OwnedResult | undefined;
  for (const each of owned) {
    if (!hasPlausibleTimes(each.result, now)) continue;
    if (!newest || momentOf(each.result) > momentOf(newest.result)) newest = each;
  }
  return newest;
}

/** The gravest of what no later negative answers. */
function reasonOf(results: readonly ConsolidatedResult[], now: Instant): Withheld {
  const plausible = results.filter((each) => hasPlausibleTimes(each, now));
  const negatives = plausible.filter(
    (each) => each.outcome === 'negative' && !each.contradicted && each.canVoid && isDated(each),
  );
  const unanswered = objectionsAmong(plausible).filter(
    ({ result }) => !negatives.some((each) => comesAfter(each, result)),
  );
  for (const reason of ['positive', 'awaiting-retest'] as const) {
    if (unanswered.some(({ says }) => says === reason)) return reason;
  }
  return unanswered.length > 0 ? 'doubt' : 'no-negative';
}
