/**
 * The event source: polls a queue for a function as AWS's own pollers do. At most `concurrency` messages are under way,
 * one message to an invocation; what the function reports as failed, throws at or does not finish stays in the queue
 * until it becomes visible again, and after too many receipts goes to the dead-letter queue.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { DeleteMessageCommand, type Message, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { SandboxClock } from './clock.ts';
import { EMBEDDED } from './embedded.ts';

export interface EventSourceSettings {
  sqs: SQSClient;
  queueUrl: string;
  concurrency: number;
  visibilitySeconds: number;
  retentionSeconds: number;
  clock: SandboxClock;
  invoke: (event: SQSEvent) => Promise<unknown>;
  /** Told of what a function throws, a timeout included: the cloud would write it into its log. */
  onFailure: (failure: unknown) => void;
}

export interface EventSource {
  /** Takes no more messages, and resolves when those under way have ended, or soon if they do not. */
  stop(): Promise<void>;
}

/** SQS gives at most ten at a time. */
const LARGEST_RECEIPT = 10;
const LAST_WORDS_MS = 1_500;

export function startEventSource(settings: EventSourceSettings): EventSource {
  const { sqs, queueUrl, concurrency, clock } = settings;
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  const wallSeconds = (seconds: number) => Math.ceil(clock.onWall(seconds));

  async function poll(): Promise<void> {
    while (!stopping.signal.aborted) {
      const free = concurrency - underWay.size;
      if (free === 0) {
        await Promise.race(underWay);
        continue;
      }
      for (const message of await receive(Math.min(free, LARGEST_RECEIPT))) {
        const run = handle(message)
          .catch(settings.onFailure)
          .finally(() => underWay.delete(run));
        underWay.add(run);
      }
    }
  }

  async function receive(count: number): Promise<Message[]> {
    try {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: queueUrl,
          MaxNumberOfMessages: count,
          WaitTimeSeconds: 20,
          VisibilityTimeout: wallSeconds(settings.visibilitySeconds),
          MessageSystemAttributeNames: ['All'],
        }),
        { abortSignal: stopping.signal },
      );
      return Messages;
    } catch (error) {
      if (!stopping.signal.aborted) settings.onFailure(error);
      await clock.sleep(1_000, stopping.signal);
      return [];
    }
  }

  async function handle(message: Message): Promise<void> {
    // The embedded queue keeps messages for ever; SQS drops what is older than the queue's retention.
    const age = (Date.now() - Number(message.Attributes?.SentTimestamp)) / 1000;
    const isOver = age > wallSeconds(settings.retentionSeconds);
    if (isOver || (await succeeds(message))) {
      await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: message.ReceiptHandle }));
    }
  }

  async function succeeds(message: Message): Promise<boolean> {
    try {
      const response = (await settings.invoke(eventOf(message, queueUrl))) as SQSBatchResponse | undefined;
      return !response?.batchItemFailures?.length;
    } catch (failure) {
      settings.onFailure(failure);
      return false;
    }
  }

  const polling = poll();
  return {
    async stop() {
      stopping.abort();
      await polling;
      // A question to a source that hangs may take long yet; its claim expires and it is asked again.
      await Promise.race([Promise.all(underWay), wait(LAST_WORDS_MS, undefined, { ref: false })]);
    },
  };
}

function eventOf(message: Message, queueUrl: string): SQSEvent {
  return {
    Records: [
      {
        messageId: message.MessageId!,
        receiptHandle: message.ReceiptHandle!,
        body: message.Body!,
        attributes: (message.Attributes ?? {}) as never,
        messageAttributes: {},
        md5OfBody: message.MD5OfBody!,
        eventSource: 'aws:sqs',
        eventSourceARN: `arn:aws:sqs:${EMBEDDED.region}:000000000000:${queueUrl.split('/').at(-1)}`,
        awsRegion: EMBEDDED.region,
      },
    ],
  };
}
