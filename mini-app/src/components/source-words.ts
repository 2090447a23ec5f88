/** SourceWords: how a source stands, in a sentence that never blames and never takes silence for "no result". */
import type { Instant } from '../../../core/index.ts';
import type { SourceState } from '../answers.ts';
import { shortTime } from '../times.ts';
import type { Language, Words } from '../words/index.ts';

/** Queueing is told as queueing, whether the server calls it asking or a refusal of its own. */
export const isQueueing = (source: SourceState) => source.state === 'failed' && source.reason === 'busy';
export const isSilent = (source: SourceState) => source.state === 'failed' && source.reason !== 'busy';
export const isAsking = (source: SourceState) => source.state === 'asking' || source.state === 'pending';
export const hasAnswered = (source: SourceState) => source.state === 'found' || source.state === 'none';

/** Under its name in the list of channels. */
export function sourceSentence(source: SourceState, words: Words, now: Instant): string {
  const time = (at: Instant) => shortTime(at, now, words);
  const at = source.retrievedAt === undefined ? undefined : time(source.retrievedAt);
  switch (source.state) {
    case 'found':
      return words.source.found(at ?? words.notTold);
    case 'none':
      return words.source.none(at ?? words.notTold);
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
  }
}

/** Beside it: its word before this one, and when it is asked again. */
export function sourceFootnote(source: SourceState, words: Words, now: Instant): string | undefined {
  if (hasAnswered(source)) return undefined;
  const notes = [
    isSilent(source) && source.retryAt !== undefined && words.source.retry(shortTime(source.retryAt, now, words)),
    source.retrievedAt !== undefined && words.source.lastWord(shortTime(source.retrievedAt, now, words)),
  ].filter((note) => note !== false);
  return notes.length > 0 ? notes.join(' · ') : undefined;
}

/** For the folded list: the ones that hold an answer up, each by name. */
export function openMatters(sources: SourceState[], words: Words, language: Language, now: Instant): string[] {
  const time = (at: Instant) => shortTime(at, now, words);
  const lines: string[] = [];
  for (const source of sources) {
    const { retryAt, since } = source;
    if (isQueueing(source)) {
      lines.push(words.busyLine(source[language], retryAt === undefined ? undefined : time(retryAt)));
    } else if (source.reason === 'closed') {
      const told = source.announcement?.[language] ?? words.failureReason.closed;
      lines.push(words.announced(source[language], told));
    } else if (isSilent(source)) {
      lines.push(words.unanswered(source[language], since === undefined ? undefined : time(since)));
    }
  }
  return lines;
}
