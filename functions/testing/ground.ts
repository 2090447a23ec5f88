/** Test ground: real DynamoDB, SQS and S3 interfaces on loopback ports, and worlds that stand on them. */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DeleteItemCommand, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import dynalite from 'dynalite';
import { startFauxqs } from 'fauxqs';
import type { QuestionMessage } from '../asking/question-message.ts';
import type { Configuration } from '../effects/configuration.ts';
import { queueNameOf } from '../effects/queues.ts';
import type { World } from '../effects/world.ts';
import { TestClock } from './clock.ts';
import { testConfiguration } from './configuration.ts';
import { signingSecrets, TEST_KEYS } from './trust.ts';

/** What a test's server answers, by path; gets the body as text. */
export type Answers = Record<string, (body: string, url: URL) => unknown | Promise<unknown>>;

export interface TestGround {
  clock: TestClock;
  answers: Answers;
  /** Paths asked, in order. */
  asked: string[];
  configuration: Configuration;
  /** By name; what is not there is taken for a source's. */
  secrets: Record<string, Record<string, string>>;
  /** A world of an environment of its own; several share the tables. */
  world(): World;
  /** What waits in a source's queue, without taking it. */
  waiting(source: string): QuestionMessage[];
  /** Takes everything out of a source's queue. */
  take(source: string): QuestionMessage[];
  /** From now on its queue takes nothing; `take` makes it anew. */
  loseQueue(source: string): void;
  /** Every item of a table as its JSON. */
  dump(table: string): Promise<string>;
  /** Puts an item of texts as it stands, as an operator would. */
  put(table: string, item: Record<string, unknown>): Promise<void>;
  /** Deletes one item, as a lost cache would. */
  lose(table: string, pk: string, sk: string): Promise<void>;
  /** Deletes one object, as a bucket's rules would. */
  loseObject(bucket: string, name: string): Promise<void>;
  /** Every object of a bucket, by its name. */
  objects(bucket: string): Promise<Map<string, Buffer>>;
  documentsUrl: string;
  stop(): Promise<void>;
}

/** Clients and servers share one thread here: a busy machine is not a table that does not answer. */
const PATIENT = { connectionTimeout: 10_000, requestTimeout: 10_000, throwOnRequestTimeout: true };
const CREDENTIALS = { region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };

