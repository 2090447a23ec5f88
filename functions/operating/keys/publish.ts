/** `publish`: puts what a root has signed in force, and gives new keys their times; refuses what would leave somebody out. */
import { formatInstant, type Instant } from '../../../core/index.ts';
import type { SigningKey } from '../../../core/share-code/signed-key.ts';
import { trustMeansFor } from '../../effects/trust.ts';
import type { OnlineUse, PrivateKeyField } from '../../signing/private-key.ts';
import { arrivesWithItsList, isStillNeeded, KNOWN_BEFORE_MS, ONLINE_USES } from '../../trust/key-life.ts';
import { readSignedKeys } from '../../trust/keys-and-policies.ts';
import { Mistake } from '../mistake.ts';
import { inForce } from './in-force.ts';
import type { KeysMeans } from './means.ts';
import { ableNow, NO_ROOT, readPublished } from './published.ts';

export async function publishSigned(means: KeysMeans, signed: string, first: boolean): Promise<string> {
  const { acts, trustStore, roots, clock } = means;
  if (roots.length === 0) throw new Mistake(`${NO_ROOT}.`);
  const next = readSignedKeys(signed, roots, await trustMeansFor({ keysAndPolicies: signed }, roots));
  if (!next)
    throw new Mistake(
      'No root of config/roots.json has signed this, or it is no draft; sign the draft with shares of one.',
    );
  const now = clock.now();
  const { item, keys: before } = await readPublished(means);
  refuseForgotten(before, next.keys, now);
  const added = next.keys.filter(({ kid }) => !before.some((key) => key.kid === kid));
  for (const key of added) await refuseUnknown(means, key, { before, first, now });
  if (item?.signed !== signed) {
    if (next.edition !== (item?.v ?? 0) + 1)
      throw new Mistake(
        'Something has been published since this was drafted; phones would refuse it. Make a new draft.',
      );
    if (!(await trustStore.writeKeys(item, { signed, publishedAt: now })))
      throw new Mistake('Somebody else has published meanwhile. Look at npm run keys -- show, and make a new draft.');
    await acts.note('keys', { act: 'keys-published', what: `edition ${next.edition}` });
  }
  for (const use of ONLINE_USES) await giveTimes(means, use, next.keys, now);
  const lines = added.map(({ use, kid, signsFrom }) => `${use}: ${kid} may sign from ${formatInstant(signsFrom)}`);
  return [...lines, await inForce(means)].join('\n');
}

/** A key that is left out while something it has signed stands would make forgeries of honest codes. */
function refuseForgotten(before: readonly SigningKey[], next: readonly SigningKey[], now: Instant): void {
  for (const key of before) {
    const kept = next.find(({ kid }) => kid === key.kid);
    if (!kept && isStillNeeded(key, now) && !key.revoked)
      throw new Mistake(`${key.kid} (${key.use}) is missing, and what it has signed still stands; make a new draft.`);
    if (kept && key.revoked && !kept.revoked)
      throw new Mistake(`${key.kid} (${key.use}) was revoked since this was drafted; make a new draft.`);
  }
}

async function refuseUnknown(
  means: KeysMeans,
  { kid, use, signsFrom }: SigningKey,
  { before, first, now }: { before: readonly SigningKey[]; first: boolean; now: Instant },
): Promise<void> {
  if (!Object.hasOwn(await means.secrets.read(use as OnlineUse), kid))
    throw new Mistake(
      `Nobody of ours has drawn ${kid} (${use}): its private half is not in the secrets. Do not publish this.`,
    );
  if (arrivesWithItsList(use) || signsFrom - now >= KNOWN_BEFORE_MS) return;
  const others = (await ableNow(means, before, use as OnlineUse)).length;
  if (others > 0)
    throw new Mistake(
      `${kid} (${use}) would sign from ${formatInstant(signsFrom)}: phones whose list is older would call its codes forged. Draft it anew; a key is published 48 hours before it signs.`,
    );
  if (!first)
    throw new Mistake(
      `${kid} (${use}) would sign at once. Where no key of this use does there is nothing to wait for: say --first.`,
    );
}

/** The signer takes a private half from then on; those whose time is over, or that are revoked, leave the secret. */
async function giveTimes(
  { secrets }: KeysMeans,
  use: OnlineUse,
  keys: readonly SigningKey[],
  now: Instant,
): Promise<void> {
  const fields = await secrets.read(use);
  const next: Record<string, string> = {};
  for (const [kid, json] of Object.entries(fields)) {
    const key = keys.find((each) => each.kid === kid && each.use === use);
    const field = JSON.parse(json) as PrivateKeyField;
    const isOver = key ? key.revoked || key.signsUntil <= now : field.signsFrom !== undefined;
    if (isOver) continue;
    const times = key && { signsFrom: formatInstant(key.signsFrom), signsUntil: formatInstant(key.signsUntil) };
    next[kid] = JSON.stringify({ ...field, ...times });
  }
  if (JSON.stringify(next) !== JSON.stringify(fields)) await secrets.write(use, next);
}
