/**
 * Signs a venue's poster 场所码: which venue it is and which rule is asked there, good for a year; noted, so that it is revoked
 * with the venue. Whoever wants it again has the same one, signed anew, for as long as it is worth hanging up.
 */
import { randomBytes } from 'node:crypto';
import { DAY_MS, type Instant, instantOf } from '../../core/index.ts';
import { statementLink } from '../../core/share-code/statement.ts';
import { writeVenueCode } from '../../core/share-code/venue-code.ts';
import type { Effects } from '../effects/effects.ts';
import type { VenueId, VenueItem } from '../effects/items.ts';
import type { Timed } from '../effects/world.ts';

const STANDS_MS = 365 * DAY_MS;
/** Nobody wants to print one that has less to go. */
const WORTH_MS = 180 * DAY_MS;

/** `by`: the key of the manager who wants it; absent: operators. */
export async function signPoster(
  {
    acts,
    posters,
    signer,
    h5Origin,
    world,
  }: Pick<Effects, 'acts' | 'posters' | 'signer' | 'h5Origin'> & { world: Timed },
  venue: VenueId,
  { zh, en, jurisdiction, scene }: VenueItem,
  by?: string,
): Promise<{ link: string; expiresAt: Instant }> {
  const issuedAt = world.clock.now();
  const standing = (await posters.list(venue)).find(({ expiresAt }) => expiresAt - issuedAt >= WORTH_MS);
  const { id, expiresAt } = standing ?? {
    id: randomBytes(8).toString('hex'),
    expiresAt: wholeSecond(issuedAt + STANDS_MS),
  };
  const code = writeVenueCode({ id, venue, zh, en, jurisdiction, scene, issuedAt, expiresAt });
  const signed = await signer.sign('venue', code, issuedAt);
  if (!standing) {
    await posters.add(venue, id, expiresAt);
    await acts.note(`venue#${venue}`, { act: 'poster-made', ...(by && { by }) });
  }
  return { link: statementLink(h5Origin, 'venue', signed), expiresAt };
}

/** As it is kept, so that it is told alike each time. */
const wholeSecond = (ms: number) => instantOf(Math.floor(ms / 1000) * 1000);
