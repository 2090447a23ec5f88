/** Owned results: a citizen's results, consolidated document by document, each with the document that it is about. */
import { type ConsolidatedResult, consolidate, instantOf } from '../../core/index.ts';
import { lastToldAt } from '../asking/freshness.ts';
import { unpackResults } from '../asking/pack.ts';
import { askableOf } from './askable-of.ts';
import type { KnownDocument } from './documents.ts';
import { type Around, certificatesAbout, numbersOn } from './papers.ts';
import type { Reading } from './reading.ts';

export interface OwnedResult {
  result: ConsolidatedResult;
  document: KnownDocument;
}

type Known = Pick<Reading, 'documents' | 'askable' | 'replies' | 'controls' | 'papers'>;

/** Of what may be asked within the reading's scope. */
export function ownedResults(reading: Known, around: Around): OwnedResult[] {
  const { documents } = reading;
  return documents.flatMap((document) =>
    resultsOf(document, documents.length > 1, reading, around).map((result) => ({ result, document })),
  );
}

/** Of all sources that this deployment reaches: what a code is made of does not depend on where one looks from. */
export function ownedEverywhere(inScope: OwnedResult[], reading: Known, around: Around): OwnedResult[] {
  const holdsResults = ({ r }: { r?: string }) => r !== undefined;
  let found = 0;
  for (const reply of reading.replies.values()) if (holdsResults(reply)) found += 1;
  for (const { key } of reading.askable) if (holdsResults(reading.replies.get(key) ?? {})) found -= 1;
  // Most scopes reach wherever one has results from.
  if (found === 0) return inScope;
  const { directory, documents } = around;
  const askable = askableOf(directory, directory.configuration.sources, documents);
  return ownedResults({ ...reading, askable }, around);
}

/** One document's results. With several documents their ids are told apart, for ids say nothing about whose they are. */
function resultsOf(
  { ref }: KnownDocument,
  several: boolean,
  { askable, replies, controls, papers }: Known,
  around: Around,
): ConsolidatedResult[] {
  const answered = certificatesAbout(ref, papers, around);
  const numbers = numbersOn(papers, around);
  for (const { key, source, documentRef } of askable) {
    const item = replies.get(key);
    if (documentRef !== ref || item?.at === undefined || item.r === undefined) continue;
    const reply = { kind: 'found', results: unpackResults(item.r), retrievedAt: instantOf(lastToldAt(item)!) } as const;
    const held = controls.get(source.id)?.held !== undefined;
    const { id, channel, identityEcho } = source;
    answered.push({ source: id, channel, identityEcho, held, papers: numbers.get(id), reply });
  }
  const results = consolidate(answered);
  return several ? results.map((result) => ({ ...result, id: `${ref}-${result.id}` })) : results;
}
