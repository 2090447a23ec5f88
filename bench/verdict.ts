/** verdict: what it costs to judge one code, everything included: on phones that compile nothing, and on a server; and how large codes and lists are. */
import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build, type Plugin } from 'esbuild';
import encodeQR from 'qr';
import { writeRevocations } from '../core/share-code/index.ts';
import { bundled } from './bundled.ts';
import { bundledPeer, euCertificates } from './certificates.ts';
import type { Figure, Measurement } from './figure.ts';
import { median, medianRatio } from './statistics.ts';
import type { ServerTask, ServerTimes } from './verdict-loop.ts';
import type { PhoneTimes } from './verdict-phone-loop.ts';
import { REVOKED, revokedPrefixes, type VerdictTask, verdictTask } from './verdict-task.ts';

const PROCESSES = 5;
const BLOCKS = 12;
const VERDICTS_PER_BLOCK = 200;
/** The least that the library draws around a code. */
const BORDER = 1;
/** What a gate bears: nobody waits where a verdict comes within these, on the slowest kind of engine. */
const PHONES = [
  { what: 'with BigInt', algorithm: 'Ed25519', bigInt: true, atMost: 25 },
  { what: 'without BigInt', algorithm: 'Ed25519', bigInt: false, atMost: 250 },
  { what: 'SM2 issuer, with BigInt', algorithm: 'SM2', bigInt: true, atMost: 450 },
  { what: 'SM2 issuer, without BigInt', algorithm: 'SM2', bigInt: false, atMost: 450 },
] as const;

export const verdict: Measurement = {
  name: 'verdict',
  title: 'one code judged, everything included',
  async measure(say) {
    const folder = mkdtempSync(join(tmpdir(), 'huren-bench-'));
    try {
      const [ed25519, sm2] = await Promise.all([verdictTask('Ed25519'), verdictTask('SM2')]);
      const loop = await bundledForPhones(folder);
      say(
        'phones: node --jitless, the mini-program’s own signatures; a fresh process each, 40 different codes; milliseconds of CPU',
      );
      const figures: Figure[] = [];
      for (const { what, algorithm, bigInt, atMost } of PHONES) {
        const times = await onPhone(loop, algorithm === 'SM2' ? sm2 : ed25519, bigInt, folder);
        const rest = `first ${times.first.toFixed(0)} ms, loading ${times.loading.toFixed(0)} ms, the list with ${REVOKED} revoked ${times.list.toFixed(0)} ms, own signature ${median(times.signing).toFixed(1)} ms`;
        const from = `median ${median(times.verdicts).toFixed(1)} ms ÷ ${atMost} ms; ${rest}`;
        figures.push({ what, value: median(times.verdicts) / atMost, from, target: { atMost: 1 } });
      }
      return [...figures, ...(await onServer(ed25519, folder)), ...(await sizes(ed25519))];
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

async function onPhone(loop: string, task: VerdictTask, bigInt: boolean, folder: string): Promise<PhoneTimes> {
  const [given, without] = [join(folder, 'task.json'), join(folder, 'without-big-int.cjs')];
  writeFileSync(given, JSON.stringify(task));
  writeFileSync(
    without,
    'delete globalThis.BigInt; delete globalThis.BigInt64Array; delete globalThis.BigUint64Array;',
  );
  const args = ['--jitless', '--no-expose-wasm', ...(bigInt ? [] : ['--require', without]), loop, given];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout) as PhoneTimes;
}

async function onServer(task: VerdictTask, folder: string): Promise<Figure[]> {
  const loop = await bundled('verdict-loop', folder);
  const peer = await bundledPeer(folder);
  const given: ServerTask = {
    ...task,
    ...euCertificates('union'),
    peer,
    blocks: BLOCKS,
    verdictsPerBlock: VERDICTS_PER_BLOCK,
  };
  const all: ServerTimes = { verdict: [], bare: [], peer: [] };
  for (let run = 0; run < PROCESSES; run += 1) {
    const child = fork(loop, { execArgv: [] });
    child.send(given);
    const [times] = (await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(([code]) => Promise.reject(new Error(`the loop ended with ${code}`))),
    ])) as [ServerTimes];
    for (const name of Object.keys(all) as (keyof ServerTimes)[]) all[name].push(...times[name]);
  }
  const us = (times: number[]) => `${median(times).toFixed(0)} µs`;
  return [
    {
      what: 'Node’s crypto, as many a second as two bare checks',
      value: medianRatio(all.bare, all.verdict),
      from: `${us(all.bare)} for two signatures with key import ÷ ${us(all.verdict)}, medians`,
      target: { atLeast: 0.85 },
    },
    {
      what: 'Node’s crypto, beside an EU certificate',
      value: medianRatio(all.verdict, all.peer),
      from: `${us(all.verdict)} ÷ ${us(all.peer)} of @pathcheck/dcc-sdk, medians`,
      target: { atMost: 1 },
    },
  ];
}

async function sizes({ showings, published }: VerdictTask): Promise<Figure[]> {
  const modules = encodeQR(showings[0]!, 'raw', { ecc: 'medium', border: BORDER }).length - 2 * BORDER;
  const revoked = writeRevocations(await revokedPrefixes()).length / 1024;
  const whole = (published.list.length + published.keysAndPolicies.length) / 1024;
  return [
    {
      what: 'version of the QR code at level M',
      value: (modules - 17) / 4,
      from: `${showings[0]!.length} letters: three results, a name of 12 characters`,
      target: { atMost: 14 },
    },
    {
      what: `revocations of ${REVOKED} codes`,
      value: revoked,
      unit: 'KB',
      from: `the whole trust list is ${whole.toFixed(1)} KB with its signatures, in Base64`,
      target: { atMost: 20 },
    },
  ];
}

/** As the mini-program's build does it: cborg has to do without BigInt whether the phone has it or not. */
const bareCborg: Plugin = {
  name: 'bare-cborg',
  setup(bundling) {
    const globals = fileURLToPath(new URL('../core/bare-globals.ts', import.meta.url));
    bundling.onLoad({ filter: /node_modules\/cborg\/.*\.js$/ }, async ({ path }) => {
      const { readFile } = await import('node:fs/promises');
      const source = await readFile(path, 'utf8');
      return { contents: `import { BigInt, TextDecoder, TextEncoder } from ${JSON.stringify(globals)};\n${source}` };
    });
  },
};

/** In one file and in plain scripts' order, so that what is loaded lazily on a phone is lazy here too. */
async function bundledForPhones(folder: string): Promise<string> {
  const outfile = join(folder, 'verdict-phone-loop.cjs');
  await build({
    entryPoints: [fileURLToPath(new URL('./verdict-phone-loop.ts', import.meta.url))],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    mainFields: ['module', 'main'],
    format: 'cjs',
    target: 'es2017',
    plugins: [bareCborg],
    logLevel: 'error',
  });
  return outfile;
}
