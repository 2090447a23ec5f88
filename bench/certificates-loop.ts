/** Certificates loop: checks the same certificates with ours and with the peer, block by block in turns, in a process of its own. */
import { createRequire } from 'node:module';
import { type CertificateMeans, type Issuer, readCertificate } from '../core/certificate/index.ts';
import type { Instant } from '../core/index.ts';
import { certificateMeans } from '../functions/paper/certificate-means.ts';

export interface CertificatesTask {
  /** The peer's bundle. */
  peer: string;
  certificates: string[];
  /** One byte of its payload changed. */
  spoilt: string;
  issuers: Issuer[];
  /** Key id in Base64 → SubjectPublicKeyInfo in Base64, as the peer takes keys. */
  keys: Record<string, string>;
  now: Instant;
  blocks: number;
  checksPerBlock: number;
}

/** Microseconds of CPU and of the wall a check, a block each. */
export interface CertificatesTimes {
  ours: number[];
  peer: number[];
  oursWall: number[];
  peerWall: number[];
}

interface Peer {
  addCachedKeys(keys: Record<string, string>): void;
  unpackAndVerify(text: string): Promise<{ status: string }>;
}

process.once('message', async (task: CertificatesTask) => {
  const { certificates, spoilt, blocks, checksPerBlock, now } = task;
  // It tells the console what it thinks of each certificate that it does not take.
  Object.assign(console, { log() {}, warn() {} });
  const peer = createRequire(import.meta.url)(task.peer) as Peer;
  peer.addCachedKeys(task.keys);
  const means: CertificateMeans = certificateMeans({
    issuers: task.issuers,
    papers: {
      number: { confirmed: { recognised: true }, unconfirmed: { recognised: false } },
      'eu-dcc': { recognised: true, holder: ['matches'], tests: ['LP6464-4'] },
      'smart-health-card': { recognised: true, holder: ['matches'], tests: ['94500-6'] },
      photo: { recognised: false },
    },
  });
  const oursSays = (text: string) => readCertificate(text, means, now).kind === 'holds';
  const peerSays = async (text: string) => (await peer.unpackAndVerify(text)).status === 'verified';
  for (const [text, good] of [...certificates.map((each) => [each, true] as const), [spoilt, false] as const]) {
    if (oursSays(text) !== good || (await peerSays(text)) !== good) throw new Error('one of the two says otherwise');
  }

  const times: CertificatesTimes = { ours: [], peer: [], oursWall: [], peerWall: [] };
  const measure = async (cpu: number[], wall: number[], check: (text: string) => unknown) => {
    const [usedBefore, startedAt] = [process.cpuUsage(), performance.now()];
    for (let at = 0; at < checksPerBlock; at += 1) await check(certificates[at % certificates.length]!);
    const used = process.cpuUsage(usedBefore);
    cpu.push((used.user + used.system) / checksPerBlock);
    wall.push(((performance.now() - startedAt) * 1000) / checksPerBlock);
  };
  for (let block = 0; block < blocks + 1; block += 1) {
    await measure(times.ours, times.oursWall, oursSays);
    await measure(times.peer, times.peerWall, peerSays);
  }
  // The first block of each warms up.
  process.send!(Object.fromEntries(Object.entries(times).map(([name, values]) => [name, values.slice(1)])));
  process.disconnect();
});
