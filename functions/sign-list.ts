/**
 * Signs the trust list's hourly half and publishes both: which keys and policies are in force, what was revoked, and when
 * this was said. Run every minute; it signs when an hour is over, when a root has signed new keys and policies, and when an
 * operator wants it. First the list lies in the bucket under its digest, then the item names it, then it is what phones fetch:
 * whoever is interrupted in between, or comes second, has changed nothing that the next run does not put right.
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
import { listNamed } from './effects/trust-store.ts';
import { lastEnd, ONLINE_USES, TOLD_BEFORE_MS } from './trust/key-life.ts';

/**
 * Three quarters of what the tightest phone keeps: with 26 000 a list has the 180 KB that we store under one name in Alipay
 * (WeChat's 1 MB are reached at 180 000). No list is read by anybody that has more than a million.
 */
export const MANY_REVOKED = 20_000;

/** What came of it; `waits`: no root has signed anything yet. */
export interface Signed {
  outcome: 'signed' | 'fresh' | 'waits' | 'refused' | 'overtaken';
  seq?: number;
}

export async function handle(effects: TrustEffects): Promise<Signed> {
  const { trustStore, documents, log, world } = effects;
  const now = world.clock.now();
  // First of all: what is wanted, revoked or published while we read the rest is wanted again.
  const inForce = await trustStore.readList();
  const newest = await trustStore.readKeys();
  if (!newest) {
    log('trust-list-waits');
    return { outcome: 'waits' };
  }
  const keysAndPolicies = digestOf(newest.signed);
  const standing = isDue(inForce, keysAndPolicies, now) ? undefined : await documents.read(listNamed(inForce.digest!));
  if (standing) {
    await publish(effects, standing as PublishedTrustList);
    return { outcome: 'fresh', seq: inForce.seq };
  }
  const seq = (inForce.seq ?? 0) + 1;
  const list = await signed(effects, { seq, signedAt: now, keysAndPolicies, revokedKeys: inForce.revokedKeys });
  const next = { keysAndPolicies: newest.signed, list };
  // What a phone would refuse is not published: the last good list stands for two days, and somebody is told.
  const roots = rootKeysOf(effects.directory.configuration.roots);
  const known = inForce.seq === undefined ? undefined : { seq: inForce.seq, edition: inForce.edition ?? 0, keys: [] };
  const read = readTrustList(next, roots, known, await trustMeansFor(next, roots));
  if (read.kind === 'refused') {
    log('trust-list-refused', { reason: read.reason });
    return { outcome: 'refused' };
  }
  const digest = digestOf(list);
  await documents.publish(listNamed(digest), next);
  const { edition, signedAt, revoked } = read.list;
  if (!(await trustStore.writeList(inForce, { seq, signedAt, edition, keysAndPolicies, digest })))
    return { outcome: 'overtaken' };
  await publish(effects, next);
  log('trust-list-signed', { seq, revoked: revoked.size });
  if (revoked.size > MANY_REVOKED) log('revocations-many', { count: revoked.size });
  tellOfEndingKeys(effects, read.list, now);
  return { outcome: 'signed', seq };
}

export async function handler(): Promise<Signed> {
  return handle(await createTrustEffects(awsWorld()));
}

function isDue(inForce: TrustListItem, newest: string, now: Instant) {
  const { digest, signedAt = 0, wanted = 0, met = 0, keysAndPolicies } = inForce;
  return digest === undefined || keysAndPolicies !== newest || wanted > met || now - signedAt >= HOUR_MS;
}

const digestOf = (base64Url: string) => encodeBase64Url(TRUST_MEANS.sha256(Buffer.from(base64Url, 'base64url')));

interface ToSign extends Pick<TrustListItem, 'revokedKeys'> {
  seq: number;
  signedAt: Instant;
  keysAndPolicies: string;
}

async function signed(
  { revocations, signer }: TrustEffects,
  { seq, signedAt, keysAndPolicies, revokedKeys = new Set() }: ToSign,
): Promise<string> {
  const payload = JSON.stringify({
    seq,
    signedAt: formatInstant(signedAt),
    keysAndPolicies,
    revoked: encodeBase64Url(writeRevocations(await revocations.list())),
    ...(revokedKeys.size > 0 && { revokedKeys: [...revokedKeys].sort() }),
  });
  return encodeBase64Url(await signer.sign('list', Buffer.from(payload), signedAt));
}

/** What phones fetch. Also when nothing is due: an older list that overtook on its way into the bucket, or one that never got there, is mended. */
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
