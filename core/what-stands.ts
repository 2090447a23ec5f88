/** Which outcome stands when the channels have told theirs: corrections first, then the institution's word before a copy's. */
import type { Seen } from './seen.ts';
import type { Outcome } from './test-result.ts';

export interface Standing {
  outcome?: Outcome;
  outcomeUnknown?: true;
  contradicted?: true;
  canVoid: boolean;
}

/** Of the sightings of one test, which all say whom they are about or all do not. */
export function whatStands(sightings: readonly Seen[]): Standing {
  const canVoid = sightings.some(saysWhom);
  const speaking = sightings.filter((each) => each.outcome !== undefined);
  if (speaking.length === 0) {
    return sightings.some((each) => each.outcomeUnknown) ? { outcomeUnknown: true, canVoid } : { canVoid: false };
  }
  const agreed = onlyOutcome(speaking);
  if (agreed) return { outcome: agreed, canVoid };
  const standing = speaking.filter((each) => !speaking.some((other) => corrects(other, each)));
  const outcome = onlyOutcome(standing);
  if (outcome) return { outcome, canVoid };
  const original = onlyOutcome(standing.filter((each) => each.channel === 'institution'));
  return original ? { outcome: original, contradicted: true, canVoid } : { contradicted: true, canVoid };
}

/** What does not may be about somebody else: it voids and contradicts nothing. */
export function saysWhom(seen: Seen): boolean {
  return seen.identityEcho !== 'none';
}

/** A later report on what bears the same number, with another outcome, replaces the earlier one, whichever channel shows it. */
function corrects(later: Seen, earlier: Seen): boolean {
  return (
    sharesNumber(later, earlier) &&
    later.outcome !== earlier.outcome &&
    later.reportIssuedAt !== undefined &&
    earlier.reportIssuedAt !== undefined &&
    later.reportIssuedAt > earlier.reportIssuedAt
  );
}

/** One channel calls specimen what another calls report. */
function sharesNumber(a: Seen, b: Seen): boolean {
  const isOf = ({ specimen, reportNumber }: Seen, number: string | undefined) =>
    number !== undefined && (number === specimen || number === reportNumber);
  return isOf(b, a.specimen) || isOf(b, a.reportNumber);
}

function onlyOutcome(sightings: readonly Seen[]): Outcome | undefined {
  const first = sightings[0]?.outcome;
  return sightings.every((each) => each.outcome === first) ? first : undefined;
}
