/**
 * Turn to call: a call takes its place in one clock for all environments just before it calls. Turns that were booked are
 * a forecast; where many come late at once, as after a source that hung, only this keeps them apart.
 */
import type { SourceFile } from '../../protocols/index.ts';
import { callIntervalMs } from './call-interval.ts';
import type { Control } from './control.ts';
import type { Clock } from './world.ts';

/**
 * Who wakes later than this takes another place: calls booked 1 ÷ (0.9 × requestsPerSecond) apart that are each at most a tenth
 * of a second late are never more than requestsPerSecond within a second.
 */
const MOST_LATE_MS = 100;
/** On a machine that is late each time, a question goes out all the same. */
const ATTEMPTS = 3;

/** Resolves when one call may go out; each call of a question takes its own. */
export async function turnToCall(
  source: SourceFile,
  { control, clock }: { control: Pick<Control, 'call'>; clock: Clock },
): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const at = await control.call(source.id, callIntervalMs(source));
    const waitMs = at - clock.now();
    if (waitMs > 0) await clock.sleep(waitMs);
    if (clock.now() - at <= MOST_LATE_MS) return;
  }
}
