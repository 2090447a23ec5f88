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
  const connected = sources.filter(({ id }) => configuration.connected.has(id));
  return connected.flatMap((source) =>
    documents
      .filter(({ type }) => source.documents[type] !== undefined)
      .map(({ ref }) => ({ key: claimKey(source.id, ref), source, documentRef: ref })),
  );
}
