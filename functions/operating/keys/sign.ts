/** `sign`: what a root signs, from two shares, on a machine that needs no network. */
import { readKeysAndPolicies } from '../../../core/share-code/trust-list.ts';
import { readyToSign } from '../../signing/key-pair.ts';
import { signCose } from '../../signing/sign-cose.ts';
import { Mistake } from '../mistake.ts';
import { described } from './draft.ts';
import { joinShares, type RootShare } from './shares.ts';

/** `signed`: COSE_Sign1 as Base64url. Refuses what no phone could read. */
export async function signDraft(
  payload: Uint8Array,
  shares: readonly RootShare[],
): Promise<{ signed: string; text: string }> {
  const content = readKeysAndPolicies(payload);
  if (!content) throw new Mistake('This is no draft that a phone could read; make it anew with npm run keys -- draft.');
  const { root, privateKey } = await joinShares(shares);
  const sign = await readyToSign(root.algorithm, privateKey);
  const signed = Buffer.from(signCose({ ...root, use: 'root' }, sign, payload)).toString('base64url');
  privateKey.fill(0);
  return { signed, text: `Signed by root ${root.kid}:\n${described(content)}` };
}
