/** Finish: a check has said yes; the document becomes the citizen's. Each step may be run again after a crash. */
import type { BindingEffects } from '../effects/for-binding.ts';
import type { AccountKey, ClaimItem } from '../effects/items.ts';
import { mergeCitizens } from './merge.ts';
import { documentKeyOf } from './most-documents.ts';
import { changeProfile } from './profile.ts';
import { stillProves, takeDocument } from './take-document.ts';
import { withDocument } from './with-document.ts';

/** Whether the account now leads to the document's citizen: not when a stronger proof stands, or one person cannot have both. */
export async function finishBinding(effects: BindingEffects, account: AccountKey, claim: ClaimItem): Promise<boolean> {
  const question = await effects.people.openClaim(account, claim);
  if (!question) return false;
  const before = (await effects.ledger.readAccount(account))?.citizen;
  const { strength } = claim;
  const proven = { type: question.document.type, key: await documentKeyOf(effects, question.document), strength };
  const citizen = await takeDocument(effects, account, proven, before ?? claim.citizen);
  if (!citizen) return false;
  if (before && before !== citizen) await mergeCitizens(effects, before, citizen);
  // A stronger proof may displace ours at any moment: it changes the document first, then the profile, then the account.
  const proves = () => stillProves(effects, account, proven, citizen);
  const proof = { prover: account, strength, key: proven.key, ref: claim.ref, consent: claim.consent };
  const written = await changeProfile(effects, citizen, async (profile) =>
    (await proves()) ? withDocument(effects, profile, citizen, proof, question) : undefined,
  );
  if (!written) return false;
  if (before !== citizen) {
    await effects.ledger.linkAccount(account, citizen);
    if (!(await proves())) {
      await effects.ledger.linkAccount(account, undefined, citizen);
      return false;
    }
  }
  await effects.ledger.settleClaim(account, claim, 'bound');
  effects.log('binding-finished', { strength });
  return true;
}
