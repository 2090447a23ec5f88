/** What POST /receipts takes. */
import * as v from 'valibot';
import { DAY_MS, type Instant, type JurisdictionCode, parseInstant, SCENES } from '../../core/index.ts';
import { COMPLAINTS, isToldName } from '../../core/share-code/receipt.ts';
import { wrong } from '../door/problem.ts';
import type { Response } from '../door/request.ts';
import { text, validate } from '../door/validate.ts';
import { TOLD_WITHIN_DAYS } from '../effects/receipts.ts';

const NAME = 'Send what is written at the door, in 1 to 40 characters without line breaks.';
const TIME = 'Send when it was, as 2022-08-01T07:45:00+08:00; not in the future, and of the last seven days.';
/** Clocks of phones. */
const AHEAD_MS = 5 * 60_000;

const SCHEMA = v.object({
  complaint: v.picklist(COMPLAINTS, `Send one of ${COMPLAINTS.join(', ')}.`),
  venue: v.union(
    [
      text('Send the id of the venue as its poster says it.', 8, 8),
      v.object({ told: v.pipe(v.string(NAME), v.trim()) }, NAME),
    ],
    'Send the id of the venue as its poster says it, or {"told": "…"} with its name.',
  ),
  jurisdiction: v.pipe(
    v.string('Send a code of GET /jurisdictions.'),
    v.regex(/^\d{6}$/, 'Send a code of GET /jurisdictions.'),
  ),
  scene: v.picklist(SCENES, `Send one of ${SCENES.join(', ')}.`),
  refusedAt: text(TIME, 20, 35),
});

export type ReceiptRequest = Omit<v.InferOutput<typeof SCHEMA>, 'refusedAt' | 'jurisdiction'> & {
  refusedAt: Instant;
  jurisdiction: JurisdictionCode;
};

export function readReceiptRequest(
  body: Record<string, unknown> | undefined,
  knows: (jurisdiction: string) => boolean,
  now: Instant,
): { wanted: ReceiptRequest } | { problem: Response } {
  const valid = validate(SCHEMA, body);
  if ('problem' in valid) return valid;
  const { refusedAt: written, jurisdiction, ...rest } = valid.value;
  if (!knows(jurisdiction)) return wrong('/jurisdiction', 'Send a code of GET /jurisdictions.');
  if (typeof rest.venue !== 'string' && !isToldName(rest.venue.told)) return wrong('/venue/told', NAME);
  const refusedAt = parseInstant(written);
  if (refusedAt === undefined || refusedAt > now + AHEAD_MS || refusedAt < now - TOLD_WITHIN_DAYS * DAY_MS)
    return wrong('/refusedAt', TIME);
  return { wanted: { ...rest, jurisdiction: jurisdiction as JurisdictionCode, refusedAt } };
}
