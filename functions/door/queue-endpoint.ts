/** Queue endpoint: turns an SQS event into messages for a door; what throws is reported by itself and comes again. */
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { type QuestionMessage, readQuestionMessage } from '../asking/question-message.ts';
import type { Surroundings } from '../effects/effects.ts';
import { withoutContent } from '../effects/log.ts';

export type HandleMessage<E extends Surroundings> = (effects: E, message: QuestionMessage) => Promise<void>;
export type QueueHandler = (event: SQSEvent) => Promise<SQSBatchResponse>;

export function queueEndpoint<E extends Surroundings>(
  handle: HandleMessage<E>,
  effects: () => Promise<E>,
): QueueHandler {
  let built: Promise<E> | undefined;
  return async (event) => {
    built ??= effects();
    // A cold start that fails must not poison the environment: the event fails as a whole and comes again.
    const ready = await built.catch((error) => {
      built = undefined;
      throw error;
    });
    const failed = await Promise.all(event.Records.map((record) => failedOf(handle, ready, record)));
    return { batchItemFailures: failed.filter((id) => id !== undefined).map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

/** The message's id if it must come again. */
async function failedOf<E extends Surroundings>(
  handle: HandleMessage<E>,
  effects: E,
  record: SQSRecord,
): Promise<string | undefined> {
  const message = readQuestionMessage(record.body);
  if (!message) {
    // It goes to the dead-letter queue, where somebody is told.
    effects.log('message-unreadable', { messageId: record.messageId });
    return record.messageId;
  }
  try {
    await handle(effects, message);
    return undefined;
  } catch (error) {
    effects.log('question-failed', { messageId: record.messageId, source: message.source, ...withoutContent(error) });
    return record.messageId;
  }
}
