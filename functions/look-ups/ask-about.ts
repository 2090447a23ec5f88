/** Ask about: has asked whoever is due about a passing citizen, first near, then everywhere, and says how it stands. */
import type { CitizenId, JurisdictionCode } from '../../core/index.ts';
import { askWhoIsDue } from '../asking/ask.ts';
import type { LookUpEffects } from '../effects/for-looking-up.ts';
import { askableOf } from '../results/askable-of.ts';
import { documentsOf } from '../results/documents.ts';
import { pollOf } from '../results/poll.ts';
import { scopeOf } from '../results/scope.ts';
import { sourceStates } from '../results/source-states.ts';
import type { Passing } from './known-of.ts';

export interface Told extends Omit<Passing, 'profile'> {
  /** When to look again; null: nobody is awaited. */
  pollAfterMs: number | null;
}

/** `undefined`: the cache has lost them. */
export async function askAbout(
  effects: LookUpEffects,
  citizen: CitizenId,
  place: JurisdictionCode,
  scope: 'auto' | 'everywhere',
): Promise<Told | undefined> {
  const { citizens, control, directory, world } = effects;
  const [{ head, replies, papers }, controls] = await Promise.all([
    citizens.read(citizen),
    control.read(directory.configuration.connected),
  ]);
  if (!head) return undefined;
  const documents = documentsOf(head);
  const sources = scope === 'auto' ? scopeOf(directory, scope, place)!([]) : directory.configuration.sources;
  const askable = askableOf(directory, sources, documents);
  const after = await askWhoIsDue(effects, { citizen, head, replies, askable, place, urged: false });
  const now = world.clock.now();
  const states = sourceStates({ documents, askable, unconnected: [], replies, papers, controls, after, now });
  const { pollAfterMs } = pollOf(askable, replies, after, states, now, world.random());
  return { citizen, head: after.head, replies, papers, pollAfterMs };
}
