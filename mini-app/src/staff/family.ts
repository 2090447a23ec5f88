/** Family: people whose codes one phone shows together: who of them is through, and who is missing. In the gate's memory alone. */
import type { FamilyPlace } from '../../../core/share-code/index.ts';

/** How one of them stands; `compare`: through once the document has been compared. */
export type Standing = 'admit' | 'compare' | 'ask-online' | 'refuse';

export interface Member {
  /** Of the code, not of the person. */
  id: string;
  standing: Standing;
  /** Of the verdict that it stands by. */
  serial: number;
}

export interface Family {
  mark: number;
  of: number;
  /** By position, from 1; absent: not seen yet. */
  members: Readonly<Record<number, Member>>;
  /** When the last of them was seen. */
  at: number;
}

/** With one of them as they stand now. A code counts once, whatever position it is shown at, and a position once. */
export function placed(
  known: Family | undefined,
  { position, of, mark }: FamilyPlace,
  member: Member,
  at: number,
): Family {
  const members: Record<number, Member> = {};
  if (known?.of === of) {
    for (const key of Object.keys(known.members)) {
      const other = known.members[Number(key)]!;
      if (other.id !== member.id) members[Number(key)] = other;
    }
  }
  const before = known?.of === of ? known.members[position] : undefined;
  // Held up anew by whoever it may be: the one who is through stays through.
  const isThrough =
    before?.id === member.id &&
    before.serial !== member.serial &&
    before.standing === 'admit' &&
    member.standing === 'compare';
  members[position] = isThrough ? before : member;
  return { mark, of, members, at };
}

/** Who is not through yet, in their order. */
export function missingOf({ of, members }: Family): { position: number; standing?: Standing }[] {
  return Array.from({ length: of }, (_, at) => ({ position: at + 1, standing: members[at + 1]?.standing })).filter(
    ({ standing }) => standing !== 'admit',
  );
}
