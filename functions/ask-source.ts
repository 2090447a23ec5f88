/** Asks one source one question off its queue, and writes its word. Deployed once per protocol. */
import { askCheckOf } from './asking/ask-check.ts';
import { askResultsOf, type Recheck } from './asking/ask-results.ts';
import type { QuestionMessage } from './asking/question-message.ts';
import { queueEndpoint } from './door/queue-endpoint.ts';
import { awsWorld } from './effects/aws-world.ts';
import { type AskingEffects, createAskingEffects } from './effects/for-asking.ts';

export async function handle(effects: AskingEffects, message: QuestionMessage): Promise<void> {
  const source = effects.directory.sources.get(message.source);
  if (!source) {
    // The source was taken out of the configuration while its queue still held questions.
    effects.log('question-dropped', { source: message.source, because: 'source-gone' });
    return;
  }
  // Few words need it: none of it is loaded before.
  const recheck: Recheck = async (citizen, id) =>
    (await import('./share/recheck-codes.ts')).recheckCodes(effects, citizen, id);
  await (message.kind === 'results'
    ? askResultsOf(effects, source, message, recheck)
    : askCheckOf(effects, source, message));
}

export const handler = queueEndpoint(handle, () => createAskingEffects(awsWorld()));
