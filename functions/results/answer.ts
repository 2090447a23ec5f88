/** Answer: one reading of a citizen's partition as the body of GET /results. */
import { policyInForce, recognise } from '../../core/index.ts';
import type { SourceFile } from '../../protocols/index.ts';
import { claimKey } from '../asking/claims.ts';
import { stillCounts } from '../asking/freshness.ts';
import type { Directory } from '../effects/directory.ts';
import type { KnownDocument } from './documents.ts';
import { factsFor } from './facts.ts';
import { ownedEverywhere, ownedResults } from './owned-results.ts';
import { type Around, writtenPapers } from './papers.ts';
import type { ResultsQuery } from './read-query.ts';
import type { Reading } from './reading.ts';
import { type SourceState, sourceStates } from './source-states.ts';
import { stricterScene } from './stricter.ts';
import { writtenDecision, writtenPolicy, writtenResult, writtenState } from './written.ts';

/** Everything of the body but `asOf`, `pollAfterMs` and `askAgainAt`, which change by themselves. */
export function answerOf(
  directory: Directory,
  { jurisdiction, scene }: ResultsQuery,
  reading: Reading,
): { body: object; states: SourceState[] } {
  const { documents, replies, papers, after, now } = reading;
  const around: Around = { directory, documents, replies, head: after.head, now };
  const states = sourceStates(reading);
  const answered = states.filter(({ state }) => state === 'found' || state === 'none').length;
  const unanswered = states.length - reading.unconnected.length - answered;
  const unasked = unaskedSources(directory, reading);
  const unconnected = unconnectedAmong(directory, directory.configuration.sources, documents).length;
  // Who cannot be asked here may hold what is missing, just like one that was not asked.
  const missing = unanswered > 0 ? 'sources-unanswered' : unasked + unconnected > 0 ? 'sources-unasked' : undefined;
  const policies = directory.policiesFor(jurisdiction.code);
  const policy = policyInForce(policies, jurisdiction.code, scene, now);

  const owned = ownedResults(reading, around);
  const results = owned.map(({ result }) => result);
  const recognition = recognise(results, policy, missing, now);
  const share = factsFor(ownedEverywhere(owned, reading, around), now);
  const chosen = { scene, policy, decision: recognition.decision };
  const stricter = stricterScene(policies, jurisdiction.code, chosen, results, missing, now);

  const body = {
    jurisdiction: { code: jurisdiction.code, zh: jurisdiction.zh, en: jurisdiction.en },
    scene,
    policy: writtenPolicy(policy),
    decision: writtenDecision(recognition.decision),
    stricter: stricter && { scene: stricter.scene, decision: writtenDecision(stricter.decision) },
    results: owned.map(({ result, document }) => writtenResult(result, document, recognition.results[result.id]!)),
    papers: writtenPapers(papers, around).filter(({ state }) => state !== 'confirmed'),
    sources: states.map(writtenState),
    answered,
    waiting: states.filter(({ state }) => state === 'asking' || state === 'pending').length,
    unasked,
    unconnected,
    shareFacts: share.kind === 'survive' ? share.fingerprint : null,
    shareWithheld: share.kind === 'withheld' ? share.reason : null,
  };
  return { body, states };
}

/** Sources that this deployment does not reach, though they may hold something about a document. */
export function unconnectedAmong(
  { configuration }: Directory,
  sources: readonly SourceFile[],
  documents: readonly KnownDocument[],
): SourceFile[] {
  return sources.filter(
    (source) =>
      !configuration.connected.has(source.id) && documents.some(({ type }) => source.documents[type] !== undefined),
  );
}

/** Sources outside the scope that could be asked about a document and have not lately given their word. */
function unaskedSources(directory: Directory, { documents, askable, replies, now }: Reading): number {
  const inScope = new Set(askable.map(({ source }) => source));
  let unasked = 0;
  for (const source of directory.sources.values()) {
    if (inScope.has(source) || !directory.configuration.connected.has(source.id)) continue;
    const silent = documents.some(({ type, ref }) => {
      if (source.documents[type] === undefined) return false;
      const reply = replies.get(claimKey(source.id, ref));
      return reply === undefined || reply.w !== undefined || !stillCounts(reply, source, now);
    });
    if (silent) unasked += 1;
  }
  return unasked;
}
