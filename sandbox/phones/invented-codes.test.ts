/** The sandbox's own keys, list and roots: a code signed there is admitted by core with what the gateway serves. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { decodeBase45, encodeBase45 } from '../../core/certificate/base45.ts';
import { HOUR_MS, type Instant, instantOf, type JurisdictionCode, MINUTE_MS } from '../../core/index.ts';
import { PREFIX, readTrustList, type TrustMeans, trustedTime, verifyShowing } from '../../core/share-code/index.ts';
import type { SigningAlgorithm } from '../../core/share-code/signed-key.ts';
import { loadSm2, verifySignature } from '../../functions/signing/verify-signature.ts';
import { type Sandbox, startSandbox } from '../sandbox.ts';
import { inventedRoots } from '../trust/invented-roots.ts';
import { inventCode } from './invented-codes.ts';

const sandboxes: Sandbox[] = [];
beforeAll(async () => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  await loadSm2();
});
afterAll(async () => {
  for (const sandbox of sandboxes) await sandbox.stop();
});
async function sandboxWith(issuerAlgorithm: SigningAlgorithm): Promise<Sandbox> {
  const sandbox = await startSandbox({ people: [], issuerAlgorithm });
  sandboxes.push(sandbox);
  return sandbox;
}

const means: TrustMeans = { sha256: (bytes) => createHash('sha256').update(bytes).digest(), verify: verifySignature };
const roots = Object.values(inventedRoots).map(({ kid, publicKey, algorithm }) => ({
  kid,
  use: 'root' as const,
  algorithm,
  publicKey: Uint8Array.from(Buffer.from(publicKey, 'base64url')),
  signsFrom: instantOf(0),
  signsUntil: instantOf(Number.MAX_SAFE_INTEGER),
}));

/** What a phone says of a text, with the list that the gateway serves now. */
async function judgeOf(sandbox: Sandbox): Promise<(text: string, now?: Instant) => string> {
  const published = await (await fetch(`${sandbox.gatewayOrigin}/trust-list`)).json();
  const trust = readTrustList(published, roots, undefined, means);
  if (trust.kind === 'refused') throw new Error(trust.reason);
  const venue = { jurisdiction: '330100' as JurisdictionCode, scene: 'public-places' as const };
  return (text, now = sandbox.clock.now()) => {
    const verdict = verifyShowing(text, venue, trust.list, trustedTime(undefined, now), means);
    return 'reason' in verdict ? `${verdict.kind} ${verdict.reason}` : verdict.kind;
  };
}

it('is admitted when it is shown now, and is what it is made to be otherwise', async () => {
  const sandbox = await sandboxWith('Ed25519');
  const judge = await judgeOf(sandbox);
  const now = sandbox.clock.now();
  const code = await inventCode(sandbox);
  expect(judge(code.shownAt(now))).toBe('admit');
  expect(judge(code.shownAt(instantOf(now - MINUTE_MS)))).toBe('ask-online not-live');
  for (const forgery of code.forgeriesAt(now)) expect(judge(forgery)).toBe('refuse forged');
  const tomorrow = instantOf(now + 25 * HOUR_MS);
  expect(judge(code.shownAt(tomorrow), tomorrow)).toBe('refuse expired');
  const old = { sampleCollectedAt: instantOf(now - 200 * HOUR_MS), reportIssuedAt: instantOf(now - 190 * HOUR_MS) };
  const tooOld = await inventCode(sandbox, { results: [old] });
  expect(judge(tooOld.shownAt(now))).toBe('refuse no-result-in-window');
  const printed = await inventCode(sandbox, { deviceKey: undefined });
  expect(judge(printed.onPaper())).toBe('admit');
});

it('signed with SM2 is admitted too, and with no byte of it changed', async () => {
  const sandbox = await sandboxWith('SM2');
  const judge = await judgeOf(sandbox);
  const now = sandbox.clock.now();
  const printed = (await inventCode(sandbox, { deviceKey: undefined })).onPaper();
  for (const text of [(await inventCode(sandbox)).shownAt(now), printed]) {
    expect(judge(text, now)).toBe('admit');
    const bytes = decodeBase45(text.slice(PREFIX.length))!;
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Uint8Array.from(bytes);
      changed[at]! ^= 1 << (at % 8);
      expect(judge(PREFIX + encodeBase45(changed), now), `byte ${at}`).not.toBe('admit');
    }
  }
});
