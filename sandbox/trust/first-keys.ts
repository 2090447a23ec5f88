/** The first ceremony of a sandbox: keys of every use, published under its invented roots, so that codes can be signed at once. */

import { whoseTurn } from '../../functions/effects/signer.ts';
import { draft } from '../../functions/operating/keys/draft.ts';
import { drawNext } from '../../functions/operating/keys/draw.ts';
import type { KeysMeans } from '../../functions/operating/keys/means.ts';
import { publishSigned } from '../../functions/operating/keys/publish.ts';
import { readyToSign } from '../../functions/signing/key-pair.ts';
import { type OnlineUse, readPrivateKeys } from '../../functions/signing/private-key.ts';
import { signCose } from '../../functions/signing/sign-cose.ts';
import { ONLINE_USES } from '../../functions/trust/key-life.ts';
import { inventedRoots } from './invented-roots.ts';

/** Also when a data folder's keys have ended, or its tables were emptied; what still holds is left as it is. */
export async function holdFirstCeremony(means: KeysMeans): Promise<void> {
  for (const use of ONLINE_USES) {
    if (await signsNow(means, use)) continue;
    await means.secrets.write(use, {});
    await drawNext(means, [use]);
  }
  const { payload } = await draft(means, true);
  const { current } = inventedRoots;
  const sign = await readyToSign(current.algorithm, Buffer.from(current.privateKey, 'base64'));
  const signed = Buffer.from(signCose({ ...current, use: 'root' }, sign, payload)).toString('base64url');
  await publishSigned(means, signed, true);
}

async function signsNow({ secrets, algorithm, clock }: KeysMeans, use: OnlineUse): Promise<boolean> {
  return whoseTurn(readPrivateKeys(await secrets.read(use)), algorithm, clock.now()) !== undefined;
}
