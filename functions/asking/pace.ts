/**
 * Pace: a question holds its concurrency slot so long after it began to call that, whichever environments run, a source's
 * limit is never met. It also waits for the turn it was booked for, so that slots which start together do not call
 * together; the wait does not count as holding, or a late question after a punctual one would call within the same second.
 */
import type { Instant } from '../../core/index.ts';
import type { SourceFile } from '../../protocols/index.ts';
import { callIntervalMs } from '../effects/call-interval.ts';
import type { Clock } from '../effects/world.ts';
import { callsOf } from './patience.ts';

/** The time for which one call keeps one of the source's slots. */
export function holdPerCallMs(source: SourceFile): number {
  return source.limits.concurrency * callIntervalMs(source);
}

/** How long to wait before the first call: until the booked turn, but never longer than the question will hold its slot. */
export function waitForTurnMs(source: SourceFile, turnAt: Instant, receivedAt: Instant): number {
  return Math.min(Math.max(turnAt - receivedAt, 0), callsOf(source) * holdPerCallMs(source));
}

/** Runs `ask` in its turn and resolves when its slot may be given up. A question that made no call holds nothing. */
export async function paced<T extends { calls: number; calledAt?: Instant }>(
  source: SourceFile,
  turnAt: Instant,
  clock: Clock,
  ask: () => Promise<T>,
  answered: (asked: T) => Promise<void>,
): Promise<void> {
  const waitMs = waitForTurnMs(source, turnAt, clock.now());
  if (waitMs > 0) await clock.sleep(waitMs);
  const asked = await ask();
  await answered(asked);
  // From when the call went out: what was looked up before it takes now longer, now shorter.
  const restMs = (asked.calledAt ?? clock.now()) + asked.calls * holdPerCallMs(source) - clock.now();
  if (restMs > 0) await clock.sleep(restMs);
}
