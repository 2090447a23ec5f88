/** The sandbox's own keys, list and roots: a code signed there is admitted by core with what the gateway serves. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { HOUR_MS, instantOf, type JurisdictionCode, MINUTE_MS } from '../../core/index.ts';
import { readTrustList, type TrustMeans, trustedTime, verifyShowing } from '../../core/share-code/index.ts';
import { verifySignature } from '../../functions/signing/verify-signature.ts';
import { type Sandbox, startSandbox } from '../sandbox.ts';
import { inventedRoots } from '../trust/invented-roots.ts';
import { inventCode } from './invented-codes.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  sandbox = await startSandbox({ people: [] });
});
afterAll(() => sandbox?.stop());

const means: TrustMeans = { sha256: (bytes) => createHash('sha256').update(bytes).digest(), verify: verifySignature };
const roots = Object.values(inventedRoots).map(({ kid, publicKey, algorithm }) => ({
  kid,
  use: 'root' as const,
  algorithm,
  publicKey: Uint8Array.from(Buffer.from(publicKey, 'base64url')),
  signsFrom: instantOf(0),
  signsUntil: instantOf(Number.MAX_SAFE_INTEGER),
}));

async function judge(text: string, now = sandbox.clock.now()): Promise<string> {
  const published = await (await fetch(`${sandbox.gatewayOrigin}/trust-list`)).json();
  const trust = readTrustList(published, roots, undefined, means);
  if (trust.kind === 'refused') throw new Error(trust.reason);
  const venue = { jurisdiction: '330100' as JurisdictionCode, scene: 'public-places' as const };
  const verdict = verifyShowing(text, venue, trust.list, trustedTime(undefined, now), means);
  return 'reason' in verdict ? `${verdict.kind} ${verdict.reason}` : verdict.kind;
}

it('is admitted when it is shown now, and is what it is made to be otherwise', async () => {
  const now = sandbox.clock.now();
  const code = await inventCode(sandbox);
  expect(await judge(code.shownAt(now))).toBe('admit');
  expect(await judge(code.shownAt(instantOf(now - MINUTE_MS)))).toBe('ask-online not-live');
  for (const forgery of code.forgeriesAt(now)) expect(await judge(forgery)).toBe('refuse forged');
  const tomorrow = instantOf(now + 25 * HOUR_MS);
  expect(await judge(code.shownAt(tomorrow), tomorrow)).toBe('refuse expired');
  const old = { sampleCollectedAt: instantOf(now - 200 * HOUR_MS), reportIssuedAt: instantOf(now - 190 * HOUR_MS) };
  const tooOld = await inventCode(sandbox, { results: [old] });
  expect(await judge(tooOld.shownAt(now))).toBe('refuse no-result-in-window');
  const printed = await inventCode(sandbox, { deviceKey: undefined });
  expect(await judge(printed.onPaper())).toBe('admit');
});
