/** certificates: what reading and checking a paper's EU certificate costs, beside PathCheck's SDK on the same certificates and keys. */
import { execFile, fork } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { deflateSync, inflateSync } from 'node:zlib';
import { build } from 'esbuild';
import { decodeBase45, encodeBase45 } from '../core/certificate/index.ts';
import { parseInstant } from '../core/index.ts';
import { issuerOf } from '../functions/effects/configuration.ts';
import { MORNING } from '../sandbox/clock.ts';
import { euCertificate, inventedIssuers } from '../sandbox/papers/index.ts';
import { bundled } from './bundled.ts';
import type { CertificatesTask, CertificatesTimes } from './certificates-loop.ts';
import type { Figure, Measurement } from './figure.ts';
import { median, medianRatio } from './statistics.ts';

const PEER = fileURLToPath(new URL('./certificates-peer', import.meta.url));
/** Fresh processes, because the compiler takes another course in each. */
const PROCESSES = 5;
const BLOCKS = 12;
const CHECKS_PER_BLOCK = 200;
const DIFFERENT = 40;

export const certificates: Measurement = {
  name: 'certificates',
  title: 'reading and checking a signed certificate',
  async measure(say) {
    const folder = mkdtempSync(join(tmpdir(), 'huren-bench-'));
    try {
      const peer = await bundledPeer(folder);
      const loop = await bundled('certificates-loop', folder);
      say(
        `both bundled, in the same process, in turns: ${PROCESSES} processes, each ${BLOCKS} blocks of ${CHECKS_PER_BLOCK} ` +
          `checks of ${DIFFERENT} different certificates; both take the sound ones and refuse a spoilt one`,
      );
      const figures: Figure[] = [];
      for (const [algorithm, key] of [
        ['ES256', 'union'],
        ['PS256', 'union-pss'],
      ] as const) {
        const times = await measureWith(loop, taskWith(peer, key));
        figures.push(
          figure(`${algorithm}, CPU`, times.ours, times.peer),
          figure(`${algorithm}, time`, times.oursWall, times.peerWall),
        );
      }
      return figures;
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

function figure(what: string, ours: number[], peer: number[]): Figure {
  const from = `${median(ours).toFixed(0)} µs ÷ ${median(peer).toFixed(0)} µs of @pathcheck/dcc-sdk, medians`;
  return { what, value: medianRatio(ours, peer), from, target: { atMost: 1 } };
}

function taskWith(peer: string, key: 'union' | 'union-pss'): CertificatesTask {
  const { certificates: texts, keys } = euCertificates(key);
  return {
    peer,
    certificates: texts,
    spoilt: spoilt(texts[0]!),
    issuers: inventedIssuers.map(issuerOf),
    keys,
    now: parseInstant(MORNING)!,
    blocks: BLOCKS,
    checksPerBlock: CHECKS_PER_BLOCK,
  };
}

/** Different certificates of one key, and the keys as the peer takes them. */
export function euCertificates(key: 'union' | 'union-pss'): Pick<CertificatesTask, 'certificates' | 'keys'> {
  const certificates = Array.from({ length: DIFFERENT }, (_, at) =>
    euCertificate({
      family: `Weber-${at}`,
      given: 'Lukas',
      birthDate: '1988-02-28',
      sampledAt: '2022-07-31T09:10:00+02:00',
      issuedAt: '2022-07-31T20:00:00+02:00',
      key,
    }),
  );
  const keys = inventedIssuers
    .map(issuerOf)
    .filter(({ format }) => format === 'eu-dcc')
    .flatMap((issuer) => issuer.keys)
    .map(({ kid, publicKey }) => [
      Buffer.from(kid, 'base64url').toString('base64'),
      createPublicKey({ format: 'jwk', key: publicKey }).export({ format: 'der', type: 'spki' }).toString('base64'),
    ]);
  return { certificates, keys: Object.fromEntries(keys) };
}

/** Another name in the payload, which stays well-formed. */
function spoilt(text: string): string {
  const bytes = inflateSync(decodeBase45(text.slice('HC1:'.length))!);
  bytes[bytes.indexOf('Weber')] = 'V'.charCodeAt(0);
  return `HC1:${encodeBase45(deflateSync(bytes))}`;
}

async function measureWith(loop: string, task: CertificatesTask): Promise<CertificatesTimes> {
  const all: CertificatesTimes = { ours: [], peer: [], oursWall: [], peerWall: [] };
  for (let run = 0; run < PROCESSES; run += 1) {
    const child = fork(loop, { execArgv: [] });
    child.send(task);
    const [times] = (await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(([code]) => Promise.reject(new Error(`the loop ended with ${code}`))),
    ])) as [CertificatesTimes];
    for (const name of Object.keys(all) as (keyof CertificatesTimes)[]) all[name].push(...times[name]);
  }
  return all;
}

/** Installed when it is first measured; bundled, because the loader it brings along does not run on Node 20. */
export async function bundledPeer(folder: string): Promise<string> {
  if (!existsSync(join(PEER, 'node_modules'))) {
    await promisify(execFile)('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: PEER });
  }
  const outfile = join(folder, 'peer.cjs');
  await build({
    entryPoints: [join(PEER, 'node_modules/@pathcheck/dcc-sdk/lib/main.js')],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'error',
  });
  return outfile;
}
