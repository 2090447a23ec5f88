/** What is published now, as a root has signed it. */
import type { SigningKey } from '../../../core/share-code/signed-key.ts';
import type { KeysAndPoliciesItem } from '../../effects/items.ts';
import { trustMeansFor } from '../../effects/trust.ts';
import type { OnlineUse } from '../../signing/private-key.ts';
import { type KeysAndPolicies, readSignedKeys } from '../../trust/keys-and-policies.ts';
import type { KeysMeans } from './means.ts';

export const NO_ROOT = 'config/roots.json names no root yet: npm run keys -- init-roots, then docs/operate.md';

export interface Published extends Partial<KeysAndPolicies> {
  item?: KeysAndPoliciesItem;
  /** As it was signed. */
  payload?: Uint8Array;
  /** With what has been revoked since a root signed. Empty: nothing yet, or signed by a root that config/ no longer names. */
  keys: SigningKey[];
}

export async function readPublished({
  trustStore,
  roots,
}: Pick<KeysMeans, 'trustStore' | 'roots'>): Promise<Published> {
  const item = await trustStore.readKeys();
  const { revokedKeys = new Set<string>() } = await trustStore.readList();
  const means = await trustMeansFor({ keysAndPolicies: item?.signed }, roots);
  const read = item && readSignedKeys(item.signed, roots, means);
  if (!read) return { item, keys: [] };
  const keys = read.keys.map((key): SigningKey => (revokedKeys.has(key.kid) ? { ...key, revoked: true } : key));
  return { ...read, item, keys };
}

/** Those of a use that stand and have not ended; they may sign later, and their private halves may be gone. */
export function standing(keys: readonly SigningKey[], use: SigningKey['use'], now: number): SigningKey[] {
  return keys.filter((key) => key.use === use && !key.revoked && key.signsUntil > now);
}

/** Those that can sign now. Without any of them nobody gets what they sign, and a new one waits for nothing. */
export async function ableNow(
  { secrets, clock }: Pick<KeysMeans, 'secrets' | 'clock'>,
  keys: readonly SigningKey[],
  use: OnlineUse,
): Promise<SigningKey[]> {
  const fields = await secrets.read(use);
  const now = clock.now();
  return standing(keys, use, now).filter(({ kid, signsFrom }) => signsFrom <= now && Object.hasOwn(fields, kid));
}
