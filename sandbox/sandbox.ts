/** The sandbox: the whole of Huren on one machine, behind one HTTP address. `npm start`, tests and the bench use it. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { S3Client } from '@aws-sdk/client-s3';
import { askFunctions } from '../cloud/generate.ts';
import { retentionSeconds, visibilitySeconds } from '../cloud/timing.ts';
import { type Instant, parseInstant } from '../core/index.ts';
import type { SigningAlgorithm } from '../core/share-code/signed-key.ts';
import { type Configuration, loadConfiguration, readStaffWords } from '../functions/effects/configuration.ts';
import { createKeysEffects } from '../functions/effects/for-operating.ts';
import { queueNameOf } from '../functions/effects/queues.ts';
import { rootKeysOf } from '../functions/effects/root-keys.ts';
import type { World } from '../functions/effects/world.ts';
import type { KeysMeans } from '../functions/operating/keys/means.ts';
import { MORNING, SandboxClock } from './clock.ts';
import { startDynamoDb } from './dynamodb.ts';
import { EMBEDDED } from './embedded.ts';
import { startEventSource } from './event-source.ts';
import { lockFolder } from './folder-lock.ts';
import { startGateway } from './gateway.ts';
import { hostFunctions } from './host-functions.ts';
import type { InventedVenue } from './invented-venues.ts';
import { localRoutes } from './local-routes.ts';
import { trustingInvented } from './papers/index.ts';
import { people as everybody, type Person } from './people/index.ts';
import { type EmbeddedQueues, startQueues } from './queues.ts';
import { keepTime, startingTime } from './saved-time.ts';
import { dataKeys, ownSecrets } from './secrets.ts';
import { type Seeded, seedPeople } from './seed-people.ts';
import { seedVenues } from './seed-venues.ts';
import { readServiceFile } from './service-file.ts';
import { seededRandom } from './sources/delay.ts';
import { SOURCE_IDS, type Sources, type SourcesOptions, startSources } from './sources/index.ts';
import { type SuperApps, startSuperApps } from './super-apps/index.ts';
import { holdFirstCeremony } from './trust/first-keys.ts';
import { signingSecrets } from './trust/signing-secrets.ts';
import { trustingInventedRoots } from './trust/trusting-invented.ts';
import { createWorld, type Surroundings } from './world.ts';

export interface SandboxOptions {
  /** Where data is kept and found again; without it everything lies in memory. */
  folder?: string;
  /** 0, or nothing: any free port. */
  port?: number;
  /** `0.0.0.0` lets a phone in the same network reach it. */
  host?: string;
  /** When its clock starts; without it where the folder's clock stood, else on 1 August 2022 at 07:45. */
  now?: Instant;
  /** Seconds of its clock per second of the wall. */
  speed?: number;
  seed?: number;
  people?: Person[];
  /** Gives the people marked `bound` their finished binding before it resolves. On unless switched off. */
  bindPeople?: boolean;
  /** With what new keys sign; Ed25519 unless something else is said. */
  issuerAlgorithm?: SigningAlgorithm;
  /** Passed to the simulated sources. */
  sources?: Pick<SourcesOptions, 'delayMs' | 'lookup'>;
  /** Whether a page of this origin may read answers; loopback pages may unless something else is said. */
  allowsOrigin?: (origin: string) => boolean;
  /** Where the page is served: links that are given out lead there. */
  h5Origin?: string;
  /** Told of what functions throw, beside what they log themselves. */
  onFailure?: (failure: unknown) => void;
  /** Told of everything that the gateway is asked. */
  onRequest?: (method: string, path: string) => void;
}

