/** `next`: draws keys. Their private halves go straight into the secrets, where they wait, unused, until they are published. */
import { drawKeyPair, keyIdOf } from '../../signing/key-pair.ts';
import { type OnlineUse, type PrivateKeyField, readPrivateKeys } from '../../signing/private-key.ts';
import type { KeysMeans } from './means.ts';

/** One line for each use; a key that waits already is not drawn a second time. */
export async function drawNext({ acts, secrets, algorithm }: KeysMeans, uses: readonly OnlineUse[]): Promise<string> {
  const lines: string[] = [];
  for (const use of uses) {
    const fields = await secrets.read(use);
    const waiting = readPrivateKeys(fields).find(({ signs }) => !signs);
    if (waiting) {
      lines.push(`${use}: ${waiting.kid} waits already; npm run keys -- revoke ${waiting.kid} discards it`);
      continue;
    }
    const { publicKey, privateKey } = await drawKeyPair(algorithm);
    const kid = keyIdOf(publicKey);
    const field: PrivateKeyField = { use, algorithm, privateKey: Buffer.from(privateKey).toString('base64') };
    await secrets.write(use, { ...fields, [kid]: JSON.stringify(field) });
    privateKey.fill(0);
    await acts.note('keys', { act: 'key-drawn', what: kid });
    lines.push(`${use}: ${kid} drawn (${algorithm})`);
  }
  return [
    ...lines,
    'They sign nothing until they are published: npm run keys -- publish, or draft, sign and publish.',
  ].join('\n');
}