export async function startTestGround(configuration = testConfiguration()): Promise<TestGround> {
  const clock = new TestClock();
  const answers: Answers = {};
  const asked: string[] = [];
  const secrets = { ...SECRETS, ...signingSecrets(TEST_KEYS) };
  const database = dynalite({ createTableMs: 0 });
  const dynamodbUrl = await listening(database);
  const queues = await startFauxqs({ port: 0, logger: false });
  const queuesUrl = `http://127.0.0.1:${queues.port}`;
  queues.createBucket('documents');
  queues.createBucket('papers');
  const { queueUrl } = queues.createQueue('huren-');
  const nameOf = (source: string) => `huren-${queueNameOf(configuration.sources.find(({ id }) => id === source)!)}`;
  const createQueue = (source: string) => {
    const name = nameOf(source);
    const attributes = { FifoQueue: 'true', ContentBasedDeduplication: 'true' };
    queues.createQueue(name, name.endsWith('.fifo') ? { attributes } : {});
  };
  for (const { id } of configuration.sources) createQueue(id);
  const server = createServer(async (request, response) => {
    const url = new URL(request.url!, 'http://source.example');
    asked.push(url.pathname);
    const answer = await answers[url.pathname]?.(await textOf(request), url);
    if (typeof answer === 'number') response.writeHead(answer).end();
    else response.setHeader('content-type', 'application/json').end(JSON.stringify(answer ?? { code: '0', rows: [] }));
  });
  const serverUrl = await listening(server);
  const client = {
    ...CREDENTIALS,
    endpoint: dynamodbUrl,
    requestHandler: PATIENT,
  };
  const raw = new DynamoDBClient(client);
  const s3 = new S3Client({ ...CREDENTIALS, endpoint: queuesUrl, forcePathStyle: true });
  for (const TableName of ['recognition-cache', 'recognition-ledger']) await createTable(raw, TableName);
  const wrapping = randomBytes(32);
  const waiting = (source: string) =>
    (queues.inspectQueue(nameOf(source))?.messages.ready ?? []).map(({ body }) => JSON.parse(body) as QuestionMessage);

  return {
    clock,
    answers,
    asked,
    configuration,
    secrets,
    documentsUrl: `${queuesUrl}/documents`,
    world: () => ({
      clock,
      env: {
        STAGE: 'test',
        CACHE_TABLE: 'recognition-cache',
        LEDGER_TABLE: 'recognition-ledger',
        QUEUE_URL_PREFIX: queueUrl,
        DOCUMENTS_BUCKET: 'documents',
        PAPERS_BUCKET: 'papers',
        H5_ORIGIN: 'https://h5.example',
        WECHAT_HOST: 'wechat.example',
        ALIPAY_HOST: 'alipay.example',
      },
      configuration: async () => configuration,
      clients: {
        dynamodb: client,
        sqs: {
          ...CREDENTIALS,
          endpoint: queuesUrl,
          requestHandler: PATIENT,
          maxAttempts: 1,
          useQueueUrlAsEndpoint: false,
        },
        s3: { ...CREDENTIALS, endpoint: queuesUrl, forcePathStyle: true },
      },
      secret: async (name) => secrets[name] ?? { key: 'of-a-source', pushKey: `push-key-of-${name}` },
      dataKeys: {
        async generate() {
          const plain = randomBytes(32);
          return { plain, wrapped: xor(plain, wrapping) };
        },
        unwrap: async (wrapped) => xor(wrapped, wrapping),
      },
      origin: () => serverUrl,
      random: Math.random,
      sandboxAccount: (person) => (person.startsWith('person-') ? `sandbox:${person}` : undefined),
    }),
    waiting,
    take(source) {
      const messages = waiting(source);
      queues.deleteQueue(nameOf(source));
      createQueue(source);
      return messages;
    },
    loseQueue: (source) => queues.deleteQueue(nameOf(source)),
    async dump(TableName) {
      const page = await raw.send(new ScanCommand({ TableName }));
      return JSON.stringify(page.Items, (_, value) =>
        value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
      );
    },
    async put(TableName, item) {
      await DynamoDBDocumentClient.from(raw).send(new PutCommand({ TableName, Item: item }));
    },
    async lose(TableName, pk, sk) {
      await raw.send(new DeleteItemCommand({ TableName, Key: { pk: { S: pk }, sk: { S: sk } } }));
    },
    async loseObject(Bucket, Key) {
      await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    },
    async objects(Bucket) {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
      const read = async ({ Key }: { Key?: string }) => {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
        return [Key!, Buffer.from(await Body!.transformToByteArray())] as const;
      };
      return new Map(await Promise.all(Contents.map(read)));
    },
    async stop() {
      raw.destroy();
      s3.destroy();
      await queues.stop();
      await Promise.all([database, server].map((each) => new Promise((done) => each.close(done))));
    },
  };
}

const SECRETS: Record<string, Record<string, string>> = {
  'session-key': { key: randomBytes(32).toString('base64') },
  'account-pepper': { v1: 'account-pepper-of-tests' },
  'document-pepper': { v1: 'document-pepper-of-tests' },
  'specimen-pepper': { v1: 'specimen-pepper-of-tests' },
  wechat: { appId: 'wx-test', appSecret: 'secret-of-tests' },
};

async function createTable(raw: DynamoDBClient, TableName: string): Promise<void> {
  await raw.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    }),
  );
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

function xor(bytes: Uint8Array, mask: Uint8Array): Uint8Array {
  return bytes.map((byte, at) => byte ^ mask[at % mask.length]!);
}
