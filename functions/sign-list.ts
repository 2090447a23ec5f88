/**
 * Signs the trust list's hourly half and publishes both: which keys and policies are in force, what was revoked, and when
 * this was said. Run every minute; it signs when an hour is over, when a root has signed new keys and policies, and when an
 * operator wants it. The key that it signs with can deny and never admit.
 */
import { encodeBase64Url } from '../core/certificate/base64url.ts';
import { DAY_MS, formatInstant, HOUR_MS, type Instant } from '../core/index.ts';
import { writeRevocations } from '../core/share-code/revocations.ts';
import { type PublishedTrustList, readTrustList, type TrustList } from '../core/share-code/trust-list.ts';
import { awsWorld } from './effects/aws-world.ts';
import { createTrustEffects, type TrustEffects } from './effects/for-trust.ts';
import type { TrustListItem } from './effects/items.ts';
import { rootKeysOf } from './effects/root-keys.ts';
import { TRUST_MEANS, trustMeansFor } from './effects/trust.ts';
import { lastEnd, ONLINE_USES, TOLD_BEFORE_MS } from './trust/key-life.ts';

/** More make every phone fetch more than 300 KB, and are more than people lose or have taken from them. */
const MANY_REVOKED = 100_000;

/** What came of it; `waits`: no root has signed anything yet. */
export interface Signed {
  outcome: 'signed' | 'fresh' | 'waits' | 'refused' | 'overtaken';
  seq?: number;
}

export async function handle(effects: TrustEffects): Promise<Signed> {
  const { trustStore, log, world } = effects;
  // Before anything is read: what is wanted while we sign is wanted again.
  const now = world.clock.now();
  const [inForce, newest] = await Promise.all([trustStore.readList(), trustStore.readKeys()]);
  if (!newest) {
    log('trust-list-waits');
    return { outcome: 'waits' };
  }
  if (!isDue(inForce, newest.signed, now)) {
    await publish(effects, inForce as PublishedTrustList);
    return { outcome: 'fresh', seq: inForce.seq };
  }
  const seq = (inForce.seq ?? 0) + 1;
  const next = await signed(effects, newest.signed, { seq, signedAt: now, revokedKeys: inForce.revokedKeys });
  // What a phone would refuse is not published: the last good list stands for two days, and somebody is told.
  const roots = rootKeysOf(effects.directory.configuration.roots);
  const read = readTrustList(next, roots, inForce as TrustList, await trustMeansFor(next, roots));
  if (read.kind === 'refused') {
    log('trust-list-refused', { reason: read.reason });
    return { outcome: 'refused' };
  }
  if (!(await trustStore.writeList(inForce, { ...next, seq, signedAt: now }))) return { outcome: 'overtaken' };
  await publish(effects, next);
  log('trust-list-signed', { seq, revoked: read.list.revoked.size });
  if (read.list.revoked.size > MANY_REVOKED) log('revocations-many', { count: read.list.revoked.size });
  tellOfEndingKeys(effects, read.list, now);
  return { outcome: 'signed', seq };
}

export async function handler(): Promise<Signed> {
  return handle(await createTrustEffects(awsWorld()));
}

function isDue(
  { seq, signedAt = 0, wanted = 0, met = 0, keysAndPolicies }: TrustListItem,
  newest: string,
  now: Instant,
) {
  return seq === undefined || keysAndPolicies !== newest || wanted > met || now - signedAt >= HOUR_MS;
}

async function signed(
  { revocations, signer }: TrustEffects,
  keysAndPolicies: string,
  { seq, signedAt, revokedKeys = new Set() }: { seq: number; signedAt: Instant; revokedKeys?: Set<string> },
): Promise<PublishedTrustList> {
  const payload = JSON.stringify({
    seq,
    signedAt: formatInstant(signedAt),
    keysAndPolicies: encodeBase64Url(TRUST_MEANS.sha256(Buffer.from(keysAndPolicies, 'base64url'))),
    revoked: encodeBase64Url(writeRevocations(await revocations.list())),
    ...(revokedKeys.size > 0 && { revokedKeys: [...revokedKeys].sort() }),
  });
  return { keysAndPolicies, list: encodeBase64Url(await signer.sign('list', Buffer.from(payload))) };
}

/** Also when nothing is due: an older list that overtook on its way into the bucket, or one that never got there, is mended. */
async function publish({ documents }: TrustEffects, { keysAndPolicies, list }: PublishedTrustList): Promise<void> {
  await documents.publish('trust-list', { keysAndPolicies, list });
  await documents.publish('keys-and-policies', { keysAndPolicies });
}

function tellOfEndingKeys({ log }: TrustEffects, { keys }: TrustList, now: Instant): void {
  for (const use of ONLINE_USES) {
    const end = lastEnd(keys, use, now) ?? now;
    if (end - now < TOLD_BEFORE_MS) log('keys-ending', { use, days: Math.floor((end - now) / DAY_MS) });
  }
}
