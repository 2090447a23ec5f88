/** Queue check: puts the check of a claim into the queues of sources that take it now. Whoever is not reached gets its word at once. */
import type { Instant } from '../../core/index.ts';
import type { SourceFile } from '../../protocols/index.ts';
import { type Admission, admit } from '../asking/admission.ts';
import { retryAtOf } from '../asking/freshness.ts';
import type { QuestionMessage } from '../asking/question-message.ts';
import type { CheckingEffects } from '../effects/for-dependents.ts';
import type { AccountKey, ClaimItem } from '../effects/items.ts';
import { withoutContent } from '../effects/log.ts';

export interface Tried {
  source: SourceFile;
  admission: Admission;
}

/** Seeks admission in the order given, until as many as are needed have it. */
export async function seekAdmission(
  effects: CheckingEffects,
  sources: readonly SourceFile[],
  needed: number,
): Promise<Tried[]> {
  const tried: Tried[] = [];
  for (const source of sources) {
    if (tried.filter(({ admission }) => admission.admitted).length >= needed) break;
    tried.push({ source, admission: await admit(source, 'check', effects) });
  }
  return tried;
}

/** `first`: the asking of the first of these; the others follow. Resolves to whether any queue has taken it. */
export async function queueCheck(
  effects: CheckingEffects,
  account: AccountKey,
  claim: ClaimItem,
  first: number,
  tried: readonly Tried[],
): Promise<boolean> {
  const queued = await Promise.all(
    tried.map(async ({ source, admission }, at) => {
      const asking = first + at;
      const now = effects.world.clock.now();
      if (!admission.admitted) {
        const { reason, retryAt } = admission;
        await effects.checkWords.write(account, claim.id, asking, { word: reason, againAt: retryAt });
        return false;
      }
      const isSent = await send(effects, source, {
        kind: 'check',
        account,
        claim: claim.id,
        asking,
        check: claim.strength,
        source: source.id,
        askedUntil: claim.askedUntil as Instant,
        turnAt: admission.turnAt,
      });
      if (isSent) return true;
      await effects.checkWords.write(account, claim.id, asking, { word: 'busy', againAt: retryAtOf('busy', now) });
      return false;
    }),
  );
  return queued.some(Boolean);
}

async function send({ queues, log }: CheckingEffects, source: SourceFile, message: QuestionMessage): Promise<boolean> {
  try {
    await queues.send(source, message);
    return true;
  } catch (error) {
    log('send-failed', { source: source.id, ...withoutContent(error) });
    return false;
  }
}
