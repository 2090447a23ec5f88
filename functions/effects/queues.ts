/** Queues: one SQS queue per source; the client is loaded with the first question, because most readings ask nothing. */
import { CALL_DEADLINES } from './call-deadlines.ts';
import { setting } from './setting.ts';
import type { World } from './world.ts';

export interface Queues {
  /** Resolves when the queue has the message; throws when it has not. */
  send(source: string, message: object): Promise<void>;
}

export function createQueues(world: World): Queues {
  let client: Promise<(source: string, body: string) => Promise<unknown>> | undefined;
  const load = async () => {
    const { SQSClient, SendMessageCommand } = await import('@aws-sdk/client-sqs');
    const sqs = new SQSClient({ maxAttempts: 3, requestHandler: CALL_DEADLINES, ...world.clients.sqs });
    const prefix = setting(world, 'QUEUE_URL_PREFIX');
    return (source: string, MessageBody: string) =>
      sqs.send(new SendMessageCommand({ QueueUrl: `${prefix}${source}`, MessageBody }));
  };
  return {
    async send(source, message) {
      client ??= load();
      const sendMessage = await client;
      await sendMessage(source, JSON.stringify(message));
    },
  };
}
