/** The embedded SQS and S3: a queue per source, the shared dead-letter queue and the documents bucket, in memory. */
import type { AddressInfo } from 'node:net';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';
import { MAX_RECEIVE_COUNT } from '../cloud/timing.ts';
import { EMBEDDED } from './embedded.ts';

export interface EmbeddedQueues {
  endpoint: string;
  sqs: SQSClient;
  /** A queue's URL is this and the source's id. */
  urlPrefix: string;
  bucket: string;
  /** Bodies of the messages that were given up, taken out of the dead-letter queue. */
  takeDeadLetters(): Promise<string[]>;
  stop(): Promise<void>;
}

export interface QueueSettings {
  id: string;
  visibilitySeconds: number;
  retentionSeconds: number;
}

const DEAD_LETTERS = 'dead-letters';

export async function startQueues(stage: string, queues: QueueSettings[]): Promise<EmbeddedQueues> {
  const app = buildApp({ logger: false, defaultRegion: EMBEDDED.region });
  // Its own start function listens on every interface.
  await app.listen({ port: 0, host: '127.0.0.1' });
  const endpoint = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const sqs = new SQSClient({ ...EMBEDDED, endpoint });
  const create = async (name: string, Attributes: Record<string, string>) =>
    (await sqs.send(new CreateQueueCommand({ QueueName: `huren-${stage}-${name}`, Attributes }))).QueueUrl!;

  const deadLetters = await create(DEAD_LETTERS, { MessageRetentionPeriod: '1209600' });
  const deadLetterTargetArn = `arn:aws:sqs:${EMBEDDED.region}:000000000000:huren-${stage}-${DEAD_LETTERS}`;
  for (const { id, visibilitySeconds, retentionSeconds } of queues) {
    await create(id, {
      VisibilityTimeout: String(visibilitySeconds),
      MessageRetentionPeriod: String(retentionSeconds),
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: MAX_RECEIVE_COUNT }),
    });
  }

  const bucket = `huren-${stage}-documents`;
  const s3 = new S3Client({ ...EMBEDDED, endpoint, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  s3.destroy();

  return {
    endpoint,
    sqs,
    urlPrefix: deadLetters.slice(0, -DEAD_LETTERS.length),
    bucket,
    async takeDeadLetters() {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: deadLetters, MaxNumberOfMessages: 10 }),
      );
      return Messages.map(({ Body = '' }) => Body);
    },
    async stop() {
      sqs.destroy();
      await app.close();
    },
  };
}
