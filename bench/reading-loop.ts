/**
 * The loop that query-results.ts measures, bundled as the doors are and run by itself: the door's own handler and a bare
 * handler take the same events in turns, block by block, and each block's CPU is told to the parent.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { instantOf } from '../core/index.ts';
import { endpoint, type HttpHandler } from '../functions/door/endpoint.ts';
import type { Configuration } from '../functions/effects/configuration.ts';
import { createReadingEffects } from '../functions/effects/for-reading.ts';
import type { World } from '../functions/effects/world.ts';
import { handle } from '../functions/query-results.ts';

export interface LoopTask {
  /** Given to both handlers' DynamoDB clients. */
  client: object;
  env: Record<string, string>;
  configuration: Configuration;
  sessionKey: string;
  /** Milliseconds to add to this machine's clock. */
  offsetMs: number;
  citizen: string;
  event: APIGatewayProxyEventV2;
  blocks: number;
  requestsPerBlock: number;
}

/** Microseconds of CPU per request, user and system, all threads of the process; one number a block. */
export interface LoopTimes {
  door: number[];
  bare: number[];
  /** Body of the door's last answer. */
  answer: string;
}

process.once('message', async (task: LoopTask) => {
  // An answer of 300 results is on its way for a while.
  process.send!(await run(task), undefined, undefined, () => process.disconnect());
});

async function run(task: LoopTask): Promise<LoopTimes> {
  const door = endpoint(handle, () => createReadingEffects(worldOf(task)));
  const bare = bareHandler(task);
  const times: LoopTimes = { door: [], bare: [], answer: '' };
  // What the compiler has not seen often yet is not what a warm function costs.
  for (const handler of [bare, door, bare, door]) await block(handler, task.event, 4 * task.requestsPerBlock);
  for (let at = 0; at < task.blocks; at += 1) {
    const turns = [
      async () => times.door.push(await block(door, task.event, task.requestsPerBlock)),
      async () => times.bare.push(await block(bare, task.event, task.requestsPerBlock)),
    ];
    // Whoever comes second is another one each time.
    for (const turn of at % 2 ? turns.reverse() : turns) await turn();
  }
  return { ...times, answer: (await door(task.event)).body! };
}

async function block(handler: HttpHandler, event: APIGatewayProxyEventV2, requests: number): Promise<number> {
  const before = process.cpuUsage();
  for (let at = 0; at < requests; at += 1) {
    const { statusCode, body } = await handler(event);
    if (statusCode !== 200) throw new Error(`answered ${statusCode}: ${body}`);
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / requests;
}

/** The least that any function must do which answers with what the table holds. */
function bareHandler({ client, env, citizen }: LoopTask): HttpHandler {
  const table = DynamoDBDocumentClient.from(new DynamoDBClient(client));
  return async (): Promise<APIGatewayProxyStructuredResultV2> => {
    const page = await table.send(
      new QueryCommand({
        TableName: env.CACHE_TABLE,
        KeyConditionExpression: 'pk = :c',
        ExpressionAttributeValues: { ':c': citizen },
      }),
    );
    return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(page.Items) };
  };
}

function worldOf({ client, env, configuration, sessionKey, offsetMs }: LoopTask): World {
  const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  const missing = async () => Promise.reject(new Error('reading needs no such thing'));
  return {
    clock: { now: () => instantOf(Date.now() + offsetMs), sleep },
    env,
    configuration: async () => configuration,
    clients: { dynamodb: client },
    secret: async () => ({ key: sessionKey }),
    dataKeys: { generate: missing, unwrap: missing },
    origin: (host) => host,
    random: Math.random,
  };
}
