/** Asks one source one question off its queue, and writes its word. Deployed once per protocol. */

import { askCheckOf } from './asking/ask-check.ts';
import { askResultsOf } from './asking/ask-results.ts';
import type { QuestionMessage } from './asking/question-message.ts';
import { awsWorld } from './effects/aws-world.ts';
import { type AskingEffects, createAskingEffects } from './effects/for-asking.ts';
import { queueEndpoint } from './queue-endpoint.ts';

export async function handle(effects: AskingEffects, message: QuestionMessage): Promise<void> {
  const source = effects.directory.sources.get(message.source);
  if (!source) {
    // The source was taken out of the configuration while its queue still held questions.
    effects.log('question-dropped', { source: message.source, because: 'source-gone' });
    return;
  }
  await (message.kind === 'results' ? askResultsOf(effects, source, message) : askCheckOf(effects, source, message));
}

export const handler = queueEndpoint(handle, () => createAskingEffects(awsWorld()));
