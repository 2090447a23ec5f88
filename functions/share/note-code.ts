/** Note code: lists a code among its citizen's before it is signed, and then asks whether all that it is to say still stands. */
import { sessionOver } from '../door/authorise.ts';
import type { Response } from '../door/request.ts';
import type { Partition } from '../effects/citizens.ts';
import type { Code } from '../effects/codes.ts';
import type { Effects } from '../effects/effects.ts';
import type { ControlItem, ProfileDocument } from '../effects/items.ts';
import type { Session } from '../effects/sessions.ts';
import type { Surviving } from '../results/facts.ts';
import { knownFacts } from '../results/known-facts.ts';
import type { OwnPartition } from '../results/read-partition.ts';
import { codeWithheld } from './code-withheld.ts';
import { revokeCode } from './revoke.ts';
import { stillHolds } from './still-holds.ts';

type NotingEffects = Pick<Effects, 'citizens' | 'codes' | 'directory' | 'ledger' | 'revocations' | 'world'>;

/**
 * Whoever takes the document away, or writes a word that speaks against the citizen, looks for codes afterwards: either they
 * find this one, or what they wrote is read here. `facts` and `controls`: what it was made of.
 */
export async function noteCode(
  effects: NotingEffects,
  session: Session,
  partition: OwnPartition,
  { facts, controls }: { facts: Surviving; controls: ReadonlyMap<string, ControlItem> },
  code: Code,
): Promise<{ holder: ProfileDocument } | { problem: Response }> {
  const { citizens, codes, directory, world } = effects;
  await codes.add(partition.citizen, code);
  const [holder, latest] = await Promise.all([
    stillHolds(effects, session, partition, facts.document),
    citizens.readNow(partition.citizen),
  ]);
  const now = world.clock.now();
  const after = haveSpoken(partition, latest)
    ? knownFacts(directory, { ...partition, replies: latest.replies }, controls, now).facts
    : facts;
  if (holder && after.kind === 'survive') return { holder };
  await revokeCode(effects, partition.citizen, code, now);
  // Whoever holds the document no more is told nothing about it.
  return { problem: holder && after.kind === 'withheld' ? codeWithheld(after.reason) : sessionOver() };
}

/** Seldom: what they say is not consolidated twice for every code. */
function haveSpoken({ replies }: Partition, { replies: latest }: Partition): boolean {
  if (latest.size !== replies.size) return true;
  return [...latest].some(([key, { v, at }]) => v !== replies.get(key)?.v || at !== replies.get(key)?.at);
}
