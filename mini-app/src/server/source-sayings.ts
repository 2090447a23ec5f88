/** Saying: what a source says of this person, by which the list of channels is grouped. */
import type { SourceState } from './source-state.ts';

/** In the order of the list: what was found, what is missing, what is on its way. */
export const SAYINGS = ['found', 'not-out', 'none', 'silent', 'busy', 'asking', 'not-connected', 'unknown'] as const;
export type Saying = (typeof SAYINGS)[number];

export function sayingOf({ state, reason, notOut }: SourceState): Saying {
  switch (state) {
    case 'found':
    case 'none':
      return notOut ? 'not-out' : state;
    case 'failed':
      return reason === 'busy' ? 'busy' : 'silent';
    case 'pending':
    case 'asking':
      return 'asking';
    case 'not-connected':
    case 'unknown':
      return state;
  }
}

/** Its own word, and not our ignorance. */
export const hasAnswered = ({ state }: SourceState): boolean => state === 'found' || state === 'none';

/** Whether its word can be waited for at all. */
export const isConnected = ({ state }: SourceState): boolean => state !== 'not-connected';

export interface SayingGroup {
  saying: Saying;
  sources: SourceState[];
}

/** Those who say the same together, each group in the order it was given; empty groups are left out. */
export function bySaying(sources: readonly SourceState[]): SayingGroup[] {
  return SAYINGS.map((saying) => ({
    saying,
    sources: sources.filter((source) => sayingOf(source) === saying),
  })).filter((group) => group.sources.length > 0);
}
