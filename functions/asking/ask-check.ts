/** Asks a source one check about what an account has claimed, and writes its word for GET /identity to find. */
import type { Checked, SourceFile } from '../../protocols/index.ts';
import type { AskingEffects } from '../effects/for-asking.ts';
import { closedUntil } from './closed.ts';
import { paced } from './pace.ts';
import type { QuestionMessage } from './question-message.ts';

export type CheckMessage = Extract<QuestionMessage, { kind: 'check' }>;

export async function askCheckOf(effects: AskingEffects, source: SourceFile, message: CheckMessage): Promise<void> {
  const { checkWords, control, ledger, log, people, world } = effects;
  const { account, claim: id, check, askedUntil } = message;
  const claim = await ledger.readClaim(account);
  const question = claim?.id === id && claim.state === 'checking' ? await people.openClaim(account, claim) : undefined;
  if (!question) return log('question-dropped', { source: source.id, because: 'claim-settled' });
  if ((await checkWords.read(account, id)).has(source.id)) {
    return log('question-dropped', { source: source.id, because: 'answered' });
  }
  const write = (word: Checked['word']) =>
    checkWords.write(account, source.id, id, word === 'yes' || word === 'no' ? word : 'failed');
  if (world.clock.now() >= askedUntil) {
    await write('busy');
    return log('question-dropped', { source: source.id, because: 'past-patience' });
  }
  const closed = closedUntil(source, (await control.read([source.id])).get(source.id), world.clock.now());
  if (closed) {
    await write('closed');
    return log('question-dropped', { source: source.id, because: 'closed' });
  }
  await paced(
    source,
    message.turnAt,
    world.clock,
    () => effects.sources.askCheck(source, check, question),
    async ({ word, calls }) => {
      await write(word);
      const answered = word === 'yes' || word === 'no';
      log('question-answered', { source: source.id, check, answered, reason: answered ? undefined : word, calls });
    },
  );
}
