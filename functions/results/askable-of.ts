/** Askable of: each document of the citizen at each connected source that knows documents of its kind. */
import type { SourceFile } from '../../protocols/index.ts';
import type { Askable } from '../asking/askable.ts';
import { claimKey } from '../asking/claims.ts';
import type { Directory } from '../effects/directory.ts';
import type { KnownDocument } from './documents.ts';

export function askableOf(
  { configuration }: Directory,
  sources: readonly SourceFile[],
  documents: readonly KnownDocument[],
): Askable[] {
  const askable: Askable[] = [];
  // Loops: every reading walks all sources.
  for (const source of sources) {
    if (!configuration.connected.has(source.id)) continue;
    for (const { type, ref } of documents) {
      if (source.documents[type] !== undefined)
        askable.push({ key: claimKey(source.id, ref), source, documentRef: ref });
    }
  }
  return askable;
}
