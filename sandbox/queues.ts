/** The embedded SQS and S3: a queue per source, the dead-letter queues and the buckets, in memory. */
import type { AddressInfo } from 'node:net';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';
import { MAX_RECEIVE_COUNT } from '../cloud/timing.ts';
import { EMBEDDED } from './embedded.ts';

export interface EmbeddedQueues {
  endpoint: string;
  sqs: SQSClient;
  /** A queue's URL is this and its name. */
  urlPrefix: string;
  /** By the logical id in serverless.yml. */
  buckets: Record<BucketId, string>;
  /** Bodies of the messages that were given up, taken out of the dead-letter queues. */
  takeDeadLetters(): Promise<string[]>;
  stop(): Promise<void>;
}

export type BucketId = 'DocumentsBucket' | 'PapersBucket';

export interface QueueSettings {
  /** What ends in `.fifo` is a FIFO queue. */
  name: string;
  visibilitySeconds: number;
  retentionSeconds: number;
}

const DEAD_LETTERS = 'dead-letters';
const FIFO_DEAD_LETTERS = 'dead-letters.fifo';
const FIFO = { FifoQueue: 'true', ContentBasedDeduplication: 'true' };

export async function startQueues(stage: string, queues: QueueSettings[]): Promise<EmbeddedQueues> {
  const app = buildApp({ logger: false, defaultRegion: EMBEDDED.region });
  // Its own start function listens on every interface.
  await app.listen({ port: 0, host: '127.0.0.1' });
  const endpoint = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const sqs = new SQSClient({ ...EMBEDDED, endpoint });
  const create = async (name: string, Attributes: Record<string, string>) =>
    (await sqs.send(new CreateQueueCommand({ QueueName: `huren-${stage}-${name}`, Attributes }))).QueueUrl!;

  const lettersAre = { MessageRetentionPeriod: '1209600' };
  const deadLetters = await create(DEAD_LETTERS, lettersAre);
  const fifoDeadLetters = await create(FIFO_DEAD_LETTERS, { ...lettersAre, ...FIFO });
  await Promise.all(
    queues.map(({ name, visibilitySeconds, retentionSeconds }) => {
      const isFifo = name.endsWith('.fifo');
      const lettersGoTo = `huren-${stage}-${isFifo ? FIFO_DEAD_LETTERS : DEAD_LETTERS}`;
      const deadLetterTargetArn = `arn:aws:sqs:${EMBEDDED.region}:000000000000:${lettersGoTo}`;
      return create(name, {
        ...(isFifo ? FIFO : {}),
        VisibilityTimeout: String(visibilitySeconds),
        MessageRetentionPeriod: String(retentionSeconds),
        RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: MAX_RECEIVE_COUNT }),
      });
    }),
  );

  const buckets = { DocumentsBucket: `huren-${stage}-documents`, PapersBucket: `huren-${stage}-papers` };
  const s3 = new S3Client({ ...EMBEDDED, endpoint, forcePathStyle: true });
  for (const Bucket of Object.values(buckets)) await s3.send(new CreateBucketCommand({ Bucket }));
  s3.destroy();

  return {
    endpoint,
    sqs,
    urlPrefix: deadLetters.slice(0, -DEAD_LETTERS.length),
    buckets,
    async takeDeadLetters() {
      const taken = [deadLetters, fifoDeadLetters].map(async (QueueUrl) => {
        const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
        return Messages.map(({ Body = '' }) => Body);
      });
      return (await Promise.all(taken)).flat();
    },
    async stop() {
      sqs.destroy();
      await app.close();
    },
  };
}
