/**
 * The ground that crowds are measured on: the doors query-results and ask-source, run by the sandbox's function hosts and
 * event source over its queues and simulated sources, with their own effects as deployed. Environments are shuffled and
 * recycled from a seed. The tables have a process of their own, and doors are called without a gateway, so that on a
 * small machine there is as much as possible left for what is measured; the clock may run slower than the wall.
 */
import { Agent } from 'node:http';
import { fileURLToPath } from 'node:url';
import { askFunctions } from '../cloud/generate.ts';
import { retentionSeconds, visibilitySeconds } from '../cloud/timing.ts';
import { parseInstant } from '../core/index.ts';
import { handle as askSource } from '../functions/ask-source.ts';
import { endpoint } from '../functions/door/endpoint.ts';
import { queueEndpoint } from '../functions/door/queue-endpoint.ts';
import { createAskingEffects } from '../functions/effects/for-asking.ts';
import { createReadingEffects } from '../functions/effects/for-reading.ts';
import { loadConfiguration } from '../functions/effects/index.ts';
import { queueNameOf } from '../functions/effects/queues.ts';
import type { World } from '../functions/effects/world.ts';
import { handle as queryResults } from '../functions/query-results.ts';
import { MORNING, SandboxClock } from '../sandbox/clock.ts';
import { EMBEDDED } from '../sandbox/embedded.ts';
import { startEventSource } from '../sandbox/event-source.ts';
import { FunctionHost, type Handler } from '../sandbox/function-host.ts';
import { startQueues } from '../sandbox/queues.ts';
import { dataKeys, ownSecrets } from '../sandbox/secrets.ts';
import { seededRandom } from '../sandbox/sources/delay.ts';
import { type Lookup, type SourceId, type Sources, startSources } from '../sandbox/sources/index.ts';
import { startTables } from './tables.ts';

export interface Ground {
  clock: SandboxClock;
  sources: Sources;
  /** A world of its own, for whoever writes what the doors will find. */
  world: World;
  /** Calls the door query-results, in whichever environment is drawn. */
  readResults(event: object): Promise<{ statusCode: number; body: string }>;
  /** What functions have thrown, or logged as a defect. */
  defects: string[];
  stop(): Promise<void>;
}

export interface GroundOptions {
  /** Seconds of the clock per second of the wall. */
  speed: number;
  seed: number;
  /** What every source holds about whom. */
  lookup: Lookup;
  /** How long an answer takes, drawn for each; else as the simulated sources have it. */
  delayMs?: (source: SourceId) => number;
}

const CONFIG = fileURLToPath(new URL('../config', import.meta.url));
const STAGE = 'bench';
/** As serverless.yml has it for the doors. */
const DOOR_SECONDS = 10;

export async function startGround({ speed, seed, lookup, delayMs }: GroundOptions): Promise<Ground> {
  const clock = new SandboxClock(parseInstant(MORNING)!, speed);
  const defects: string[] = [];
  const configuration = await loadConfiguration(CONFIG);
  const groups = askFunctions(configuration.sources);
  const settings = groups.flatMap(({ name, sources, timeoutSeconds }) =>
    sources.map((source) => {
      const visibility = visibilitySeconds(timeoutSeconds);
      return {
        asks: name,
        name: queueNameOf(source),
        concurrency: source.limits.concurrency,
        visibilitySeconds: visibility,
        retentionSeconds: retentionSeconds(visibility),
      };
    }),
  );
  const stops: (() => unknown)[] = [hearLog(defects)];
  const tables = await startTables();
  stops.push(tables.stop);
  const queues = await startQueues(STAGE, settings);
  stops.push(queues.stop);
  const sources = await startSources({ clock, people: [], seed, lookup, delayMs });
  stops.push(sources.stop);

  const secrets: Record<string, Record<string, string>> = {
    ...ownSecrets(),
    ...Object.fromEntries(configuration.sources.map(({ id, secret }) => [`sources/${secret}`, sources.secrets[id]!])),
  };
  const keys = dataKeys();
  const random = seededRandom(seed, 'functions');
  const worldOf = (ended: AbortSignal): World => {
    const httpAgent = new Agent({ keepAlive: true });
    ended.addEventListener('abort', () => httpAgent.destroy(), { once: true });
    const client = (address: string) => ({ ...EMBEDDED, endpoint: address, requestHandler: { httpAgent } });
    return {
      clock,
      env: {
        STAGE,
        CACHE_TABLE: tables.cache,
        LEDGER_TABLE: tables.ledger,
        QUEUE_URL_PREFIX: queues.urlPrefix,
      },
      configuration: async () => configuration,
      clients: { dynamodb: client(tables.endpoint), sqs: client(queues.endpoint) },
      secret: async (name) => secrets[name]!,
      dataKeys: keys,
      origin: (host) => sources.origins[host]!,
      random,
    };
  };
  const host = (name: string, timeoutSeconds: number, start: (world: World) => Handler) => {
    const made = new FunctionHost({
      name,
      timeoutSeconds,
      clock,
      random: seededRandom(seed, name),
      start: (ended) => start(worldOf(ended)),
    });
    stops.push(() => made.stop());
    return made;
  };

  const door = host('query-results', DOOR_SECONDS, (world) => {
    return endpoint(queryResults, () => createReadingEffects(world)) as Handler;
  });
  for (const { name, timeoutSeconds } of groups) {
    const asking = host(name, timeoutSeconds, (world) => {
      return queueEndpoint(askSource, () => createAskingEffects(world)) as Handler;
    });
    for (const queue of settings.filter(({ asks }) => asks === name)) {
      const eventSource = startEventSource({
        ...queue,
        sqs: queues.sqs,
        queueUrl: queues.urlPrefix + queue.name,
        clock,
        invoke: (event) => asking.invoke(event),
        onFailure: (failure) => defects.push(String(failure)),
      });
      stops.push(eventSource.stop);
    }
  }
  return {
    clock,
    sources,
    world: worldOf(new AbortController().signal),
    readResults: (event) => door.invoke(event) as ReturnType<Ground['readResults']>,
    defects,
    async stop() {
      for (const end of stops.splice(0).reverse()) await end();
    },
  };
}

/** Functions log with console; here only a defect is worth a line. */
function hearLog(defects: string[]): () => void {
  const { info, warn, error } = console;
  Object.assign(console, { info: () => {}, warn: () => {}, error: (line: unknown) => defects.push(String(line)) });
  return () => Object.assign(console, { info, warn, error });
}
