/** Passing citizen: whoever is looked up is one for this alone, known to us or not, so that both are asked about in the same way and time. */
import { randomBytes } from 'node:crypto';
import { type CitizenId, type IdDocument, lastFour, maskName } from '../../core/index.ts';
import type { LookUpEffects } from '../effects/for-looking-up.ts';
import type { ProfileItem } from '../effects/items.ts';
import { documentKeyOf } from '../identity/most-documents.ts';
import { headOf } from '../results/documents.ts';

/** In the id, so that the role of this door is held to forgetting such citizens and no others. */
const PASSING = 'look-up~';

export async function letIn(
  effects: LookUpEffects,
  person: { name: string; document: IdDocument },
  consent: string,
  expiresAt: number,
): Promise<CitizenId> {
  const { citizens, ledger, people } = effects;
  const citizen = `${PASSING}${randomBytes(16).toString('base64url')}` as CitizenId;
  const ref = randomBytes(4).toString('base64url');
  const { type, number } = person.document;
  const profile: Omit<ProfileItem, 'v'> = {
    documents: {
      [ref]: {
        type,
        last4: lastFour(number),
        name: maskName(person.name),
        strength: 'counter',
        key: await documentKeyOf(effects, person.document),
        sealed: await people.sealDocument(citizen, ref, person),
      },
    },
    accounts: [],
    consent,
    notBefore: 0,
    expiresAt,
  };
  await ledger.writeProfile(citizen, undefined, profile);
  await citizens.writeHead(citizen, headOf({ ...profile, v: 1 }));
  return citizen;
}

/** A source that answers later finds nobody, and what it says goes by itself. */
export async function forget({ citizens, ledger }: LookUpEffects, citizen: CitizenId): Promise<void> {
  await ledger.forgetProfile(citizen);
  await citizens.forget(citizen);
}
