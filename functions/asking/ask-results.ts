/** Asks a source about one document of a citizen, and writes the reply over what it replaces. */
import type { CitizenId, FailureReason, Instant } from '../../core/index.ts';
import type { Asked, Question, SourceFile } from '../../protocols/index.ts';
import type { ChangedReply } from '../effects/citizens.ts';
import type { AskingEffects } from '../effects/for-asking.ts';
import type { HourCounts } from '../effects/hours.ts';
import type { DocumentKey, ReplyItem } from '../effects/items.ts';
import { withoutContent } from '../effects/log.ts';
import { claimedAt, claimKey, lastSaidAt } from './claims.ts';
import { closedUntil } from './closed.ts';
import { countsOfAsked, countsOfNew, latenessOf } from './count-asked.ts';
import { retryAtOf } from './freshness.ts';
import { holdIfBeyondMeasure } from './hold.ts';
import { paced } from './pace.ts';
import { callsOf } from './patience.ts';
import type { QuestionMessage } from './question-message.ts';
import { failedItem, itemOf, resultsIn } from './reply-item.ts';
import { speaksAgainst } from './speaks-against.ts';

export type ResultsMessage = Extract<QuestionMessage, { kind: 'results' }>;

/** What follows where a source's word speaks against somebody. */
export type Recheck = (citizen: CitizenId, source: string) => Promise<void>;

export async function askResultsOf(
  effects: AskingEffects,
  source: SourceFile,
  message: ResultsMessage,
  recheck: Recheck,
): Promise<void> {
  const { citizens, log, world } = effects;
  const { citizen, documentRef, askedUntil } = message;
  const key = claimKey(source.id, documentRef);
  const { head, reply } = await citizens.readForAsking(citizen, key);
  const drop = (because: string) => log('question-dropped', { source: source.id, because });

  if (lastSaidAt(reply) >= claimedAt(askedUntil)) {
    // It comes again also where the word was written and what follows from it was not.
    if (resultsIn(reply).some(speaksAgainst)) await recheck(citizen, source.id);
    return drop('answered');
  }
  if (head?.x || (head && head.c === undefined)) return drop('consent-withdrawn');
  const now = world.clock.now();
  if (now >= askedUntil) {
    await citizens.changeReply(citizen, key, async (earlier) =>
      lastSaidAt(earlier) < now
        ? notPast(head?.u, failedItem(earlier, 'busy', now, retryAtOf('busy', now)))
        : undefined,
    );
    return drop('past-patience');
  }
  const known = await knownOf(effects, message);
  if (!known) return drop('consent-withdrawn');

  let rechecked: Promise<void> | undefined;
  await paced(
    source,
    message.turnAt,
    world.clock,
    () => ask(effects, source, known.question, message),
    async (asked) => {
      // A message may come twice: what was said later stands.
      const changed = await citizens.changeReply(citizen, key, async (earlier) =>
        lastSaidAt(earlier) > asked.reply.retrievedAt
          ? undefined
          : notPast(known.keptUntil, await itemOf(asked, earlier, effects.specimenPepper)),
      );
      await count(effects, source, known, asked, changed);
      // After counting, which may hold the source; while its slot is held anyway. Not only for what is new: codes may have been
      // issued while the source was held, which nobody looks through when it is released.
      if (changed && resultsIn(changed.now).some(speaksAgainst)) {
        rechecked = recheck(citizen, source.id);
        rechecked.catch(() => {});
      }
      const { kind } = asked.reply;
      const reason = kind === 'failed' ? asked.reply.reason : undefined;
      log('question-answered', { source: source.id, answered: kind !== 'failed', reason, calls: asked.calls });
    },
  );
  await rechecked;
}

/** What is counted is for operators and for the page of all channels: no word is lost because it could not be counted. */
async function count(
  effects: AskingEffects,
  source: SourceFile,
  { documentKey, keptUntil }: Known,
  asked: Asked,
  changed: ChangedReply | undefined,
): Promise<void> {
  const { hours, log, quotas } = effects;
  try {
    const counts: HourCounts = changed ? countsOfAsked(asked) : {};
    if (changed && counts.n && keptUntil === undefined) {
      Object.assign(counts, await countsOfNew(effects, source.id, documentKey, changed));
      if (counts.a) Object.assign(counts, latenessOf(changed));
    }
    const unbooked = asked.calls - callsOf(source);
    await Promise.all([
      counts.n && hours.add(source.id, counts),
      source.limits.dailyQuota !== undefined && unbooked > 0 && quotas.add(source.id, unbooked),
    ]);
    if (counts.p) await holdIfBeyondMeasure(effects, source.id);
  } catch (error) {
    log('count-lost', { source: source.id, ...withoutContent(error) });
  }
}

/** Waiting for the turn may have taken us past patience: then nobody waits for the word, and nobody is asked. */
async function ask(
  effects: AskingEffects,
  source: SourceFile,
  question: Question,
  message: ResultsMessage,
): Promise<Asked> {
  const now = effects.world.clock.now();
  const refuse = (reason: FailureReason, retryAt: Instant): Asked => ({
    reply: { kind: 'failed', reason, retrievedAt: now, retryAt },
    partial: [],
    calls: 0,
  });
  if (now >= message.askedUntil) return refuse('busy', retryAtOf('busy', now));
  // An operator may close a source while its queue still holds questions, or its maintenance may begin.
  const closed = closedUntil(source, (await effects.control.read([source.id])).get(source.id), now);
  if (closed) return refuse('closed', closed.retryAt);
  return effects.sources.askResults(
    source,
    question,
    effects.tasks.of(message.citizen, source.id, message.documentRef),
  );
}

interface Known {
  question: Question;
  documentKey: DocumentKey;
  /** Only of somebody whom staff have looked up: nothing about them is kept past it (seconds). */
  keptUntil?: number;
}

/** Opens the sealed identity, under the consent that stands in the ledger. */
async function knownOf(
  { ledger, people }: AskingEffects,
  { citizen, documentRef }: ResultsMessage,
): Promise<Known | undefined> {
  const profile = await ledger.readProfile(citizen);
  const document = profile?.documents[documentRef];
  if (!document || profile.consent === undefined || document.strength === 'matched') return undefined;
  const question = await people.openDocument(citizen, documentRef, document);
  return { question, documentKey: document.key, keptUntil: profile.expiresAt };
}

function notPast(keptUntil: number | undefined, item: ReplyItem): ReplyItem {
  return keptUntil === undefined ? item : { ...item, expiresAt: Math.min(item.expiresAt, keptUntil) };
}
