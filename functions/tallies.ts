/** POST /tallies: signs what one phone or desk has counted at a venue on one day, for an inspector; nothing is kept. */
import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { DAY_MS, formatInstant, instantOf } from '../core/index.ts';
import { statementLink } from '../core/share-code/statement.ts';
import { writeTally } from '../core/share-code/tally.ts';
import { named, refuseBeyond } from './door/attempts-left.ts';
import { endpoint } from './door/endpoint.ts';
import { refuseMethod } from './door/methods.ts';
import { problem } from './door/problem.ts';
import type { Request, Response } from './door/request.ts';
import { text, validate } from './door/validate.ts';
import { awsWorld } from './effects/aws-world.ts';
import { createTallyEffects, type TallyEffects } from './effects/for-tallies.ts';
import { mayAskAt, whoAsks } from './venues/at-the-counter.ts';
import { TALLY_LIMITS } from './venues/limits.ts';

/** More than anybody sees in a day. */
const MOST = 1_000_000;
const COUNT = 'Send a whole number from 0 to 1 000 000.';
const count = v.pipe(v.number(COUNT), v.integer(COUNT), v.minValue(0, COUNT), v.maxValue(MOST, COUNT));
const SCHEMA = v.object({
  venue: text('Send an id of GET /venues.', 1, 16),
  day: text('Send today or yesterday in Beijing, as 2022-08-01.', 10, 10),
  counts: v.object(
    { admit: count, refuse: count, askOnline: count, compared: count },
    'Send admit, refuse, askOnline and compared.',
  ),
  phone: v.pipe(
    v.string('Send four random bytes, hex.'),
    v.regex(/^[0-9a-f]{8}$/, 'Send four random bytes, hex, drawn anew each day.'),
  ),
});

export async function handle(effects: TallyEffects, request: Request): Promise<Response> {
  const refused = refuseMethod(request, ['POST']);
  if (refused) return refused;
  const who = await whoAsks(effects, request);
  if ('problem' in who) return who.problem;
  const valid = validate(SCHEMA, request.body);
  if ('problem' in valid) return valid.problem;
  const { venue: id, day, counts, phone } = valid.value;
  const now = effects.world.clock.now();
  if (day !== dayOf(now) && day !== dayOf(now - DAY_MS)) {
    return wrong('/day', 'Send today or yesterday in Beijing, as 2022-08-01.');
  }
  if (counts.compared > counts.admit + counts.refuse + counts.askOnline) {
    return wrong('/counts/compared', 'Send how many of the others were compared: no more than all of them.');
  }
  const tooMany = await refuseBeyond(effects, named(TALLY_LIMITS, who.asking.asker), 'tally#');
  if (tooMany) return tooMany;
  const at = await mayAskAt(effects, who.asking, id);
  if ('problem' in at) return at.problem;
  const { zh, en, jurisdiction, scene } = at.venue;
  const stated = { id: randomBytes(8).toString('hex'), issuedAt: now, venue: at.id, zh, en, jurisdiction, scene };
  const signed = await effects.signer.sign('tally', writeTally({ ...stated, day, counts, phone }), now);
  return { status: 201, body: { link: statementLink(effects.h5Origin, 'tally', signed) } };
}

export const handler = endpoint(handle, () => createTallyEffects(awsWorld()));

const dayOf = (at: number) => formatInstant(instantOf(at)).slice(0, 10);

function wrong(field: string, detail: string): Response {
  return problem('field-wrong', { field, detail });
}
