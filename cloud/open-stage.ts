/** Where an operator's order is obeyed: a stage on AWS, under their own credentials, or the sandbox that runs here. */
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { instantOf, parseInstant } from '../core/index.ts';
import type { SigningAlgorithm } from '../core/share-code/signed-key.ts';
import type { RootsFile } from '../functions/effects/configuration.ts';
import type { OrderPlace } from '../functions/effects/for-operating.ts';
import type { Clock } from '../functions/effects/world.ts';
import type { KeysMeans } from '../functions/operating/keys/means.ts';
import { Mistake } from '../functions/operating/mistake.ts';
import { type OnlineUse, signingSecretOf } from '../functions/signing/private-key.ts';
import { type SecretStore, stageStore } from './secrets/secret-store.ts';
import { stageNamed } from './stages.ts';

export interface Opened extends OrderPlace {
  clock: Pick<Clock, 'now' | 'sleep'>;
  h5Origin: string;
  issuerAlgorithm: SigningAlgorithm;
  signingKeys: KeysMeans['secrets'];
  roots(): RootsFile;
  /** Only in the sandbox: sign-list's turn, at once. */
  signNow?(): Promise<void>;
}

const SANDBOX = `http://127.0.0.1:${process.env.PORT || 4000}`;

const sleep = async (ms: number) => void (await wait(ms));
const roots = (file: string) => () =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../${file}`, import.meta.url)), 'utf8')) as RootsFile;

/** Without a name it is the sandbox. Throws a Mistake for a stage that is none, and where no sandbox runs. */
export async function openStage(name: string | undefined): Promise<Opened> {
  if (name === undefined) return openSandbox(SANDBOX);
  const { region, issuerAlgorithm, h5Origin } = stageNamed(name);
  const keysOf = async <T>(use: OnlineUse, work: (store: SecretStore) => Promise<T>): Promise<T> => {
    const store = stageStore(region, `huren/${name}/${signingSecretOf(use)}`);
    try {
      return await work(store);
    } finally {
      store.close();
    }
  };
  return {
    cacheTable: `huren-${name}-recognition-cache`,
    ledgerTable: `huren-${name}-recognition-ledger`,
    region,
    clock: { now: () => instantOf(Date.now()), sleep },
    h5Origin,
    issuerAlgorithm,
    signingKeys: {
      read: (use) => keysOf(use, (store) => store.read()),
      write: (use, fields) => keysOf(use, (store) => store.write(fields)),
    },
    roots: roots('config/roots.json'),
  };
}

interface SandboxStatus {
  now: string;
  issuerAlgorithm: SigningAlgorithm;
  h5Origin: string;
  dynamodb: { endpoint: string; cache: string; ledger: string };
}

/** `address`: of its gateway. */
export async function openSandbox(address: string): Promise<Opened> {
  const ask = async (route: string, init?: RequestInit) => {
    const answer = await fetch(`${address}/sandbox${route}`, init).catch(() => undefined);
    if (answer?.ok) return answer;
    throw new Mistake(
      `The sandbox does not answer at ${address}. Start it with npm start, or name a stage with --stage.`,
    );
  };
  const { now, dynamodb, issuerAlgorithm, h5Origin } = (await (await ask('')).json()) as SandboxStatus;
  const offset = parseInstant(now)! - Date.now();
  return {
    cacheTable: dynamodb.cache,
    ledgerTable: dynamodb.ledger,
    endpoint: dynamodb.endpoint,
    clock: { now: () => instantOf(Date.now() + offset), sleep },
    h5Origin,
    issuerAlgorithm,
    signingKeys: {
      read: async (use) => (await (await ask(`/signing-keys/${use}`)).json()) as Record<string, string>,
      write: async (use, fields) =>
        void (await ask(`/signing-keys/${use}`, { method: 'PUT', body: JSON.stringify(fields) })),
    },
    roots: roots('sandbox/trust/roots.json'),
    signNow: async () => void (await ask('/trust-list', { method: 'POST' })),
  };
}
