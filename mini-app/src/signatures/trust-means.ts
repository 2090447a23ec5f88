/** TrustMeans of a phone: what core needs to judge trust lists and codes. */
import type { VerifySignature } from '../../../core/share-code/signed-key.ts';
import type { TrustMeans } from '../../../core/share-code/trust-list.ts';
import { loadEd25519 } from './load-ed25519.ts';
import { loadSm2 } from './load-sm2.ts';
import { sha256 } from './sha256.ts';
import type { VerifySm2 } from './sm2.ts';

const nobody: VerifySm2 = () => false;

/** `sm2`: its library is loaded too; without it no SM2 signature is good. `mentionsSm2` says whether a list asks for it. */
export async function trustMeans(sm2: boolean): Promise<TrustMeans> {
  const [ed25519, verifySm2] = await Promise.all([loadEd25519(), sm2 ? loadSm2() : nobody]);
  const verify: VerifySignature = (algorithm, publicKey, message, signature) =>
    algorithm === 'Ed25519' ? ed25519.verify(publicKey, message, signature) : verifySm2(publicKey, message, signature);
  return { sha256, verify };
}
