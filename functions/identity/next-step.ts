/** Next step: what is to be done about a claim, by the words that have come in. Pure. */
import type { CheckWord } from '../effects/check-words.ts';
import type { ClaimItem } from '../effects/items.ts';
import { howMany } from './choose-sources.ts';

export type NextStep =
  /** A source has confirmed it. */
  | { kind: 'confirmed' }
  /** Nobody can confirm it any more. */
  | { kind: 'over' }
  | { kind: 'wait' }
  /** These sources, by id, are to be asked now. */
  | { kind: 'ask'; sources: string[] };

/** What may well be gone the next moment. Whoever refuses, throttles or is closed would only say so again. */
const PASSING: CheckWord['word'][] = ['timeout', 'unreachable', 'source-error', 'unreadable'];
/** A source that fails in passing is asked so often in all. */
const MOST_ASKINGS = 2;

/**
 * One yes is enough. A source's `no` ends its own part; a source that could not say is replaced by the next that offers the
 * check, where any of them will do, and when there is none left it is asked again itself, once. One that is busy, as with a
 * task that it still works on, is asked again whenever it says, as long as patience lasts.
 */
export function nextStep(
  { asked, offering, strength, askedUntil }: Pick<ClaimItem, 'asked' | 'offering' | 'strength' | 'askedUntil'>,
  words: ReadonlyMap<number, CheckWord>,
  now: number,
): NextStep {
  if ([...words.values()].some(({ word }) => word === 'yes')) return { kind: 'confirmed' };
  if (now >= askedUntil) return { kind: 'over' };
  const latest = [...new Set(asked)].map((source) => ({ source, word: words.get(asked.lastIndexOf(source)) }));
  const isAwaited = latest.some(({ word }) => word === undefined);
  const silent = latest.flatMap(({ source, word }) => (word && word.word !== 'no' ? [{ source, word }] : []));
  const unasked = silent.length > 0 ? offering.filter((source) => !asked.includes(source)) : [];
  const again = silent.filter(({ source, word }) => mayBeAskedAgain(source, word));
  const isTime = again.filter(({ word }) => (word.againAt ?? now) <= now);
  const needed = howMany(strength);
  const sources = [...unasked, ...isTime.map(({ source }) => source)].slice(0, needed);
  if (isAwaited && (needed === 1 || sources.length === 0)) return { kind: 'wait' };
  if (sources.length > 0) return { kind: 'ask', sources };
  return { kind: again.length > 0 ? 'wait' : 'over' };

  function mayBeAskedAgain(source: string, { word, againAt = now }: CheckWord): boolean {
    if (againAt >= askedUntil) return false;
    const failures = asked.filter((each, at) => each === source && PASSING.includes(words.get(at)?.word ?? 'no'));
    return word === 'busy' || (PASSING.includes(word) && failures.length < MOST_ASKINGS);
  }
}
