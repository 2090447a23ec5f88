/** issuing: how many share codes a second one core issues, DynamoDB apart. */
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CitizenId, formatInstant, HOUR_MS, instantOf, parseInstant } from '../core/index.ts';
import { itemOf } from '../functions/asking/reply-item.ts';
import { createCitizens } from '../functions/effects/citizens.ts';
import { loadConfiguration } from '../functions/effects/configuration.ts';
import type { AccountKey } from '../functions/effects/items.ts';
import { createLedger } from '../functions/effects/ledger.ts';
import { createPepper } from '../functions/effects/peppers.ts';
import { createTables } from '../functions/effects/tables.ts';
import type { World } from '../functions/effects/world.ts';
import { drawKeyPair, keyIdOf } from '../functions/signing/key-pair.ts';
import { MORNING } from '../sandbox/clock.ts';
import { EMBEDDED } from '../sandbox/embedded.ts';
import { bundled } from './bundled.ts';
import type { Figure, Measurement } from './figure.ts';
import { bindGenerated } from './generated-citizens.ts';
import type { IssuingTask, IssuingTimes } from './issuing-loop.ts';
import { QUIET_SDK } from './quiet-sdk.ts';
import { realisticReplies } from './replies.ts';
import { resultsEvent } from './results-event.ts';
import { median } from './statistics.ts';
import { type BenchTables, startTables } from './tables.ts';

const CONFIG = fileURLToPath(new URL('../config', import.meta.url));
const PROCESSES = 5;
const BLOCKS = 16;
const REQUESTS_PER_BLOCK = 200;
const REF = 'doc1';
/** Collecting and compiling too, so that what is counted is what one core has to do. */
const ONE_CORE = ['--single-threaded'];

export const issuing: Measurement = {
  name: 'issuing',
  title: 'share codes issued a second on one core, DynamoDB apart',
  async measure(say) {
    const folder = mkdtempSync(join(tmpdir(), 'huren-bench-'));
    const tables = await startTables();
    try {
      const task = await createTask(tables);
      const loop = await bundled('issuing-loop', folder);
      say(
        `the whole door, bundled as deployed: ${PROCESSES} processes, each ${BLOCKS} blocks of ${REQUESTS_PER_BLOCK} codes`,
      );
      const cpu: number[] = [];
      let last: IssuingTimes | undefined;
      for (let run = 0; run < PROCESSES; run += 1) {
        last = await runLoop(loop, task);
        cpu.push(...last.cpu);
      }
      const figure: Figure = {
        what: 'a second of CPU',
        value: 1e6 / median(cpu),
        from: `${median(cpu).toFixed(0)} µs of CPU a code of ${last!.credential.length} letters, replies of ${task.configuration.sources.length} sources consolidated; ${last!.calls} calls of DynamoDB apart`,
        target: { atLeast: 3_000 },
      };
      return [figure];
    } finally {
      tables.stop();
      rmSync(folder, { recursive: true });
    }
  },
};

/** A citizen of forty-three sources, bound and tested every other day, at the sandbox's first morning. */
async function createTask({ endpoint, cache, ledger }: BenchTables): Promise<IssuingTask> {
  const configuration = await loadConfiguration(CONFIG);
  const now = parseInstant(MORNING)!;
  const offsetMs = now - Date.now();
  const client = { ...EMBEDDED, endpoint };
  const env = { STAGE: 'bench', CACHE_TABLE: cache, LEDGER_TABLE: ledger, QUEUE_URL_PREFIX: 'nowhere' };
  const secrets = await drawSecrets(now);
  const world = {
    clock: { now: () => instantOf(Date.now() + offsetMs) },
    env,
    clients: { dynamodb: client },
    secret: async (name: string) => secrets[name] ?? {},
    dataKeys: {
      generate: async () => {
        const plain = randomBytes(32);
        return { plain, wrapped: plain };
      },
      unwrap: async (wrapped: Uint8Array) => wrapped,
    },
    random: Math.random,
  } as unknown as World;
  const [citizen, account] = ['generated-0' as CitizenId, 'account-0' as AccountKey];
  const [bound] = await bindGenerated(world, 0, 1);
  const opened = createTables(world);
  const store = createLedger(world, opened);
  await store.createAccount(account, { platform: 'wechat', openid: '', createdAt: now } as never);
  await store.linkAccount(account, citizen);
  const [citizens, pepper] = [createCitizens(world, opened), createPepper(world, 'specimen-pepper')];
  for (const [source, reply] of realisticReplies(configuration.sources, now)) {
    await citizens.changeReply(citizen, `${source}#${REF}`, (earlier) =>
      itemOf({ reply, partial: [], calls: 1 }, earlier, pepper),
    );
  }
  const event = resultsEvent(bound!.token, { jurisdiction: '310000', scope: 'auto', scene: 'public-places' }, now);
  return {
    client,
    env,
    configuration,
    secrets,
    offsetMs,
    token: bound!.token,
    event,
    blocks: BLOCKS,
    requestsPerBlock: REQUESTS_PER_BLOCK,
  };
}

async function drawSecrets(now: number): Promise<Record<string, Record<string, string>>> {
  const random = () => randomBytes(32).toString('base64');
  const { publicKey, privateKey } = await drawKeyPair('Ed25519');
  const at = (hours: number) => formatInstant(instantOf(now + hours * HOUR_MS));
  const key = {
    use: 'share',
    algorithm: 'Ed25519',
    privateKey: Buffer.from(privateKey).toString('base64'),
    signsFrom: at(-24),
    signsUntil: at(24),
  };
  return {
    'session-key': { key: random() },
    'account-pepper': { v1: random() },
    'specimen-pepper': { v1: random() },
    'signing-keys/share': { [keyIdOf(publicKey)]: JSON.stringify(key) },
  };
}

async function runLoop(loop: string, task: IssuingTask): Promise<IssuingTimes> {
  const child = fork(loop, {
    execArgv: ONE_CORE,
    serialization: 'advanced',
    env: { PATH: process.env.PATH, ...QUIET_SDK },
  });
  child.send(task);
  const [times] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`the loop ended with ${code}`))),
  ])) as [IssuingTimes];
  return times;
}
