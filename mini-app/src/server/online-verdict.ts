/** OnlineVerdict: the server's word on a showing or on a document: a verdict and nothing of the citizen. */
import { type Instant, parseInstant } from '../../../core/index.ts';
import { ONLINE_REASONS, REFUSALS } from '../../../core/share-code/index.ts';
import { isObject } from '../http/reading.ts';

export type OnlineVerdict =
  | { kind: 'admit'; until?: Instant; basis: 'result' | 'sampling-proof' | 'not-required' }
  | { kind: 'refuse'; reason: (typeof REFUSALS)[number] }
  | { kind: 'ask-online'; reason: (typeof ONLINE_REASONS)[number] };

/** `undefined`: no verdict. */
export function readVerdict(value: unknown): OnlineVerdict | undefined {
  if (!isObject(value)) return undefined;
  const { kind, until, basis, reason } = value;
  if (kind === 'admit') {
    const known = (['result', 'sampling-proof', 'not-required'] as const).find((each) => each === basis);
    return { kind, until: typeof until === 'string' ? parseInstant(until) : undefined, basis: known ?? 'result' };
  }
  const refusal = REFUSALS.find((each) => each === reason);
  const online = ONLINE_REASONS.find((each) => each === reason);
  if (kind === 'refuse' && refusal) return { kind, reason: refusal };
  // A reason of a newer server is at least no refusal.
  return kind === 'refuse' || kind === 'ask-online'
    ? { kind: 'ask-online', reason: online ?? 'undetermined' }
    : undefined;
}
