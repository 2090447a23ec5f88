/** `npm run keys -- <order>`: the keys that codes and lists are signed with, of a stage on AWS or of the sandbox that runs here. */
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { type Instant, instantOf, parseInstant } from '../core/index.ts';
import type { SigningAlgorithm } from '../core/share-code/signed-key.ts';
import { loadConfiguration, type RootsFile, readStaffWords } from '../functions/effects/configuration.ts';
import { createKeysEffects } from '../functions/effects/for-operating.ts';
import { rootKeysOf } from '../functions/effects/root-keys.ts';
import { type KeysMeans, Mistake } from '../functions/operating/keys/means.ts';
import { runKeysOrder } from '../functions/operating/keys/orders.ts';
import { type OnlineUse, signingSecretOf } from '../functions/signing/private-key.ts';
import { stageStore } from './secrets/secret-store.ts';

const path = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const sleep = async (ms: number) => void (await wait(ms));

async function fromConfiguration() {
  const { roots, policies } = await loadConfiguration(path('config'));
  return { roots, policies, words: await readStaffWords(path('config')) };
}

/** Under the operator's own AWS credentials. */
async function stageMeans(stage: string): Promise<KeysMeans> {
  const { params } = parse(readFileSync(path('serverless.yml'), 'utf8'), { logLevel: 'silent' });
  const { region, issuerAlgorithm } = { ...params.default, ...params[stage] };
  const stages = Object.keys(params).filter((each) => each !== 'default');
  if (!stages.includes(stage))
    throw new Mistake(`serverless.yml has no stage ${stage}; say one of ${stages.join(', ')}.`);
  const { roots, policies, words } = await fromConfiguration();
  if (!roots.current)
    throw new Mistake('config/roots.json names no root: npm run keys -- init-roots, then docs/operate.md.');
  process.env.AWS_REGION ??= region;
  const clock = { now: () => instantOf(Date.now()) as Instant, sleep };
  const secretOf = (use: OnlineUse) => stageStore(region, `huren/${stage}/${signingSecretOf(use)}`);
  return {
    clock,
    ...createKeysEffects({ ledgerTable: `huren-${stage}-recognition-ledger`, clock }),
    secrets: {
      read: (use) => used(secretOf(use), (store) => store.read()),
      write: (use, fields) => used(secretOf(use), (store) => store.write(fields)),
    },
    roots: rootKeysOf(roots),
    algorithm: issuerAlgorithm as SigningAlgorithm,
    policies,
    words,
  };
}

async function used<S extends { close(): void }, T>(store: S, work: (store: S) => Promise<T>): Promise<T> {
  try {
    return await work(store);
  } finally {
    store.close();
  }
}

interface SandboxStatus {
  now: string;
  issuerAlgorithm: SigningAlgorithm;
  dynamodb: { endpoint: string; ledger: string };
}

/** `address`: of its gateway. */
export async function sandboxMeans(address: string): Promise<KeysMeans> {
  const ask = async (route: string, init?: RequestInit) => {
    const answer = await fetch(`${address}/sandbox${route}`, init).catch(() => undefined);
    if (!answer?.ok)
      throw new Mistake(
        `The sandbox does not answer at ${address}. Start it with npm start, or name a stage with --stage.`,
      );
    return answer;
  };
  const { now, dynamodb, issuerAlgorithm } = (await (await ask('')).json()) as SandboxStatus;
  const offset = parseInstant(now)! - Date.now();
  const clock = { now: () => instantOf(Date.now() + offset), sleep };
  const { policies, words } = await fromConfiguration();
  const roots = JSON.parse(readFileSync(path('sandbox/trust/roots.json'), 'utf8')) as RootsFile;
  return {
    clock,
    ...createKeysEffects({ ledgerTable: dynamodb.ledger, endpoint: dynamodb.endpoint, clock }),
    secrets: {
      read: async (use) => (await (await ask(`/signing-keys/${use}`)).json()) as Record<string, string>,
      write: async (use, fields) =>
        void (await ask(`/signing-keys/${use}`, { method: 'PUT', body: JSON.stringify(fields) })),
    },
    roots: rootKeysOf(roots),
    algorithm: issuerAlgorithm,
    policies,
    words,
    signNow: async () => void (await ask('/trust-list', { method: 'POST' })),
  };
}

const SANDBOX = `http://127.0.0.1:${process.env.PORT || 4000}`;

async function main(): Promise<void> {
  const { text, failed } = await runKeysOrder(process.argv.slice(2), (stage) =>
    stage === undefined ? sandboxMeans(SANDBOX) : stageMeans(stage),
  );
  console.log(text);
  if (failed) process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error: Error) => {
    // What the SDK says of a request may quote a secret; its name says enough.
    console.error(`Not done, or not wholly: ${error.name}. Look at npm run keys -- show before you repeat it.`);
    process.exitCode = 1;
  });
}
