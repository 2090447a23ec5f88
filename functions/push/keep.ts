/** Keep: lays the rows of known people into their reply items, counts what was new, and ends the codes that it voids. */
import type { CitizenId, Instant } from '../../core/index.ts';
import type { SourceFile } from '../../protocols/index.ts';
import { claimKey } from '../asking/claims.ts';
import { countsOfNew } from '../asking/count-asked.ts';
import { holdIfBeyondMeasure } from '../asking/hold.ts';
import { hidingSpecimen } from '../asking/reply-item.ts';
import { speaksAgainst } from '../asking/speaks-against.ts';
import type { ChangedReply } from '../effects/citizens.ts';
import { eachOf } from '../effects/each-of.ts';
import type { ReceivingEffects } from '../effects/for-receiving.ts';
import type { DocumentKey } from '../effects/items.ts';
import { withoutContent } from '../effects/log.ts';
import type { Row } from './row.ts';
import { type Sent, sentItem } from './sent-item.ts';
import { ownRowsOf } from './whose.ts';

export async function keep(
  effects: ReceivingEffects,
  source: SourceFile,
  rows: readonly Row[],
  now: Instant,
): Promise<void> {
  const news: { documentKey: DocumentKey; changed: ChangedReply }[] = [];
  const concerned = new Set<CitizenId>();
  await eachOf(await ownRowsOf(effects, rows), async ({ citizen, documentRef, documentKey, rows: own }) => {
    const sent = await Promise.all(own.map((row) => hidden(effects, row)));
    const key = claimKey(source.id, documentRef);
    const changed = await effects.citizens.changeReply(citizen, key, async (earlier) => sentItem(earlier, sent, now));
    if (changed) news.push({ documentKey, changed });
    // Whether new or not: what was interrupted is sent again.
    if (own.some(({ result }) => !result || speaksAgainst(result))) concerned.add(citizen);
  });
  try {
    const counts = { r: 0, p: 0 };
    await eachOf(news, async ({ documentKey, changed }) => {
      const { r = 0, p = 0 } = await countsOfNew(effects, source.id, documentKey, changed);
      counts.r += r;
      counts.p += p;
    });
    await effects.hours.add(source.id, counts);
    if (counts.p > 0) await holdIfBeyondMeasure(effects, source.id);
  } catch (error) {
    effects.log('count-lost', { source: source.id, ...withoutContent(error) });
  }
  if (concerned.size === 0) return;
  // After counting, which may hold the source. Few sendings need it: none of it is loaded before.
  const { recheckCodes } = await import('../share/recheck-codes.ts');
  await eachOf([...concerned], (citizen) => recheckCodes(effects, citizen, source.id));
}

async function hidden({ specimenPepper }: ReceivingEffects, { specimen, result }: Row): Promise<Sent> {
  const { specimen: kept } = await hidingSpecimen({ specimen }, specimenPepper);
  return result ? { specimen: kept!, result: { ...result, specimen: kept! } } : { specimen: kept! };
}