export interface Sandbox {
  /** `http://127.0.0.1:<port>` */
  gatewayOrigin: string;
  clock: SandboxClock;
  sources: Sources;
  superApps: SuperApps;
  queues: EmbeddedQueues;
  /** Endpoint and table names, for whoever wants to look into the tables. */
  dynamodb: { endpoint: string; cache: string; ledger: string };
  /** A world that no role limits, for a bench that seeds many citizens: `createEffects(sandbox.world)`. */
  world: World;
  /** How the people marked `bound` fared. */
  seeded: Seeded[];
  /** The invented venues, with who of the people is staff there. */
  venues: InventedVenue[];
  /** The folder held a later time than was asked for, and its tables were emptied. */
  emptied: boolean;
  /** Ends everything: first what takes work, then what does it, then what keeps it. */
  stop(): Promise<void>;
}

const STAGE = 'sandbox';
const PUBLISH_EVERY_MS = 5 * 60_000;
const SIGN_LIST_EVERY_MS = 60_000;
const CONFIG = fileURLToPath(new URL('../config', import.meta.url));
const LOOPBACK_PAGE = /^https?:\/\/(127\.0\.0\.1|localhost)(:\d+)?$/;

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const stops: (() => unknown)[] = [];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    return { ...(await start(options, stops)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(options: SandboxOptions, stops: (() => unknown)[]): Promise<Omit<Sandbox, 'stop'>> {
  const { folder, people = everybody, seed = 81, onFailure = () => {}, bindPeople = true } = options;
  const { h5Origin = 'http://127.0.0.1:10086' } = options;
  const morning = parseInstant(MORNING)!;
  if (folder) stops.push(lockFolder(folder));
  const starting = folder ? startingTime(folder, morning, options.now) : { at: options.now ?? morning, emptied: false };
  const clock = new SandboxClock(starting.at, options.speed);
  if (folder) stops.push(keepTime(folder, () => clock.now()));

  const configuration = trustingInventedRoots(trustingInvented(simulatedOnly(await loadConfiguration(CONFIG))));
  const service = readServiceFile(STAGE);
  const connected = configuration.sources.filter(({ id }) => configuration.connected.has(id));
  const groups = askFunctions(connected);
  const queueSettings = groups.flatMap(({ sources, timeoutSeconds }) =>
    sources.map((source) => {
      const visibility = visibilitySeconds(timeoutSeconds);
      const retention = retentionSeconds(visibility);
      return { source, name: queueNameOf(source), visibilitySeconds: visibility, retentionSeconds: retention };
    }),
  );

  const tables = service.tables;
  const dynamodb = await startDynamoDb([tables.cache, tables.ledger], folder && join(folder, 'dynamodb'));
  stops.push(dynamodb.stop);
  const queues = await startQueues(STAGE, queueSettings);
  stops.push(queues.stop);
  const sources = await startSources({ clock, people, seed, ...options.sources });
  stops.push(sources.stop);
  const superApps = await startSuperApps({ clock, people });
  stops.push(superApps.stop);

  const surroundings: Surroundings = {
    clock,
    env: {
      STAGE,
      CACHE_TABLE: tables.cache.TableName,
      LEDGER_TABLE: tables.ledger.TableName,
      QUEUE_URL_PREFIX: queues.urlPrefix,
      DOCUMENTS_BUCKET: queues.buckets.DocumentsBucket,
      PAPERS_BUCKET: queues.buckets.PapersBucket,
      SEALING_KEY_ID: 'sandbox',
      SECRETS_PREFIX: `huren/${STAGE}/`,
      H5_ORIGIN: h5Origin,
      WECHAT_HOST: 'wechat.example',
      ALIPAY_HOST: 'alipay.example',
      ISSUER_ALGORITHM: options.issuerAlgorithm ?? 'Ed25519',
    },
    configuration,
    dynamodbEndpoint: dynamodb.endpoint,
    queuesEndpoint: queues.endpoint,
    secrets: {
      ...superApps.secrets,
      ...Object.fromEntries(connected.map(({ id, secret }) => [`sources/${secret}`, sources.secrets[id]!])),
      ...ownSecrets(folder),
    },
    dataKeys: dataKeys(folder),
    originOf: (host) => sources.origins[host] ?? superApps.origins[host],
    random: seededRandom(seed, 'functions'),
    people,
    tables: { [tables.cache.TableName]: 'CacheTable', [tables.ledger.TableName]: 'LedgerTable' },
    buckets: Object.fromEntries(Object.entries(queues.buckets).map(([id, name]) => [name, id])),
    sources: connected,
  };

  const eventSources: (() => Promise<void>)[] = [];
  const functions = await hostFunctions(service, groups, surroundings, { stage: STAGE, seed, onFailure });
  stops.push(functions.stop);
  const functionOf = new Map(groups.flatMap((group) => group.sources.map(({ id }) => [id, group.name] as const)));
  for (const { source, name, ...times } of queueSettings) {
    const eventSource = startEventSource({
      ...times,
      concurrency: source.limits.concurrency,
      sqs: queues.sqs,
      queueUrl: queues.urlPrefix + name,
      clock,
      invoke: (event) => functions.invoke(functionOf.get(source.id)!, event),
      onFailure,
    });
    eventSources.push(eventSource.stop);
  }
  // Each waits a moment for what is under way: together, or forty would wait a minute.
  stops.push(() => Promise.all(eventSources.map((end) => end())));

  const signList = () => functions.invoke('sign-list', {});
  const keys: KeysMeans = {
    clock,
    ...createKeysEffects({ ledgerTable: tables.ledger.TableName, endpoint: dynamodb.endpoint, clock }),
    secrets: signingSecrets(surroundings.secrets, folder),
    roots: rootKeysOf(configuration.roots),
    algorithm: options.issuerAlgorithm ?? 'Ed25519',
    policies: configuration.policies,
    words: await readStaffWords(CONFIG),
    signNow: async () => void (await signList()),
  };
  const s3 = new S3Client({ ...EMBEDDED, endpoint: queues.endpoint, forcePathStyle: true });
  stops.push(() => s3.destroy());
  const gateway = await startGateway({
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 0,
    routes: service.routes,
    cors: service.cors,
    allowsOrigin: options.allowsOrigin ?? ((origin) => LOOPBACK_PAGE.test(origin)),
    clock,
    invoke: functions.invoke,
    local: localRoutes({
      clock,
      people,
      sources,
      superApps,
      dynamodb: { endpoint: dynamodb.endpoint, cache: tables.cache.TableName, ledger: tables.ledger.TableName },
      h5Origin,
      keys,
      s3,
      bucket: queues.buckets.DocumentsBucket,
    }),
    onFailure,
    onRequest: options.onRequest,
  });
  stops.push(gateway.stop);

  const end = new AbortController();
  stops.push(() => end.abort());
  await functions.invoke('publish', {});
  await holdFirstCeremony(keys);
  again(PUBLISH_EVERY_MS, clock, end.signal, () => functions.invoke('publish', {}), onFailure);
  again(SIGN_LIST_EVERY_MS, clock, end.signal, signList, onFailure);
  const world = createWorld(surroundings, end.signal, () => {});
  const venues = await seedVenues(world, people, gateway.origin, superApps);
  const seeded = bindPeople ? await seedPeople(people, gateway.origin, superApps) : [];
  return {
    gatewayOrigin: gateway.origin,
    clock,
    sources,
    superApps,
    queues,
    dynamodb: { endpoint: dynamodb.endpoint, cache: tables.cache.TableName, ledger: tables.ledger.TableName },
    world,
    seeded,
    venues,
    emptied: starting.emptied,
  };
}

/** A source that nobody simulates is one that this deployment does not connect. */
function simulatedOnly(configuration: Configuration): Configuration {
  const ids = configuration.sources.map(({ id }) => id).filter((id) => SOURCE_IDS.some((known) => known === id));
  return { ...configuration, connected: new Set(ids) };
}

/** As serverless.yml schedules it, by the sandbox's clock. */
async function again(
  everyMs: number,
  clock: SandboxClock,
  ended: AbortSignal,
  run: () => Promise<unknown>,
  onFailure: (failure: unknown) => void,
): Promise<void> {
  for (;;) {
    await clock.sleep(everyMs, ended);
    if (ended.aborted) return;
    await run().catch(onFailure);
  }
}
