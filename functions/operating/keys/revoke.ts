/** `revoke` and `revoke-code`: what stands no more, by one order; to deny needs no root. */
import { DAY_MS, instantOf } from '../../../core/index.ts';
import type { OnlineUse } from '../../signing/private-key.ts';
import { Mistake } from '../mistake.ts';
import { inForce } from './in-force.ts';
import type { KeysMeans } from './means.ts';
import { readPublished, standing } from './published.ts';

/** No code lives longer. */
const LONGEST_CODE_MS = 7 * DAY_MS;

/** The key stands no more with the next list; a root signs the same with the next publication. */
export async function revokeKey(means: KeysMeans, kid: string): Promise<string> {
  const { trustStore, secrets, clock } = means;
  const { keys } = await readPublished(means);
  const key = keys.find((each) => each.kid === kid);
  if (!key) throw new Mistake(`${kid} is no published key; npm run keys -- show lists them.`);
  const use = key.use as OnlineUse;
  const left = standing(keys, use, clock.now()).filter((each) => each.kid !== kid && each.signsFrom <= clock.now());
  if (use === 'list' && left.length === 0)
    throw new Mistake(
      `${kid} is the only list key that signs: nobody else could say that it is revoked. First npm run keys -- next --use list, and publish.`,
    );
  await trustStore.revokeKey(kid);
  const { [kid]: _gone, ...fields } = await secrets.read(use);
  await secrets.write(use, fields);
  return [
    `${kid} (${use}) is revoked: nothing that it has signed stands, and it signs no more within 20 minutes.`,
    left.length > 0
      ? `${left[0]!.kid} goes on in its place.`
      : `No key of this use is left that verifiers know: npm run keys -- next --use ${use}, then publish --first.`,
    await inForce(means),
    'Publish before long, so that a root says the same: npm run keys -- publish.',
  ].join('\n');
}

/** `number`: as a printed code shows it, in groups of four. */
export async function revokeCode(means: KeysMeans, number: string): Promise<string> {
  const id = number.replace(/[\s-]/g, '').toLowerCase();
  if (!/^[0-9a-f]{16}$/.test(id))
    throw new Mistake('A code has sixteen digits 0-9 and a-f, printed in groups of four: 0011-2233-4455-6677.');
  await means.revocations.add(id, instantOf(means.clock.now() + LONGEST_CODE_MS));
  return `The code is revoked.\n${await inForce(means)}`;
}
