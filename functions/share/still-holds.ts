/** Still holds: whether the session still acts for the document that a code is to name, by the ledger and not by the cache. */
import type { Effects } from '../effects/effects.ts';
import type { ProfileDocument } from '../effects/items.ts';
import type { Session } from '../effects/sessions.ts';
import { guardianKey } from '../results/acting-for.ts';
import type { KnownDocument } from '../results/documents.ts';
import type { OwnPartition } from '../results/read-partition.ts';

/**
 * The document as its profile has it, with the masked name; `undefined` where a stronger proof has taken it, consent was
 * withdrawn, or the account leads elsewhere by now.
 */
export async function stillHolds(
  { ledger }: Pick<Effects, 'ledger'>,
  { account, citizen: own, givenAt }: Session,
  { citizen, guardian }: OwnPartition,
  { ref }: KnownDocument,
): Promise<ProfileDocument | undefined> {
  const [standing, mine, profile] = await Promise.all([
    ledger.readAccount(account),
    ledger.readProfile(own!),
    guardian ? ledger.readProfile(citizen) : undefined,
  ]);
  if (standing?.citizen !== own || !mine || givenAt < mine.notBefore) return undefined;
  const whose = guardian ? profile : mine;
  if (guardian && !profile?.accounts.includes(guardianKey(own!))) return undefined;
  const document = whose?.consent === undefined ? undefined : whose.documents[ref];
  return document && document.strength !== 'matched' ? document : undefined;
}
