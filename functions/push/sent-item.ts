/** Sent item: a source's reply item with what it has sent laid into it: the same specimen is replaced, nothing else is touched. */
import type { Instant, TestResult } from '../../core/index.ts';
import { resultsIn, wordItem } from '../asking/reply-item.ts';
import type { ReplyItem } from '../effects/items.ts';

/** One specimen, hidden; without a result it is taken back. */
export interface Sent {
  specimen: string;
  result?: TestResult;
}

/** So many specimens are remembered as sent; the older ones are told when it is asked. */
const MOST_REMEMBERED = 8;

/**
 * Sent twice it is as if sent once. A report that was issued before the one that stands is late and changes nothing. When the
 * source was asked, and what has gone wrong since, stay as they are: of what it has not sent it has said nothing. Where it was
 * never asked, the rest of its word is still not known (`po`).
 */
export function sentItem(earlier: ReplyItem | undefined, rows: readonly Sent[], at: Instant): ReplyItem {
  let results = resultsIn(earlier);
  const sent = new Set(earlier?.ps);
  const gone = new Set(earlier?.pg);
  for (const { specimen, result } of rows) {
    const standing = results.find((each) => each.specimen === specimen);
    if (result && standing && (standing.reportIssuedAt ?? 0) > (result.reportIssuedAt ?? 0)) continue;
    results = results.filter((each) => each !== standing);
    if (result) results.push(result);
    const [to, from] = result ? [sent, gone] : [gone, sent];
    from.delete(specimen);
    // The last sent comes last.
    to.delete(specimen);
    to.add(specimen);
  }
  const askedAt = earlier?.po ? undefined : earlier?.at;
  const { w, wa, ws, wr } = earlier ?? {};
  return {
    ...wordItem(results, at),
    ...(askedAt === undefined ? { po: true as const } : { at: askedAt }),
    ...(w !== undefined && { w, wa, ws, wr }),
    pa: at,
    ps: [...sent].slice(-MOST_REMEMBERED),
    pg: [...gone].slice(-MOST_REMEMBERED),
  };
}
