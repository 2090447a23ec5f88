/** Known facts: what all sources together let a code say of a citizen at this moment, and how much of it is known. Pure. */
import { type Instant, instantOf, MINUTE_MS } from '../../core/index.ts';
import { lastToldAt } from '../asking/freshness.ts';
import type { Partition } from '../effects/citizens.ts';
import type { Directory } from '../effects/directory.ts';
import type { ControlItem, HeadItem } from '../effects/items.ts';
import { askableOf } from './askable-of.ts';
import { isComplete } from './complete.ts';
import type { KnownDocument } from './documents.ts';
import { factsFor, type ShareFacts } from './facts.ts';
import { ownedResults } from './owned-results.ts';

export interface KnownFacts {
  facts: ShareFacts;
  /** Every source that may hold something has given its own word, and it still counts. */
  complete: boolean;
  /** When any of them last told something; a whole minute, from which the times of results are told in whole minutes. */
  asOf: Instant;
}

export interface Around extends Pick<Partition, 'replies' | 'papers'> {
  head: HeadItem;
  /** Those that may be shown. */
  documents: readonly KnownDocument[];
}

export function knownFacts(
  directory: Directory,
  { head, documents, replies, papers }: Around,
  controls: ReadonlyMap<string, ControlItem>,
  now: Instant,
): KnownFacts {
  const askable = askableOf(directory, directory.configuration.sources, documents);
  const around = { directory, documents, replies, head, now };
  const owned = ownedResults({ documents, askable, replies, controls, papers }, around);
  let asOf = 0;
  for (const reply of replies.values()) asOf = Math.max(asOf, lastToldAt(reply) ?? 0);
  for (const { a } of papers.values()) asOf = Math.max(asOf, a);
  return {
    facts: factsFor(owned, now),
    complete: isComplete(directory, documents, replies, now),
    asOf: inWholeMinutes(asOf === 0 ? now : Math.min(asOf, now)),
  };
}

function inWholeMinutes(at: number): Instant {
  return instantOf(Math.floor(at / MINUTE_MS) * MINUTE_MS);
}
