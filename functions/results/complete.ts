/** Complete: whether every source that may hold something about these documents has lately given its own word. */
import type { Instant } from '../../core/index.ts';
import { claimKey } from '../asking/claims.ts';
import { stillCounts } from '../asking/freshness.ts';
import type { Directory } from '../effects/directory.ts';
import type { ReplyItem } from '../effects/items.ts';
import type { KnownDocument } from './documents.ts';

/** False where GET /results says that something is missing, whatever its scope; one that is not connected is missing too. */
export function isComplete(
  { configuration: { sources, connected } }: Directory,
  documents: readonly KnownDocument[],
  replies: ReadonlyMap<string, ReplyItem>,
  now: Instant,
): boolean {
  return sources.every((source) =>
    documents.every(({ type, ref }) => {
      if (source.documents[type] === undefined) return true;
      const reply = connected.has(source.id) ? replies.get(claimKey(source.id, ref)) : undefined;
      return reply !== undefined && reply.w === undefined && stillCounts(reply, source, now);
    }),
  );
}
