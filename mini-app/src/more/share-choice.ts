/** ShareChoice: what a citizen has chosen about a link, as it is asked of the server. */
import {
  formatInstant,
  HOUR_MS,
  type Instant,
  instantOf,
  type JurisdictionCode,
  type Scene,
} from '../../../core/index.ts';
import type { LinkRequest } from './link-server.ts';

/** Hours that a link may open again and again. */
export const HOURS = [2, 12, 24] as const;

export interface ShareChoice {
  /** The dependent; oneself without. */
  of?: string;
  to: LinkRequest['to'];
  /** The only venue whose staff may open it. */
  venue?: string;
  opens: 'once' | (typeof HOURS)[number];
}

/** A person is told by the rule of where the citizen is going; a venue's staff by their own. */
export function linkRequest(
  { of, to, venue, opens }: ShareChoice,
  going: { place: JurisdictionCode; scene: Scene },
  now: Instant,
): LinkRequest {
  return {
    to,
    ...(to === 'venue' && venue !== undefined && { venue }),
    ...(to === 'person' && { jurisdiction: going.place, scene: going.scene }),
    ...(opens === 'once'
      ? { opens }
      : { opens: 'until' as const, until: formatInstant(instantOf(now + opens * HOUR_MS)) }),
    ...(of !== undefined && { for: of }),
  };
}
