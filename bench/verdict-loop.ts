/** Verdict loop of a server: judges codes on Node's own crypto, beside bare signature checks and the peer's EU certificate, in turns. */
import { createPublicKey, verify } from 'node:crypto';
import { createRequire } from 'node:module';
import { instantOf } from '../core/index.ts';
import { readTrustList } from '../core/share-code/trust-list.ts';
import { trustedTime } from '../core/share-code/trusted-time.ts';
import { verifyShowing } from '../core/share-code/verify.ts';
import { TRUST_MEANS } from '../functions/effects/trust.ts';
import type { VerdictTask } from './verdict-task.ts';

export interface ServerTask extends VerdictTask {
  /** The peer's bundle, its certificates and keys. */
  peer: string;
  certificates: string[];
  keys: Record<string, string>;
  blocks: number;
  verdictsPerBlock: number;
}

/** Microseconds of the wall each, one number a block. */
export interface ServerTimes {
  verdict: number[];
  bare: number[];
  peer: number[];
}

interface Peer {
  addCachedKeys(keys: Record<string, string>): void;
  unpackAndVerify(text: string): Promise<{ status: string }>;
}

/** As often as a compiler wants to see each; a server that is asked about codes has done so within minutes. */
const WARMING_UP = 4_000;

process.once('message', async (task: ServerTask) => {
  Object.assign(console, { log() {}, warn() {} });
  const peer = createRequire(import.meta.url)(task.peer) as Peer;
  peer.addCachedKeys(task.keys);
  const publicKey = Uint8Array.from(task.root.publicKey);
  const root = { ...task.root, use: 'root' as const, publicKey, signsFrom: instantOf(0), signsUntil: instantOf(1e13) };
  const read = readTrustList(task.published, [root], undefined, TRUST_MEANS);
  if (read.kind === 'refused') throw new Error(`the list is ${read.reason}`);
  const time = trustedTime(undefined, task.now);
  const venue = { jurisdiction: task.jurisdiction, scene: 'public-places' as const };
  const judge = (text: string) => verifyShowing(text, venue, read.list, time, TRUST_MEANS).kind;
  if (judge(task.spoilt) !== 'refuse') throw new Error('the spoilt code is not refused');

  const checks = task.bare.map((each) =>
    each.map((check) => ({
      publicKey: Buffer.from(check.publicKey),
      message: Buffer.from(check.message),
      signature: Buffer.from(check.signature),
    })),
  );
  const times: ServerTimes = { verdict: [], bare: [], peer: [] };
  const block = async (
    into: number[],
    one: (at: number) => boolean | Promise<boolean>,
    many = task.verdictsPerBlock,
  ) => {
    const startedAt = performance.now();
    for (let at = 0; at < many; at += 1) {
      if (!(await one(at % task.showings.length))) throw new Error('a sound one was refused');
    }
    into.push(((performance.now() - startedAt) * 1000) / many);
  };
  const turns: [number[], (at: number) => boolean | Promise<boolean>][] = [
    [times.verdict, (at) => judge(task.showings[at]!) === 'admit'],
    [
      times.bare,
      (at) =>
        checks[at]!.every((check) => {
          // The way Node imports such a key fastest, as ours does; through SubjectPublicKeyInfo it takes as long again as the check.
          const x = check.publicKey.toString('base64url');
          const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
          return verify(null, check.message, key, check.signature);
        }),
    ],
    [times.peer, async (at) => (await peer.unpackAndVerify(task.certificates[at]!)).status === 'verified'],
  ];
  for (const [, one] of turns) await block([], one, WARMING_UP);
  for (let at = 0; at < task.blocks; at += 1) {
    for (const [into, one] of at % 2 ? [...turns].reverse() : turns) await block(into, one);
  }
  process.send!(times);
  process.disconnect();
});
