/** Begin: POST /look-ups, from the person's consent to the first sources asked. The same steps whoever the person is. */
import { randomBytes } from 'node:crypto';
import { policyInForce } from '../../core/index.ts';
import { nextPollMs } from '../asking/rhythm.ts';
import { refuseBeyond } from '../door/attempts-left.ts';
import type { Request, Response } from '../door/request.ts';
import type { LookUpEffects } from '../effects/for-looking-up.ts';
import type { AccountKey, LookUpItem } from '../effects/items.ts';
import { documentKeyOf } from '../identity/most-documents.ts';
import { standingAt } from '../venues/standing.ts';
import { askAbout } from './ask-about.ts';
import { LOOK_UP_KEPT_MS, LOOK_UP_LIMITS } from './limits.ts';
import { letIn } from './passing-citizen.ts';
import { readLookUpRequest } from './request.ts';

export async function begin(effects: LookUpEffects, request: Request, account: AccountKey): Promise<Response> {
  const { directory, ledger, lookUps, log, world } = effects;
  const read = readLookUpRequest(request.body);
  if ('problem' in read) return read.problem;
  const { name, document, consent } = read.value;
  const standing = await standingAt(effects, account, read.value.venue);
  if ('problem' in standing) return standing.problem;
  const { id: venue } = standing;
  const key = await documentKeyOf(effects, document);
  const names = {
    account,
    'document by the account': `${key} ${account}`,
    'document at the venue': `${key} ${venue}`,
    venue,
    document: key,
  };
  const tooMany = await refuseBeyond(
    effects,
    LOOK_UP_LIMITS.map((limit) => ({ ...limit, name: names[limit.of] })),
    'look-up#',
  );
  if (tooMany) return tooMany;

  const now = world.clock.now();
  const { textVersion } = consent;
  await ledger.recordConsent(account, { textVersion, at: now, purpose: 'look-up', venue });
  const { jurisdiction, scene } = standing.venue;
  const id = randomBytes(16).toString('base64url');
  const item: LookUpItem = { account, venue, startedAt: now, expiresAt: Math.ceil((now + LOOK_UP_KEPT_MS) / 1000) };
  if (!policyInForce(directory.policiesFor(jurisdiction), jurisdiction, scene, now)) {
    // Nothing has to be shown here, so nobody has to be asked.
    await lookUps.write(id, { ...item, verdict: { kind: 'admit', basis: 'not-required' } });
  } else {
    const citizen = await letIn(effects, { name, document }, textVersion, item.expiresAt);
    await lookUps.write(id, { ...item, citizen });
    await askAbout(effects, citizen, jurisdiction, 'auto');
  }
  log('looked-up', { venue });
  return { status: 202, body: { id, pollAfterMs: nextPollMs(0, world.random()) } };
}
