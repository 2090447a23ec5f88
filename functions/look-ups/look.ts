/** Look: GET /look-ups/{id}: asks further while somebody may still answer, then makes the answer once, and forgets the person. */
import { formatInstant, policyInForce } from '../../core/index.ts';
import { problem } from '../door/problem.ts';
import type { Response } from '../door/request.ts';
import type { LookUpEffects } from '../effects/for-looking-up.ts';
import type { AccountKey, LookUpItem, LookUpVerdict, VenueItem } from '../effects/items.ts';
import { knownFacts } from '../results/known-facts.ts';
import { standingAt } from '../venues/standing.ts';
import { askAbout, type Told } from './ask-about.ts';
import { asTold, ownOf } from './known-of.ts';
import { PATIENCE_AT_THE_COUNTER_MS } from './limits.ts';
import { forget } from './passing-citizen.ts';
import { verdictOf } from './verdict.ts';

/** What is looked up of a citizen of ours takes tables a few milliseconds; nobody is to learn from them who is one. */
const MAKING_MS = 300;
const LOOK_AGAIN_MS = 600;
/** A path may hold anything, and a key of the table may not. */
const ID = /^[\w-]{22}$/;

export async function look(effects: LookUpEffects, account: AccountKey, id: string): Promise<Response> {
  const item = ID.test(id) ? await effects.lookUps.read(id) : undefined;
  if (!item || item.account !== account) return unknown();
  const standing = await standingAt(effects, account, item.venue);
  if ('problem' in standing) return standing.problem;
  if (item.verdict) return done(item.verdict);
  const verdict = await stepOn(effects, id, item, standing.venue);
  if (typeof verdict === 'object') return done(verdict);
  return { status: 200, body: { state: 'asking', pollAfterMs: verdict } };
}

function unknown(): Response {
  return problem('look-up-unknown', { field: 'id', detail: 'Begin again with POST /look-ups.' });
}

function done(verdict: LookUpVerdict): Response {
  const { kind } = verdict;
  const why = kind === 'admit' ? { basis: verdict.basis } : { reason: verdict.reason };
  const until = kind === 'admit' && verdict.until !== undefined ? { until: formatInstant(verdict.until) } : {};
  return { status: 200, body: { state: 'done', pollAfterMs: null, kind, ...until, ...why } };
}

/** A number: when to look again. */
async function stepOn(
  effects: LookUpEffects,
  id: string,
  item: LookUpItem,
  venue: VenueItem,
): Promise<LookUpVerdict | number> {
  const { lookUps, world } = effects;
  const { citizen, startedAt } = item;
  if (!citizen) return { kind: 'ask-online', reason: 'incomplete' };
  const scope = item.widened ? 'everywhere' : 'auto';
  const told = await askAbout(effects, citizen, venue.jurisdiction, scope);
  const isOver = startedAt + PATIENCE_AT_THE_COUNTER_MS <= world.clock.now();
  if (told && !isOver) {
    if (told.pollAfterMs !== null) return told.pollAfterMs;
    // By what was told now alone, for else the time it takes would say who is a citizen of ours.
    if (scope === 'auto' && (await verdictBy(effects, asTold(told), venue)).kind !== 'admit') {
      await lookUps.widen(id);
      const wider = await askAbout(effects, citizen, venue.jurisdiction, 'everywhere');
      return wider?.pollAfterMs ?? LOOK_AGAIN_MS;
    }
  }
  if (!(await lookUps.take(id))) return LOOK_AGAIN_MS;
  const [verdict] = await Promise.all([make(effects, item, told, venue), world.clock.sleep(MAKING_MS)]);
  await lookUps.settle(id, verdict);
  await forget(effects, citizen);
  return verdict;
}

/** The citizen can read that they were looked up before anybody reads what came of it. */
async function make(
  effects: LookUpEffects,
  { venue: id, citizen }: LookUpItem,
  told: Told | undefined,
  venue: VenueItem,
): Promise<LookUpVerdict> {
  const profile = await effects.ledger.readProfile(citizen!);
  if (!told || !profile) return { kind: 'ask-online', reason: 'incomplete' };
  const own = await ownOf(effects, { ...told, profile });
  if (own) await effects.looks.write(own.citizen, { venue: { id, zh: venue.zh, en: venue.en }, how: 'look-up' });
  return verdictBy(effects, own?.around ?? asTold(told), venue);
}

async function verdictBy(
  { control, directory, world }: LookUpEffects,
  around: Parameters<typeof knownFacts>[1],
  { jurisdiction, scene }: VenueItem,
): Promise<LookUpVerdict> {
  const now = world.clock.now();
  const policy = policyInForce(directory.policiesFor(jurisdiction), jurisdiction, scene, now);
  if (!policy) return { kind: 'admit', basis: 'not-required' };
  const controls = await control.read(directory.configuration.connected);
  return verdictOf(knownFacts(directory, around, controls, now), policy, now);
}
