/** query-results: what one reading of forty cached replies costs, beside a bare handler that makes the same query. */
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { CitizenId, SourceReply } from '../core/index.ts';
import { instantOf, parseInstant } from '../core/index.ts';
import { itemOf } from '../functions/asking/reply-item.ts';
import { createCitizens } from '../functions/effects/citizens.ts';
import { loadConfiguration } from '../functions/effects/configuration.ts';
import type { AccountKey } from '../functions/effects/items.ts';
import { createPepper } from '../functions/effects/peppers.ts';
import { createSessions } from '../functions/effects/sessions.ts';
import { createTables } from '../functions/effects/tables.ts';
import type { World } from '../functions/effects/world.ts';
import { MORNING } from '../sandbox/clock.ts';
import { EMBEDDED } from '../sandbox/embedded.ts';
import { bundled } from './bundled.ts';
import type { Figure, Measurement } from './figure.ts';
import { QUIET_SDK } from './quiet-sdk.ts';
import type { LoopTask, LoopTimes } from './reading-loop.ts';
import { fullReplies, realisticReplies } from './replies.ts';
import { type ResultsQuery, resultsEvent } from './results-event.ts';
import { median, medianRatio } from './statistics.ts';
import { type BenchTables, startTables } from './tables.ts';

const CONFIG = fileURLToPath(new URL('../config', import.meta.url));
/** Fresh processes, because the compiler takes another course in each. */
const PROCESSES = 5;
const BLOCKS = 16;
const REQUESTS_PER_BLOCK = 50;
const REF = 'doc1';
const QUERY: ResultsQuery = { jurisdiction: '310000', scope: 'everywhere', scene: 'public-places' };

export const queryResults: Measurement = {
  name: 'query-results',
  title: 'CPU and read units of one reading of the cached replies of every source',
  async measure(say) {
    const folder = mkdtempSync(join(tmpdir(), 'huren-bench-'));
    const tables = await startTables();
    try {
      const ground = await createGround(tables);
      const loop = await bundled('reading-loop', folder);
      say(
        'both handlers bundled as deployed, in the same process, in turns: ' +
          `${PROCESSES} processes, each ${BLOCKS} blocks of ${REQUESTS_PER_BLOCK} requests of either`,
      );
      const realistic = await measureMix(ground, loop, 'realistic', realisticReplies(ground.sources, ground.now));
      const full = await measureMix(ground, loop, 'full', fullReplies(ground.sources, ground.now));
      return [
        cpuFigure('CPU per request', realistic, { atMost: 1.5 }),
        unitsFigure('read units', realistic, { atMost: 2 }),
        cpuFigure('CPU per request, all items full', full),
        unitsFigure('read units, all items full', full),
      ];
    } finally {
      tables.stop();
      rmSync(folder, { recursive: true });
    }
  },
};

interface Measured {
  times: LoopTimes;
  units: number;
  /** The mix in words. */
  mix: string;
}

function cpuFigure(what: string, { times, mix }: Measured, target?: Figure['target']): Figure {
  const [door, bare] = [median(times.door), median(times.bare)];
  const from = `${ms(door)} ÷ ${ms(bare)} of a bare handler, medians; ${mix}`;
  return { what, value: medianRatio(times.door, times.bare), from, target };
}

function unitsFigure(what: string, { units, mix }: Measured, target?: Figure['target']): Figure {
  return { what, value: units, from: `as the table counts the same query; ${mix}`, target };
}

const ms = (microseconds: number) => `${(microseconds / 1000).toFixed(2)} ms`;

type Ground = Awaited<ReturnType<typeof createGround>>;

