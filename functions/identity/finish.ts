/** Finish: a check has said yes; the document becomes the citizen's. Each step may be run again after a crash. */
import { type CitizenId, lastFour, maskName } from '../../core/index.ts';
import type { Question } from '../../protocols/index.ts';
import type { BindingEffects } from '../effects/for-binding.ts';
import type { AccountKey, ClaimItem, DocumentKey, ProfileDocument, ProfileItem } from '../effects/items.ts';
import { finishDisplacing } from './displace.ts';
import { mergeCitizens } from './merge.ts';
import { documentKeyOf, hindranceAmong } from './most-documents.ts';
import { changeProfile } from './profile.ts';
import { ATTEMPTS, stepAside } from './step-aside.ts';
import { isStronger, whoseAfter } from './whose.ts';

/** Whether the account now leads to the document's citizen: not when a stronger proof stands, or one person cannot have both. */
export async function finishBinding(effects: BindingEffects, account: AccountKey, claim: ClaimItem): Promise<boolean> {
  const question = await effects.people.openClaim(account, claim);
  if (!question) return false;
  const before = (await effects.ledger.readAccount(account))?.citizen;
  const key = await documentKeyOf(effects, question.document);
  const citizen = await takeDocument(
    effects,
    account,
    claim,
    { type: question.document.type, key },
    before ?? claim.citizen,
  );
  if (!citizen) return false;
  if (before && before !== citizen) await mergeCitizens(effects, before, citizen);
  // A stronger proof may displace ours at any moment: it changes the document first, then the profile, then the account.
  const proves = () => stillProves(effects, account, claim, key, citizen);
  const written = await changeProfile(effects, citizen, async (profile) =>
    (await proves()) ? withDocument(effects, profile, citizen, account, claim, key, question) : undefined,
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
  effects.log('binding-finished', { strength: claim.strength });
  return true;
}

/** Makes the document's item say whose it is now, against everybody who tries at the same time. */
async function takeDocument(
  effects: BindingEffects,
  account: AccountKey,
  { strength }: ClaimItem,
  { type, key }: Pick<ProfileDocument, 'type' | 'key'>,
  own: CitizenId,
): Promise<CitizenId | undefined> {
  const { ledger } = effects;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    await stepAside(effects.world, attempt);
    const seen = await ledger.readDocument(key);
    if (seen?.displaced) {
      await finishDisplacing(effects, key, seen);
      continue;
    }
    const whose = whoseAfter(seen, account, strength, own);
    if (whose.kind === 'refuse') return undefined;
    const citizen = whose.kind === 'leave' ? own : whose.next.citizen;
    if (!(await isOnePerson(effects, citizen, own, { type, key, strength }))) return undefined;
    if (whose.kind === 'leave') return citizen;
    if (!(await ledger.writeDocument(key, seen, whose.next))) continue;
    if (whose.next.displaced) await finishDisplacing(effects, key, { ...whose.next, v: (seen?.v ?? 0) + 1 });
    return citizen;
  }
  throw new Error('a document changed under every attempt to bind it');
}

/** Whether the proof still stands; name and number alone show nothing and so can stand beside any other. */
async function stillProves(
  { ledger }: BindingEffects,
  account: AccountKey,
  { strength }: ClaimItem,
  key: DocumentKey,
  citizen: CitizenId,
): Promise<boolean> {
  if (strength === 'matched') return true;
  const document = await ledger.readDocument(key);
  return document?.citizen === citizen && document.proofs[account] !== undefined;
}

/** Whether one person can have all of it, also where two citizens turn out to be one. */
async function isOnePerson(
  { ledger }: BindingEffects,
  citizen: CitizenId,
  own: CitizenId,
  document: Pick<ProfileDocument, 'type' | 'key' | 'strength'>,
): Promise<boolean> {
  const profiles = await Promise.all([...new Set([citizen, own])].map((each) => ledger.readProfile(each)));
  const bound = profiles.flatMap((profile) => Object.values(profile?.documents ?? {}));
  return hindranceAmong([...bound, document]) === undefined;
}

async function withDocument(
  { people }: BindingEffects,
  profile: Omit<ProfileItem, 'v'>,
  citizen: CitizenId,
  account: AccountKey,
  claim: ClaimItem,
  key: DocumentKey,
  question: Question,
): Promise<Omit<ProfileItem, 'v'>> {
  const [ref, known] = Object.entries(profile.documents).find(([, each]) => each.key === key) ?? [claim.ref];
  const strength = known && isStronger(known.strength, claim.strength) ? known.strength : claim.strength;
  const { type, number } = question.document;
  const document = {
    type,
    last4: lastFour(number),
    name: maskName(question.name),
    strength,
    key,
    sealed: await people.sealDocument(citizen, ref, question),
  };
  return {
    ...profile,
    documents: { ...profile.documents, [ref]: document },
    accounts: [...new Set([...profile.accounts, account])],
    consent: claim.consent,
  };
}
