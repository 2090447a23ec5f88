/** `show`: every key, what it does now, the list, and what somebody should do. */
import { DAY_MS, formatInstant, type Instant, instantOf } from '../../../core/index.ts';
import type { SigningKey } from '../../../core/share-code/signed-key.ts';
import { whoseTurn } from '../../effects/signer.ts';
import { type OnlineUse, type PrivateKey, readPrivateKeys } from '../../signing/private-key.ts';
import { lastEnd, ONLINE_USES, TOLD_BEFORE_MS } from '../../trust/key-life.ts';
import { writeKeysAndPolicies } from '../../trust/keys-and-policies.ts';
import type { KeysMeans } from './means.ts';
import { nothingSigns } from './nothing-signs.ts';
import { NO_ROOT, type Published, readPublished, standing } from './published.ts';

export async function show(means: KeysMeans): Promise<string> {
  const now = means.clock.now();
  const published = await readPublished(means);
  const { seq, signedAt } = await means.trustStore.readList();
  const lines = [
    seq === undefined ? 'No trust list yet' : `Trust list ${seq}, signed ${formatInstant(instantOf(signedAt!))}`,
    published.item
      ? `Keys and policies published ${formatInstant(instantOf(published.item.publishedAt))}`
      : 'No keys and policies yet: npm run keys -- next, then publish --first',
  ];
  if (means.roots.length === 0) lines.push(`  ${NO_ROOT}`);
  else if (published.item && published.keys.length === 0)
    lines.push('  signed by no root of config/roots.json: publish anew');
  else if (published.item && isChanged(published, means))
    lines.push('  config/policies or config/staff-words.json say otherwise by now: npm run keys -- publish');
  for (const use of ONLINE_USES) {
    const secret = readPrivateKeys(await means.secrets.read(use));
    const ofUse = published.keys.filter((key) => key.use === use);
    const able = secret.filter(({ kid }) => !ofUse.some((key) => key.kid === kid && key.revoked));
    const signing = whoseTurn(able, means.algorithm, now)?.kid;
    lines.push(`${use}:`);
    for (const key of ofUse) lines.push(`  ${key.kid}  ${key.algorithm}  ${doing(key, secret, signing, now)}`);
    for (const { kid, signs } of secret) if (!signs) lines.push(`  ${kid}  drawn, waits to be published`);
    lines.push(...advice(ofUse, use, signing, now).map((text) => `  ! ${text}`));
  }
  return lines.join('\n');
}

function isChanged({ keys, policies = [], words = {} }: Published, now: KeysMeans) {
  const written = (content: Pick<KeysMeans, 'policies' | 'words'>) =>
    Buffer.from(writeKeysAndPolicies({ edition: 0, keys, ...content })).toString();
  return written({ policies, words }) !== written({ policies: now.policies, words: now.words });
}

function doing(key: SigningKey, secret: readonly PrivateKey[], signing: string | undefined, now: Instant): string {
  const until = formatInstant(key.signsUntil);
  if (key.revoked) return 'revoked';
  if (key.signsUntil <= now) return `retired ${until}; what it has signed still stands`;
  if (!secret.some(({ kid }) => kid === key.kid)) return `until ${until}, but its private half is gone`;
  if (key.signsFrom > now) return `known to verifiers, may sign from ${formatInstant(key.signsFrom)} until ${until}`;
  return key.kid === signing ? `signs until ${until}` : `stands by until ${until}`;
}

function advice(keys: readonly SigningKey[], use: OnlineUse, signing: string | undefined, now: Instant): string[] {
  if (signing === undefined) return [nothingSigns(keys, use, now)];
  const end = lastEnd(keys, use, now) ?? now;
  if (end - now < TOLD_BEFORE_MS)
    return [`the last key ends in ${Math.floor((end - now) / DAY_MS)} days: next, then publish`];
  if (standing(keys, use, now).length < 2)
    return ['nothing stands by should it have to be revoked: next, then publish'];
  return [];
}