/** The tables, filled through the functions' own code, in a world that stands at the sandbox's first morning. */
async function createGround({ endpoint, cache, ledger }: BenchTables) {
  const configuration = await loadConfiguration(CONFIG);
  const now = parseInstant(MORNING)!;
  const offsetMs = now - Date.now();
  const sessionKey = randomBytes(32).toString('base64');
  const client = { ...EMBEDDED, endpoint };
  const env = { STAGE: 'bench', CACHE_TABLE: cache, LEDGER_TABLE: ledger, QUEUE_URL_PREFIX: 'nowhere' };
  const world = {
    clock: { now: () => instantOf(Date.now() + offsetMs) },
    env,
    clients: { dynamodb: client },
    secret: async () => ({ key: sessionKey, v1: sessionKey }),
  } as unknown as World;
  return {
    configuration,
    sources: configuration.sources,
    now,
    offsetMs,
    sessionKey,
    client,
    env,
    citizens: createCitizens(world, createTables(world)),
    sessions: createSessions(world),
    pepper: createPepper(world, 'specimen-pepper'),
  };
}

async function measureMix(
  ground: Ground,
  loop: string,
  name: string,
  replies: Map<string, SourceReply>,
): Promise<Measured> {
  const citizen = `citizen-${name}` as CitizenId;
  const { citizens, sessions, pepper } = ground;
  await citizens.writeHead(citizen, { p: 1, d: { [REF]: 'resident-id|0018|phone' }, c: '2022-07-29', nb: 0 });
  for (const [source, reply] of replies) {
    await citizens.changeReply(citizen, `${source}#${REF}`, (earlier) =>
      itemOf({ reply, partial: [], calls: 1 }, earlier, pepper),
    );
  }
  const { token } = await sessions.give(
    'account-of-bench' as AccountKey,
    citizen,
    instantOf(Date.now() + ground.offsetMs),
  );
  const { client, env, configuration, sessionKey, offsetMs } = ground;
  const task: LoopTask = {
    client,
    env,
    configuration,
    sessionKey,
    offsetMs,
    citizen,
    event: resultsEvent(token, QUERY, ground.now),
    blocks: BLOCKS,
    requestsPerBlock: REQUESTS_PER_BLOCK,
  };
  const times: LoopTimes = { door: [], bare: [], answer: '' };
  for (let run = 0; run < PROCESSES; run += 1) {
    const { door, bare, answer } = await runLoop(loop, task);
    times.door.push(...door);
    times.bare.push(...bare);
    times.answer = answer;
  }
  return { times, units: await unitsOf(ground, citizen), mix: mixOf(times.answer, replies) };
}

async function runLoop(loop: string, task: LoopTask): Promise<LoopTimes> {
  const child = fork(loop, { execArgv: [], serialization: 'advanced', env: { PATH: process.env.PATH, ...QUIET_SDK } });
  child.send(task);
  const [times] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`the loop ended with ${code}`))),
  ])) as [LoopTimes];
  return times;
}

/** Says what was read, and refuses to measure anything else than what was meant. */
function mixOf(answer: string, replies: Map<string, SourceReply>): string {
  const { results, sources, waiting } = JSON.parse(answer) as Record<string, unknown[]> & { waiting: number };
  if (sources!.length !== replies.size || waiting > 0) throw new Error(`another answer than was meant: ${answer}`);
  const kinds = [...replies.values()].map(({ kind }) => kind);
  const count = (kind: string) => kinds.filter((each) => each === kind).length;
  const words = `${count('found')} found, ${count('none')} none, ${count('failed')} failed`;
  return `${words}, ${results!.length} results of ${Buffer.byteLength(answer)} bytes`;
}

async function unitsOf({ client, env }: Ground, citizen: CitizenId): Promise<number> {
  const table = DynamoDBDocumentClient.from(new DynamoDBClient(client));
  const page = await table.send(
    new QueryCommand({
      TableName: env.CACHE_TABLE,
      KeyConditionExpression: 'pk = :c',
      ExpressionAttributeValues: { ':c': citizen },
      ReturnConsumedCapacity: 'TOTAL',
    }),
  );
  table.destroy();
  return page.ConsumedCapacity!.CapacityUnits!;
}
