/**
 * The loop that issuing.ts measures, bundled as the doors are: POST /share-codes through its endpoint adapter, with its real
 * effects. What DynamoDB answers is recorded once from the embedded one and said again from memory, so that all is counted
 * but DynamoDB and its client.
 */
import { generateKeyPairSync, sign } from 'node:crypto';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { instantOf } from '../core/index.ts';
import { newKeyBytes } from '../core/share-code/new-key.ts';
import { endpoint } from '../functions/door/endpoint.ts';
import type { Configuration } from '../functions/effects/configuration.ts';
import { createSharingEffects, type SharingEffects } from '../functions/effects/for-sharing.ts';
import type { World } from '../functions/effects/world.ts';
import { handle } from '../functions/share-codes.ts';

export interface IssuingTask {
  client: object;
  env: Record<string, string>;
  configuration: Configuration;
  secrets: Record<string, Record<string, string>>;
  offsetMs: number;
  token: string;
  /** As GET /results comes; a request for a code is made of it. */
  event: APIGatewayProxyEventV2;
  blocks: number;
  requestsPerBlock: number;
}

/** Microseconds of CPU a code, one number a block. */
export interface IssuingTimes {
  cpu: number[];
  /** Calls of DynamoDB that one issuing makes. */
  calls: number;
  credential: string;
}

/** Each phone draws a new key for each code: more of them than any check remembers. */
const DIFFERENT = 200;
/** A compiler has seen enough after so many; a function at the morning's peak answers as many within seconds. */
const WARMING_UP = 8_000;

process.once('message', async (task: IssuingTask) => {
  process.send!(await run(task), undefined, undefined, () => process.disconnect());
});

async function run(task: IssuingTask): Promise<IssuingTimes> {
  Object.assign(console, { info() {}, log() {}, warn() {}, error() {} });
  const effects = await createSharingEffects(worldOf(task));
  const door = endpoint(handle, async () => effects);
  const events = await Promise.all(Array.from({ length: DIFFERENT }, () => requestFor(task, effects)));
  const issue = async (event: APIGatewayProxyEventV2) => {
    const { statusCode, body } = await door(event);
    if (statusCode !== 201) throw new Error(`answered ${statusCode}: ${body}`);
    return body!;
  };
  const calls = recordCalls();
  const { credential } = JSON.parse(await issue(events[0]!)) as { credential: string };
  const made = calls.count();
  calls.replay();
  for (let at = 0; at < WARMING_UP; at += 1) await issue(events[at % DIFFERENT]!);
  const cpu: number[] = [];
  for (let block = 0; block < task.blocks; block += 1) {
    const before = process.cpuUsage();
    for (let at = 0; at < task.requestsPerBlock; at += 1) await issue(events[at % DIFFERENT]!);
    const { user, system } = process.cpuUsage(before);
    cpu.push((user + system) / task.requestsPerBlock);
  }
  return { cpu, calls: made, credential };
}

/** One answer for each kind of call: what differs between two issuings is random and stands in no condition here. */
function recordCalls() {
  const prototype = DynamoDBDocumentClient.prototype as unknown as { send(command: Command): Promise<unknown> };
  const { send } = prototype;
  const answers = new Map<string, unknown>();
  let count = 0;
  prototype.send = async function record(command) {
    count += 1;
    const answer = await send.call(this, command);
    answers.set(kindOf(command), answer);
    return answer;
  };
  return {
    count: () => count,
    replay() {
      prototype.send = async (command) => {
        const kind = kindOf(command);
        if (!answers.has(kind)) throw new Error(`no answer was recorded for ${kind}`);
        return answers.get(kind);
      };
    },
  };
}

interface Command {
  constructor: { name: string };
  input: { TableName?: string; Key?: { pk: string; sk: string }; Item?: { pk: string; sk: string } };
}

function kindOf(command: Command): string {
  const { Key, Item, TableName } = command.input;
  const { pk, sk } = Key ?? Item ?? { pk: '', sk: '' };
  const beginning = (key: string) => key.slice(0, key.indexOf('#') + 1 || key.length);
  return `${command.constructor.name} ${TableName} ${beginning(pk)} ${beginning(sk)}`;
}

async function requestFor(task: IssuingTask, { sessions, shareNonces }: SharingEffects) {
  const session = (await sessions.open(task.token))!;
  const nonce = await shareNonces.give({ account: session.account, citizen: session.citizen! });
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const deviceKey = Uint8Array.from(publicKey.export({ format: 'der', type: 'spki' }).subarray(-32));
  const proof = sign(null, newKeyBytes(Buffer.from(nonce, 'base64url'), deviceKey), privateKey);
  const body = JSON.stringify({
    deviceKey: Buffer.from(deviceKey).toString('base64url'),
    nonce,
    proof: proof.toString('base64url'),
  });
  const http = { ...task.event.requestContext.http, method: 'POST', path: '/share-codes' };
  return {
    ...task.event,
    routeKey: 'POST /share-codes',
    rawPath: '/share-codes',
    rawQueryString: '',
    queryStringParameters: undefined,
    headers: { ...task.event.headers, 'content-type': 'application/json' },
    requestContext: { ...task.event.requestContext, http },
    body,
  } as APIGatewayProxyEventV2;
}

function worldOf({ client, env, configuration, secrets, offsetMs }: IssuingTask): World {
  const missing = async () => Promise.reject(new Error('issuing needs no such thing'));
  return {
    clock: { now: () => instantOf(Date.now() + offsetMs), sleep: async () => {} },
    env,
    configuration: async () => configuration,
    clients: { dynamodb: client },
    secret: async (name) => secrets[name] ?? {},
    dataKeys: { generate: missing, unwrap: missing },
    origin: (host) => host,
    random: Math.random,
  };
}
