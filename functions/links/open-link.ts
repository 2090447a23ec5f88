/**
 * Open link: POST /share-links/{id}/openings. Only a tap comes here: whoever previews a link asks for a page, and never for
 * this. What is told is as little as a code tells, as of now, under the rule of the venue that opens it.
 */
import { formatInstant, type Instant, type JurisdictionCode, policyInForce, type Scene } from '../../core/index.ts';
import type { CredentialResult } from '../../core/share-code/credential.ts';
import { refuseTooMany } from '../door/attempts-left.ts';
import { problem, wrong } from '../door/problem.ts';
import type { Request, Response } from '../door/request.ts';
import type { LinkEffects } from '../effects/for-links.ts';
import type { Link } from '../effects/links.ts';
import type { Look } from '../effects/looks.ts';
import type { Session } from '../effects/sessions.ts';
import { verdictOf } from '../look-ups/verdict.ts';
import { knownFacts } from '../results/known-facts.ts';
import { OPENING_LIMITS } from '../share/limits.ts';
import { readOpeningRequest, VENUE_REMEDY } from '../share/link-request.ts';
import { type Shown, shownBy } from '../share/shown-by.ts';
import { notStaff, standingAt } from '../venues/standing.ts';

/** In whose name it is opened, and whose rule holds. */
interface Opener {
  venue: Look['venue'];
  jurisdiction: JurisdictionCode;
  scene: Scene;
}

export async function openLink(
  effects: LinkEffects,
  request: Request,
  session: Session,
  id: string,
): Promise<Response> {
  const read = readOpeningRequest(request.body);
  if ('problem' in read) return read.problem;
  const tooMany = await refuseTooMany(effects, session.account, request, OPENING_LIMITS, 'open#');
  if (tooMany) return tooMany;
  const found = await effects.links.find(id, read.value.secret);
  if (!found)
    return problem('link-unknown', { detail: 'Open the whole link, or ask for a new one: it may be past its time.' });
  const { citizen, link } = found;
  const opener = await openerOf(effects, session, link, read.value.venue);
  if ('problem' in opener) return opener.problem;
  const shown = await shownBy(effects, citizen, link);
  if (!shown || link.revokedAt !== undefined) return over('withdrawn');
  const { control, directory, links, log, looks, world } = effects;
  const controls = await control.read(directory.configuration.connected);
  // Of several at the same moment one comes past here, and again when its answer was lost.
  const who = `${session.account} ${opener.venue?.id ?? ''}`;
  const at = await links.open(citizen, link, { secret: read.value.secret, who });
  if (at === undefined) return over(link.opens === 'once' ? 'opened' : 'withdrawn');
  await looks.write(citizen, { venue: opener.venue, how: 'link', guardian: link.guardian }, { at, what: id });
  log('link-opened');
  return { status: 200, body: opened(effects, opener, shown, link, controls, world.clock.now()) };
}

async function openerOf(
  effects: LinkEffects,
  { account }: Session,
  { to, venue, jurisdiction, scene }: Link,
  named: string | undefined,
): Promise<Opener | { problem: Response }> {
  if (to === 'person') return { venue: null, jurisdiction, scene };
  const id = named ?? venue?.id;
  if (id === undefined) return wrong('/venue', VENUE_REMEDY);
  if (venue && venue.id !== id) return { problem: notStaff() };
  const standing = await standingAt(effects, account, id);
  if ('problem' in standing) return standing;
  const { zh, en, ...place } = standing.venue;
  return { venue: { id, zh, en }, jurisdiction: place.jurisdiction, scene: place.scene };
}

function opened(
  { directory }: LinkEffects,
  { jurisdiction, scene }: Opener,
  { partition, profile }: Shown,
  link: Link,
  controls: Parameters<typeof knownFacts>[2],
  now: Instant,
): object {
  const known = knownFacts(directory, partition, controls, now);
  const { facts, asOf } = known;
  const policy = policyInForce(directory.policiesFor(jurisdiction), jurisdiction, scene, now);
  const verdict = policy ? verdictOf(known, policy, now) : ({ kind: 'admit', basis: 'not-required' } as const);
  const survive = facts.kind === 'survive' ? facts : undefined;
  const { ref, last4 } = survive?.document ?? partition.documents[0]!;
  return {
    verdict:
      'until' in verdict && verdict.until !== undefined ? { ...verdict, until: formatInstant(verdict.until) } : verdict,
    jurisdiction,
    scene,
    name: profile.documents[ref]!.name,
    last4,
    asOf: formatInstant(asOf),
    results: (survive?.results ?? []).map(written),
    samplings: (survive?.samplings ?? []).map(formatInstant),
    compare: link.guardian !== undefined || policy?.compare === 'document',
  };
}

function written({ poolSize, ...times }: CredentialResult): object {
  const told = Object.entries(times).map(([name, at]) => [name, formatInstant(at as Instant)]);
  return { ...Object.fromEntries(told), poolSize };
}

/** Only ever told to whoever has the secret. */
function over(why: 'opened' | 'withdrawn'): Response {
  return problem('link-over', { detail: 'Ask whoever sent it for a new one.', more: { why } });
}
