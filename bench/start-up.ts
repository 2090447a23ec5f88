/**
 * start-up: what a deployed function costs a fresh process until it could answer its first event: its code is loaded,
 * its configuration read, its clients made; beside an empty function with the DynamoDB client.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundleDoors } from '../cloud/bundle.ts';
import { doors } from '../cloud/doors.ts';
import { readConfigurationFolder } from '../functions/effects/configuration.ts';
import { bundled } from './bundled.ts';
import type { Figure, Measurement } from './figure.ts';
import { QUIET_SDK } from './quiet-sdk.ts';
import { median, medianRatio } from './statistics.ts';

const RUNS = 25;
const EMPTY = 'empty-function';
const CONFIG = fileURLToPath(new URL('../config', import.meta.url));
const ENV = {
  ...QUIET_SDK,
  PATH: process.env.PATH,
  AWS_REGION: 'local',
  STAGE: 'bench',
  CACHE_TABLE: 'cache',
  LEDGER_TABLE: 'ledger',
  QUEUE_URL_PREFIX: 'https://queues.example/',
  DOCUMENTS_BUCKET: 'documents',
  PAPERS_BUCKET: 'papers',
  SEALING_KEY_ID: 'key',
  SECRETS_PREFIX: 'bench/',
  WECHAT_HOST: 'wechat.example',
  ALIPAY_HOST: 'alipay.example',
  ISSUER_ALGORITHM: 'Ed25519',
  H5_ORIGIN: 'https://h5.example',
};

export const startUp: Measurement = {
  name: 'start-up',
  title: 'a bundled function in a fresh process, until it could answer its first event',
  async measure(say) {
    const folder = mkdtempSync(join(tmpdir(), 'huren-bench-'));
    try {
      const names = doors(fileURLToPath(new URL('../functions', import.meta.url)));
      await bundleDoors(names, folder);
      await bundled(EMPTY, folder);
      writeFileSync(join(folder, 'configuration.json'), JSON.stringify(await readConfigurationFolder(CONFIG)));
      say(`${RUNS} fresh processes each, in turns, Node itself not counted`);
      const times = timesOf([...names, EMPTY], folder);
      const empty = times.get(EMPTY)!;
      return names.map((name): Figure => {
        const [own, peer] = [median(times.get(name)!), median(empty)];
        const from = `${own.toFixed(1)} ms and ${size(folder, name)} KB ÷ ${peer.toFixed(1)} ms and ${size(folder, EMPTY)} KB of an empty function with the DynamoDB client`;
        return { what: name, value: medianRatio(times.get(name)!, empty), from, target: { atMost: 1.3 } };
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

/** Milliseconds by name. In each round every bundle has its turn, so that a slow moment of the machine meets all alike. */
function timesOf(names: string[], folder: string): Map<string, number[]> {
  const times = new Map(names.map((name): [string, number[]] => [name, []]));
  for (let run = 0; run <= RUNS; run += 1) {
    for (const name of run % 2 ? names : [...names].reverse()) {
      const ms = timeOf(name, folder);
      // The first reads the files into the machine's cache.
      if (run > 0) times.get(name)!.push(ms);
    }
  }
  return times;
}

/** An event that a door takes and answers without asking anything of AWS; a schedule has none. */
const FIRST_EVENTS: Record<string, object | undefined> = {
  'ask-source': { Records: [] },
  publish: undefined,
  'sign-list': undefined,
};
/** No door has this method, so each refuses it by itself with 405; the empty function says 204. */
const UNKNOWN_METHOD = { rawPath: '/', headers: {}, requestContext: { requestId: 'bench', http: { method: 'TRACE' } } };

const TIMED = `
  const [bundle, event] = process.argv.slice(1);
  const before = performance.now();
  const { handler } = await import(bundle);
  const answer = event && (await handler(JSON.parse(event)));
  const after = performance.now();
  const started = typeof handler === 'function' && [undefined, 204, 405].includes(answer?.statusCode);
  if (!started) throw new Error('not started: ' + JSON.stringify(answer));
  process.stdout.write(String(after - before));
`;

function timeOf(name: string, folder: string): number {
  const event = name in FIRST_EVENTS ? FIRST_EVENTS[name] : UNKNOWN_METHOD;
  const bundle = pathToFileURL(join(folder, `${name}.mjs`)).href;
  const args = ['--input-type=module', '--eval', TIMED, bundle, ...(event ? [JSON.stringify(event)] : [])];
  return Number(execFileSync(process.execPath, args, { env: ENV, encoding: 'utf8' }));
}

const size = (folder: string, name: string) => (statSync(join(folder, `${name}.mjs`)).size / 1024).toFixed(0);
