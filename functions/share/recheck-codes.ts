/**
 * Recheck codes: those that a citizen holds already, once a source has told what may speak against them. Where no new code
 * would be made, none goes on standing; else a phone's would for two days where there is no network, and paper for seven.
 * Nothing is logged: a line beside the one that names the source would tell what it said.
 */
import type { CitizenId } from '../../core/index.ts';
import type { Effects } from '../effects/effects.ts';
import { documentsOf, showable } from '../results/documents.ts';
import { knownFacts } from '../results/known-facts.ts';
import { readHead } from '../results/own-head.ts';
import { revokeCodes } from './revoke.ts';

type RecheckingEffects = Pick<
  Effects,
  'citizens' | 'codes' | 'control' | 'directory' | 'ledger' | 'revocations' | 'world'
>;

/** Many are rechecked after one sending. */
const HELD_KNOWN_MS = 500;

/**
 * Reads what stands in the tables, so call it when the word is written and counted; it may be called again. Those that
 * guardians hold for the citizen lie with the others. A source that is held or names nobody ends none, for it withholds none.
 */
export async function recheckCodes(effects: RecheckingEffects, citizen: CitizenId, source: string): Promise<void> {
  const { citizens, control, directory, world } = effects;
  // A revocation is not taken back: whether the source was held a moment ago is not left to what one believes.
  const [partition] = await Promise.all([citizens.readNow(citizen), control.readNow(source, HELD_KNOWN_MS)]);
  const head = partition.head ?? (await readHead(effects, citizen));
  if (!head || head.x) return;
  const controls = await control.read(directory.configuration.connected);
  const around = { ...partition, head, documents: showable(documentsOf(head)) };
  const { facts } = knownFacts(directory, around, controls, world.clock.now());
  // Who lacks a negative, or whose negative has become too old, has had nothing spoken against them.
  if (facts.kind === 'withheld' && facts.reason !== 'no-negative') await revokeCodes(effects, citizen);
}
