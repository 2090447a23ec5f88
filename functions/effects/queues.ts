/** Queues: one SQS queue per source; the client is loaded with the first question, because most readings ask nothing. */
import type { SourceFile } from '../../protocols/index.ts';
import { CALL_DEADLINES } from './call-deadlines.ts';
import { setting } from './setting.ts';
import type { World } from './world.ts';

export interface Queues {
  /** Resolves when the queue has the message; throws when it has not. */
  send(source: SourceFile, message: object): Promise<void>;
}

/** AWS lets no standard queue have fewer than two readers, so a source that takes one call at a time has a FIFO queue. */
export const asksOneAtATime = ({ limits }: Pick<SourceFile, 'limits'>) => limits.concurrency === 1;

/** A queue's name after the stage's prefix. */
export const queueNameOf = (source: Pick<SourceFile, 'id' | 'limits'>) =>
  asksOneAtATime(source) ? `${source.id}.fifo` : source.id;

/** The one message group of a FIFO queue: of a group, one message at a time is under way. */
const ONE_GROUP = 'questions';

export function createQueues(world: World): Queues {
  let client: Promise<(source: SourceFile, body: string) => Promise<unknown>> | undefined;
  const load = async () => {
    const { SQSClient, SendMessageCommand } = await import('@aws-sdk/client-sqs');
    const sqs = new SQSClient({ maxAttempts: 3, requestHandler: CALL_DEADLINES, ...world.clients.sqs });
    const prefix = setting(world, 'QUEUE_URL_PREFIX');
    return (source: SourceFile, MessageBody: string) =>
      sqs.send(
        new SendMessageCommand({
          QueueUrl: `${prefix}${queueNameOf(source)}`,
          MessageBody,
          ...(asksOneAtATime(source) ? { MessageGroupId: ONE_GROUP } : {}),
        }),
      );
  };
  return {
    async send(source, message) {
      client ??= load();
      const sendMessage = await client;
      await sendMessage(source, JSON.stringify(message));
    },
  };
}
