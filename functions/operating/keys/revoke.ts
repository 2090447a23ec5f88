/** `revoke`: a key that stands no more, by one order; to deny needs no root. */
import type { SigningKey } from '../../../core/share-code/signed-key.ts';
import { type OnlineUse, readPrivateKeys } from '../../signing/private-key.ts';
import { ONLINE_USES } from '../../trust/key-life.ts';
import { Mistake } from '../mistake.ts';
import { inForce } from './in-force.ts';
import type { KeysMeans } from './means.ts';
import { nothingSigns } from './nothing-signs.ts';
import { ableNow, readPublished } from './published.ts';

/** The key stands no more with the next list; a root signs the same with the next publication. One that waits is discarded. */
export async function revokeKey(means: KeysMeans, kid: string): Promise<string> {
  const { keys } = await readPublished(means);
  const use = (keys.find((key) => key.kid === kid)?.use as OnlineUse | undefined) ?? (await useHolding(means, kid));
  if (!use) throw new Mistake(`${kid} is no key of ours; npm run keys -- show lists them.`);
  const fields = await means.secrets.read(use);
  const isWaiting = readPrivateKeys(fields).some((key) => key.kid === kid && !key.signs);
  return isWaiting ? discard(means, use, kid) : revoke(means, keys, use, kid);
}

async function useHolding({ secrets }: KeysMeans, kid: string): Promise<OnlineUse | undefined> {
  for (const use of ONLINE_USES) if (Object.hasOwn(await secrets.read(use), kid)) return use;
  return undefined;
}

/** Nobody publishes a key whose private half is not in the secrets, also where a root has signed its draft. */
async function discard(means: KeysMeans, use: OnlineUse, kid: string): Promise<string> {
  await drop(means, use, kid);
  await means.acts.note('keys', { act: 'key-discarded', what: kid });
  return `${kid} (${use}) is discarded: it has signed nothing, and is published no more. Draw another: npm run keys -- next --use ${use}.`;
}

async function revoke(means: KeysMeans, keys: readonly SigningKey[], use: OnlineUse, kid: string): Promise<string> {
  const left = (await ableNow(means, keys, use)).filter((key) => key.kid !== kid);
  if (use === 'list' && left.length === 0)
    throw new Mistake(
      `${kid} is the only list key that signs: nobody else could say that it is revoked. First npm run keys -- next --use list, and publish.`,
    );
  await means.trustStore.revokeKey(kid);
  await drop(means, use, kid);
  await means.acts.note('keys', { act: 'key-revoked', what: kid });
  const others = keys.filter((key) => key.kid !== kid);
  return [
    `${kid} (${use}) is revoked: nothing that it has signed stands, and it signs no more within ten seconds.`,
    left.length > 0
      ? `${left[0]!.kid} goes on in its place.`
      : `From now on ${nothingSigns(others, use, means.clock.now())}.`,
    await inForce(means),
    'Publish before long, so that a root says the same: npm run keys -- publish.',
  ].join('\n');
}

async function drop({ secrets }: KeysMeans, use: OnlineUse, kid: string): Promise<void> {
  const { [kid]: _gone, ...fields } = await secrets.read(use);
  await secrets.write(use, fields);
}
