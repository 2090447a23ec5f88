/** `draft`: keys, policies and words as the roots shall sign them next. */
import { DAY_MS, formatInstant, type Instant, instantOf } from '../../../core/index.ts';
import type { SigningKey } from '../../../core/share-code/signed-key.ts';
import { publicHalfOf } from '../../signing/key-pair.ts';
import { type OnlineUse, readPrivateKeys } from '../../signing/private-key.ts';
import { arrivesWithItsList, CEREMONY_MS, isStillNeeded, KNOWN_BEFORE_MS, ONLINE_USES } from '../../trust/key-life.ts';
import { type KeysAndPolicies, writeKeysAndPolicies } from '../../trust/keys-and-policies.ts';
import { Mistake } from '../mistake.ts';
import type { KeysMeans } from './means.ts';
import { ableNow, readPublished, standing } from './published.ts';

/** Each key signs for so long after the one before. */
const LIFE_MS = 180 * DAY_MS;

/** `first`: a use without a key that can sign now gets one that does. */
export async function draft(means: KeysMeans, first: boolean): Promise<{ payload: Uint8Array } & KeysAndPolicies> {
  const now = means.clock.now();
  const { item, payload: signed, edition, keys: published } = await readPublished(means);
  const keys = published.filter((key) => isStillNeeded(key, now));
  for (const use of ONLINE_USES) {
    const known = new Set(published.map(({ kid }) => kid));
    for (const key of await keysOfSecret(means, use, published, first, now)) if (!known.has(key.kid)) keys.push(key);
  }
  keys.sort((a, b) => order(a.use) - order(b.use) || a.signsFrom - b.signsFrom || (a.kid < b.kid ? -1 : 1));
  const content = { edition: edition ?? 0, keys, policies: means.policies, words: means.words };
  const same = writeKeysAndPolicies(content);
  if (signed && Buffer.from(signed).equals(same)) return { ...content, payload: same };
  const next = { ...content, edition: (item?.v ?? 0) + 1 };
  return { ...next, payload: writeKeysAndPolicies(next) };
}

const order = (use: SigningKey['use']) => ONLINE_USES.indexOf(use as OnlineUse);

/** Those that wait get their times here; those that have theirs keep them, should what was published be lost. */
async function keysOfSecret(
  means: KeysMeans,
  use: OnlineUse,
  published: readonly SigningKey[],
  first: boolean,
  now: Instant,
): Promise<SigningKey[]> {
  const secret = readPrivateKeys(await means.secrets.read(use));
  const waitsForNobody = (await ableNow(means, published, use)).length === 0;
  if (!first && waitsForNobody && !arrivesWithItsList(use) && secret.some(({ signs }) => !signs))
    throw new Mistake(`No key of ${use} signs now, so there is nothing that a new one waits for: say --first.`);
  const standsIn = first && waitsForNobody;
  const from = wholeSecond(standsIn || arrivesWithItsList(use) ? now : now + CEREMONY_MS + KNOWN_BEFORE_MS);
  // One that stands in goes before those that may sign later; any other comes after them.
  const before = standsIn ? [] : standing(published, use, now).map(({ signsUntil }) => signsUntil);
  const waits = { from, until: wholeSecond(Math.max(from, ...before) + LIFE_MS) };
  return Promise.all(
    secret.map(async ({ kid, algorithm, privateKey, signs = waits }) => ({
      kid,
      use,
      algorithm,
      publicKey: await publicHalfOf(algorithm, privateKey),
      signsFrom: signs.from,
      signsUntil: signs.until,
    })),
  );
}

const wholeSecond = (ms: number) => instantOf(Math.floor(ms / 1000) * 1000);

/** What somebody reads before they sign it. */
export function described({ keys, policies, words }: KeysAndPolicies): string {
  return [
    ...keys.map(
      ({ kid, use, algorithm, signsFrom, signsUntil, revoked }) =>
        `  ${use.padEnd(8)} ${kid}  ${algorithm}  ${formatInstant(signsFrom)} – ${formatInstant(signsUntil)}${revoked ? '  revoked' : ''}`,
    ),
    `  ${policies.length} policies, ${Object.keys(words).length} sentences for staff`,
  ].join('\n');
}
