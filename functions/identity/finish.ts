/** Finish: a check has said yes; the document becomes the citizen's. Each step may be run again after a crash. */
import { type CitizenId, lastFour, maskName } from '../../core/index.ts';
import type { Question } from '../../protocols/index.ts';
import type { BindingEffects } from '../effects/for-binding.ts';
import type { AccountKey, ClaimItem, DocumentKey, ProfileItem } from '../effects/items.ts';
import { finishDisplacing } from './displace.ts';
import { mergeCitizens } from './merge.ts';
import { documentKeyOf, MOST_DOCUMENTS } from './most-documents.ts';
import { changeProfile } from './profile.ts';
import { ATTEMPTS, stepAside } from './step-aside.ts';
import { isStronger, whoseAfter } from './whose.ts';

/** The citizen the account now leads to; `undefined` when a stronger proof stands or a fifth document would be bound. */
export async function finishBinding(
  effects: BindingEffects,
  account: AccountKey,
  claim: ClaimItem,
): Promise<CitizenId | undefined> {
  const question = await effects.people.openClaim(account, claim);
  if (!question) return undefined;
  const before = (await effects.ledger.readAccount(account))?.citizen;
  const key = await documentKeyOf(effects, question.document);
  const citizen = await takeDocument(effects, account, claim, key, before ?? claim.citizen);
  if (!citizen) return undefined;
  if (before && before !== citizen) await mergeCitizens(effects, before, citizen);
  await changeProfile(effects, citizen, (profile) =>
    withDocument(effects, profile, citizen, account, claim, key, question),
  );
  await effects.ledger.linkAccount(account, citizen);
  await effects.ledger.settleClaim(account, claim, 'bound');
  effects.log('binding-finished', { strength: claim.strength });
  return citizen;
}

/** Makes the document's item say whose it is now, against everybody who tries at the same time. */
async function takeDocument(
  effects: BindingEffects,
  account: AccountKey,
  { strength }: ClaimItem,
  key: DocumentKey,
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
    if (!(await hasRoom(effects, citizen, own, key))) return undefined;
    if (whose.kind === 'leave') return citizen;
    if (!(await ledger.writeDocument(key, seen, whose.next))) continue;
    if (whose.next.displaced) await finishDisplacing(effects, key, { ...whose.next, v: (seen?.v ?? 0) + 1 });
    return citizen;
  }
  throw new Error('a document changed under every attempt to bind it');
}

/** At most four documents, also where two citizens turn out to be one. */
async function hasRoom(
  { ledger }: BindingEffects,
  citizen: CitizenId,
  own: CitizenId,
  key: DocumentKey,
): Promise<boolean> {
  const profiles = await Promise.all([...new Set([citizen, own])].map((each) => ledger.readProfile(each)));
  const keys = profiles.flatMap((profile) => Object.values(profile?.documents ?? {}).map((document) => document.key));
  return new Set([...keys, key]).size <= MOST_DOCUMENTS;
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
