/** Link request: what POST /share-links and its openings take, each field with its remedy. */
import * as v from 'valibot';
import {
  HOUR_MS,
  type Instant,
  instantOf,
  type JurisdictionCode,
  parseInstant,
  SCENES,
  type Scene,
} from '../../core/index.ts';
import { wrong } from '../door/problem.ts';
import type { Response } from '../door/request.ts';
import { text, validate } from '../door/validate.ts';
import type { Directory } from '../effects/directory.ts';

export interface LinkRequest {
  to: 'venue' | 'person';
  venue?: string;
  jurisdiction: JurisdictionCode;
  scene: Scene;
  opens: 'once' | 'until';
  expiresAt: Instant;
  for?: string;
}

/** Whoever is to see it sees it within two days, or asks again. */
const LONGEST_MS = 48 * HOUR_MS;
const NATION = '000000' as JurisdictionCode;

export const VENUE_REMEDY = 'Send the id of a venue: eight letters and digits, as on its poster.';
const UNTIL = 'Send a time within the next 48 hours, as in 2022-08-02T18:00:00+08:00.';
const JURISDICTION =
  'Send a six-digit code that jurisdictions.json lists, or leave it out: then the national rule holds.';
const VENUE = v.optional(text(VENUE_REMEDY, 1, 16));
const SCHEMA = v.object({
  to: v.picklist(['venue', 'person'], 'Send venue or person.'),
  venue: VENUE,
  jurisdiction: v.optional(text(JURISDICTION, 1, 16)),
  scene: v.optional(v.picklist(SCENES, `Send one of ${SCENES.join(', ')}.`)),
  opens: v.picklist(['once', 'until'], 'Send once or until.'),
  until: v.optional(text(UNTIL, 1, 40)),
  for: v.optional(text('Send an id that GET /dependents lists, or leave it out.', 1, 64)),
});

export function readLinkRequest(
  { jurisdictions }: Directory,
  body: Record<string, unknown> | undefined,
  now: Instant,
): { value: LinkRequest } | { problem: Response } {
  const valid = validate(SCHEMA, body);
  if ('problem' in valid) return valid;
  const {
    to,
    venue,
    jurisdiction: place = NATION,
    scene = 'public-places',
    opens,
    until,
    for: dependent,
  } = valid.value;
  if (to === 'person' && venue !== undefined) return wrong('/venue', 'Leave it out, or send venue as `to`.');
  const jurisdiction = jurisdictions.get(place)?.code;
  if (!jurisdiction) return wrong('/jurisdiction', JURISDICTION);
  if (opens === 'until' && until === undefined) return wrong('/until', UNTIL);
  const end = until === undefined ? instantOf(now + LONGEST_MS) : parseInstant(until);
  if (end === undefined || end <= now || end > now + LONGEST_MS) return wrong('/until', UNTIL);
  return { value: { to, venue, jurisdiction, scene, opens, expiresAt: end, for: dependent } };
}

const OPENING = v.object({ secret: text('Send what stands behind the dot of the link.', 1, 100), venue: VENUE });

export function readOpeningRequest(
  body: Record<string, unknown> | undefined,
): { value: { secret: string; venue?: string } } | { problem: Response } {
  return validate(OPENING, body);
}
