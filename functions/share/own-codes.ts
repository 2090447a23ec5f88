/** Own codes: those that a session's citizen holds, for themself or as somebody's guardian, and who looked at whom. */
import type { CitizenId } from '../../core/index.ts';
import { sessionOver } from '../door/authorise.ts';
import type { Response } from '../door/request.ts';
import type { Code } from '../effects/codes.ts';
import type { Effects } from '../effects/effects.ts';
import type { DependentId } from '../effects/items.ts';
import { LOOKS_LISTED, type Looked } from '../effects/looks.ts';
import type { Session } from '../effects/sessions.ts';
import { notBound, readHead } from '../results/own-head.ts';

/** Whose codes and looks a session is told: its citizen's own, and those of dependents, by their ids. */
export interface Family {
  own: CitizenId;
  dependents: readonly (readonly [DependentId, CitizenId])[];
}

/** Neither consent nor a strong proof is needed to see and to revoke what was issued when there was one. */
export async function familyOf(
  effects: Pick<Effects, 'citizens' | 'ledger'>,
  { citizen, givenAt }: Session,
): Promise<{ family: Family } | { problem: Response }> {
  const head = citizen && (await readHead(effects, citizen));
  if (!citizen || !head) return { problem: notBound() };
  if (givenAt < head.nb) return { problem: sessionOver() };
  return { family: { own: citizen, dependents: Object.entries(head.g ?? {}) as [DependentId, CitizenId][] } };
}

export interface Held {
  code: Code;
  citizen: CitizenId;
  for?: DependentId;
}

/** Newest first. Of a dependent's codes only those that this guardian holds. */
export async function heldCodes({ codes }: Pick<Effects, 'codes'>, { own, dependents }: Family): Promise<Held[]> {
  const lists = await Promise.all([
    codes.list(own).then((list) => list.filter((code) => !code.guardian).map((code) => ({ code, citizen: own }))),
    ...dependents.map(async ([id, citizen]) =>
      (await codes.list(citizen))
        .filter(({ guardian }) => guardian === own)
        .map((code): Held => ({ code, citizen, for: id })),
    ),
  ]);
  return lists.flat().sort((a, b) => b.code.issuedAt - a.code.issuedAt);
}

/**
 * Newest first; `next`: the place after which there are more. Of a dependent a guardian is told of looks at what they held
 * themself: where the child was with the other guardian is for that one to know. A look-up, whose document nobody of ours
 * held, is told to every guardian: there is nobody else who could notice one that nobody had agreed to.
 */
export async function familyLooks(
  effects: Pick<Effects, 'looks'>,
  family: Family,
  after?: string,
): Promise<{ looks: FamilyLook[]; next?: string }> {
  const told: FamilyLook[] = [];
  let page: FamilyLook[];
  let from = after;
  // On past those that are not told: not even when they were is to be read from `next`.
  do {
    page = await lookPage(effects, family, from);
    told.push(
      ...page.filter((look) => look.for === undefined || look.how === 'look-up' || look.guardian === family.own),
    );
    from = page.at(-1)?.place;
  } while (page.length === LOOKS_LISTED && told.length < LOOKS_LISTED);
  const looks = told.slice(0, LOOKS_LISTED);
  const hasMore = page.length === LOOKS_LISTED || told.length > LOOKS_LISTED;
  return {
    looks: [...looks].sort((a, b) => b.at - a.at),
    ...(hasMore && { next: looks.at(-1)!.place }),
  };
}

type FamilyLook = Looked & { for?: DependentId };

/** By their places, those of all together, at most `LOOKS_LISTED`: fewer are the last. */
async function lookPage({ looks }: Pick<Effects, 'looks'>, { own, dependents }: Family, after?: string) {
  const lists: FamilyLook[][] = await Promise.all([
    looks.list(own, after),
    ...dependents.map(async ([id, citizen]) =>
      (await looks.list(citizen, after)).map((look) => ({ ...look, for: id })),
    ),
  ]);
  return lists
    .flat()
    .sort((a, b) => (a.place < b.place ? 1 : -1))
    .slice(0, LOOKS_LISTED);
}
