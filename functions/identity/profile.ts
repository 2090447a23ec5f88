/** Profile: changes to a citizen's documents and accounts, written on top of what was read, and carried into the head. */
import type { CitizenId } from '../../core/index.ts';
import type { Effects } from '../effects/effects.ts';
import type { ProfileItem } from '../effects/items.ts';
import { ATTEMPTS, stepAside } from '../effects/step-aside.ts';
import { headOf } from '../results/documents.ts';

const NO_PROFILE: Omit<ProfileItem, 'v'> = { documents: {}, accounts: [], notBefore: 0 };

/**
 * `change` may be called again when somebody else was quicker; it returns what is to stand, or `undefined` to leave all as
 * it is. What it reads besides is read after the profile, so that whoever changes both, the profile last, is noticed.
 */
export async function changeProfile(
  { ledger, citizens, world }: Pick<Effects, 'ledger' | 'citizens' | 'world'>,
  citizen: CitizenId,
  change: (profile: Omit<ProfileItem, 'v'>) => Promise<Omit<ProfileItem, 'v'> | undefined>,
): Promise<ProfileItem | undefined> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    await stepAside(world, attempt);
    const read = await ledger.readProfile(citizen);
    const next = await change(read ?? NO_PROFILE);
    if (!next) return undefined;
    if (!(await ledger.writeProfile(citizen, read, next))) continue;
    const written = { ...next, v: (read?.v ?? 0) + 1 };
    await citizens.writeHead(citizen, headOf(written));
    return written;
  }
  throw new Error('a profile changed under every attempt to write it');
}
