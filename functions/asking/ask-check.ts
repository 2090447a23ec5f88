/** Asks a source one check about what an account has claimed, and writes its word for GET /identity to find. */
import type { Checked, Question, SourceFile } from '../../protocols/index.ts';
import type { AskingEffects } from '../effects/for-asking.ts';
import type { ClaimItem } from '../effects/items.ts';
import { withoutContent } from '../effects/log.ts';
import { closedUntil } from './closed.ts';
import { retryAtOf } from './freshness.ts';
import { paced } from './pace.ts';
import type { QuestionMessage } from './question-message.ts';

export type CheckMessage = Extract<QuestionMessage, { kind: 'check' }>;

/** The calls that admission books for a check. */
const BOOKED = 1;

export async function askCheckOf(effects: AskingEffects, source: SourceFile, message: CheckMessage): Promise<void> {
  const { checkWords, ledger, log, people, world } = effects;
  const { account, claim: id, asking, check } = message;
  const claim = await ledger.readClaim(account);
  const question = claim?.id === id && claim.state === 'checking' ? await people.openClaim(account, claim) : undefined;
  if (!claim || !question) return log('question-dropped', { source: source.id, because: 'claim-settled' });
  if ((await checkWords.read(account, id)).has(asking)) {
    return log('question-dropped', { source: source.id, because: 'answered' });
  }
  await paced(
    source,
    message.turnAt,
    world.clock,
    () => ask(effects, source, question, claim, message),
    async ({ word, retryAt, calls }) => {
      const againAt = word === 'busy' ? retryAtOf(word, world.clock.now(), retryAt) : retryAt;
      await checkWords.write(account, id, asking, { word, againAt });
      await countUnbooked(effects, source, calls);
      const answered = word === 'yes' || word === 'no';
      log('question-answered', { source: source.id, check, answered, reason: answered ? undefined : word, calls });
    },
  );
}

/** While it waited in the queue or for its turn, patience may have run out, or the source may have been closed. */
async function ask(
  { control, sources, tasks, world }: AskingEffects,
  source: SourceFile,
  question: Question,
  { citizen, ref }: ClaimItem,
  { askedUntil, check }: CheckMessage,
): Promise<Checked> {
  const now = world.clock.now();
  if (now >= askedUntil) return { word: 'busy', calls: 0 };
  if (closedUntil(source, (await control.read([source.id])).get(source.id), now)) return { word: 'closed', calls: 0 };
  // Drawn for this claim alone, so a task that still runs is found by the next asking of the claim and by nobody else.
  return sources.askCheck(source, check, question, tasks.of(citizen, source.id, ref));
}

/** No word is lost because it could not be counted. */
async function countUnbooked({ log, quotas }: AskingEffects, source: SourceFile, calls: number): Promise<void> {
  if (source.limits.dailyQuota === undefined || calls <= BOOKED) return;
  try {
    await quotas.add(source.id, calls - BOOKED);
  } catch (error) {
    log('count-lost', { source: source.id, ...withoutContent(error) });
  }
}
