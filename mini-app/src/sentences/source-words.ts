/** SourceWords: how a source stands, in a sentence that never blames and never takes silence for "no result". */
import type { Instant } from '../../../core/index.ts';
import { hasAnswered, sayingOf } from '../server/source-sayings.ts';
import type { SourceState } from '../server/source-state.ts';
import type { Language, Words } from '../words/index.ts';
import { shortTime } from './times.ts';

const isQueueing = (source: SourceState) => sayingOf(source) === 'busy';
const isSilent = (source: SourceState) => sayingOf(source) === 'silent';

/** The whole of it, where its name stands alone. */
export function sourceSentence(source: SourceState, words: Words, now: Instant): string {
  const time = (at: Instant) => shortTime(at, now, words);
  const at = source.retrievedAt === undefined ? words.notTold : time(source.retrievedAt);
  switch (source.state) {
    case 'found':
    case 'none':
      return source.notOut ? words.source.notOut(at) : words.source[source.state](at);
    case 'pending':
      return words.source.pending;
    case 'asking':
      return source.since === undefined ? words.source.askingNoTime : words.source.asking(time(source.since));
    case 'failed': {
      const turn = source.retryAt === undefined ? undefined : time(source.retryAt);
      if (isQueueing(source)) return words.source.busy(turn);
      const why = words.failureReason[source.reason ?? 'source-error'];
      return words.source.failed(why, source.since === undefined ? undefined : time(source.since));
    }
    case 'not-connected':
      return words.source.notConnected;
    case 'unknown':
      return words.source.unknown;
  }
}

/** Under its name, below a heading that has said the rest. */
export function shortSentence(source: SourceState, words: Words, now: Instant): string | undefined {
  if (hasAnswered(source)) {
    return source.retrievedAt === undefined
      ? undefined
      : words.source.answeredAt(shortTime(source.retrievedAt, now, words));
  }
  if (source.state === 'not-connected' || source.state === 'unknown') return undefined;
  return sourceSentence(source, words, now);
}

/** Beside it: its word before this one, when it is asked again, and how late its results usually are. */
export function sourceFootnote(source: SourceState, words: Words, now: Instant): string | undefined {
  const { retryAt, retrievedAt, usuallyLateHours } = source;
  const missing = !hasAnswered(source) && source.state !== 'not-connected';
  const notes = [
    isSilent(source) && retryAt !== undefined && words.source.retry(shortTime(retryAt, now, words)),
    missing && retrievedAt !== undefined && words.source.lastWord(shortTime(retrievedAt, now, words)),
    usuallyLateHours !== undefined && usuallyLateHours >= 1 && words.source.usuallyLate(Math.round(usuallyLateHours)),
  ].filter((note) => note !== false);
  return notes.length > 0 ? notes.join(' · ') : undefined;
}

/** Named one by one; a long list of them belongs into the open list. */
const MOST_NAMED = 3;

/** For the folded list: the ones that hold an answer up, each by name, and what must be known of any. */
export function openMatters(sources: readonly SourceState[], words: Words, language: Language, now: Instant): string[] {
  const time = (at: Instant) => shortTime(at, now, words);
  const announced: string[] = [];
  const lines: string[] = [];
  for (const source of sources) {
    const { retryAt, since } = source;
    const name = source[language];
    if (source.held) announced.push(words.announced(name, words.source.held));
    if (isQueueing(source)) {
      lines.push(words.busyLine(name, retryAt === undefined ? undefined : time(retryAt)));
    } else if (source.reason === 'closed') {
      announced.push(words.announced(name, source.announcement?.[language] ?? words.failureReason.closed));
    } else if (isSilent(source)) {
      lines.push(words.unanswered(name, since === undefined ? undefined : time(since)));
    }
  }
  const unnamed = lines.length - MOST_NAMED;
  const named = unnamed > 1 ? [...lines.slice(0, MOST_NAMED), words.moreSilent(unnamed)] : lines;
  return [...announced, ...named];
}
