/** Answer: one reading of a citizen's partition as the body of GET /results. */
import {
  type AnsweredSource,
  type ConsolidatedResult,
  consolidate,
  type Instant,
  instantOf,
  policyInForce,
  recognise,
} from '../../core/index.ts';
import type { AfterAsking, Askable } from '../asking/askable.ts';
import { claimKey } from '../asking/claims.ts';
import { stillCounts } from '../asking/freshness.ts';
import type { Directory } from '../effects/directory.ts';
import type { ReplyItem } from '../effects/items.ts';
import type { KnownDocument } from './documents.ts';
import { unpackResults } from './pack.ts';
import type { ResultsQuery } from './read-query.ts';
import { type SourceState, sourceStates } from './source-states.ts';
import { stricterScene } from './stricter.ts';
import { writtenDecision, writtenPolicy, writtenResult, writtenState } from './written.ts';

/** Everything of the body but `asOf`, `pollAfterMs` and `askAgainAt`, which change by themselves. */
export function answerOf(
  directory: Directory,
  { jurisdiction, scene }: ResultsQuery,
  documents: readonly KnownDocument[],
  askable: readonly Askable[],
  replies: ReadonlyMap<string, ReplyItem>,
  after: AfterAsking,
  now: Instant,
): { body: object; states: SourceState[] } {
  const states = sourceStates(askable, replies, after, now);
  const answered = states.filter(({ state }) => state === 'found' || state === 'none').length;
  const unasked = unaskedSources(directory, documents, askable, replies, now);
  const missing = answered < states.length ? 'sources-unanswered' : unasked > 0 ? 'sources-unasked' : undefined;
  const policies = directory.policiesFor(jurisdiction.code);
  const policy = policyInForce(policies, jurisdiction.code, scene, now);

  const owned = documents.flatMap((document) =>
    resultsOf(document, documents.length > 1, askable, replies).map((result) => ({ result, document })),
  );
  const results = owned.map(({ result }) => result);
  const recognition = recognise(results, policy, missing, now);
  const chosen = { scene, policy, decision: recognition.decision };
  const stricter = stricterScene(policies, jurisdiction.code, chosen, results, missing, now);

  const body = {
    jurisdiction: { code: jurisdiction.code, zh: jurisdiction.zh, en: jurisdiction.en },
    scene,
    policy: writtenPolicy(policy),
    decision: writtenDecision(recognition.decision),
    stricter: stricter && { scene: stricter.scene, decision: writtenDecision(stricter.decision) },
    results: owned.map(({ result, document }) => writtenResult(result, document, recognition.results[result.id]!)),
    sources: states.map(writtenState),
    answered,
    waiting: states.filter(({ state }) => state === 'asking' || state === 'pending').length,
    unasked,
  };
  return { body, states };
}

/** Sources outside the scope that could be asked about a document and have not lately given their word. */
function unaskedSources(
  directory: Directory,
  documents: readonly KnownDocument[],
  askable: readonly Askable[],
  replies: ReadonlyMap<string, ReplyItem>,
  now: Instant,
): number {
  const inScope = new Set(askable.map(({ source }) => source));
  let unasked = 0;
  for (const source of directory.sources.values()) {
    if (inScope.has(source)) continue;
    const silent = documents.some(({ type, ref }) => {
      if (source.documents[type] === undefined) return false;
      const reply = replies.get(claimKey(source.id, ref));
      return reply === undefined || reply.w !== undefined || !stillCounts(reply, source, now);
    });
    if (silent) unasked += 1;
  }
  return unasked;
}

/** One document's results. With several documents their ids are told apart, for ids say nothing about whose they are. */
function resultsOf(
  { ref }: KnownDocument,
  several: boolean,
  askable: readonly Askable[],
  replies: ReadonlyMap<string, ReplyItem>,
): ConsolidatedResult[] {
  const answered: AnsweredSource[] = [];
  for (const { key, source, documentRef } of askable) {
    const item = replies.get(key);
    if (documentRef !== ref || item?.at === undefined || item.r === undefined) continue;
    const reply = { kind: 'found', results: unpackResults(item.r), retrievedAt: instantOf(item.at) } as const;
    answered.push({ source: source.id, channel: source.channel, identityEcho: source.identityEcho, reply });
  }
  const results = consolidate(answered);
  return several ? results.map((result) => ({ ...result, id: `${ref}-${result.id}` })) : results;
}
