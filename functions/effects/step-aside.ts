/** Step aside: a short random wait before writing again what somebody else has just changed, so that one gets through. */
import type { Surroundings } from './effects.ts';

export const ATTEMPTS = 12;
const LONGEST_MS = 200;

export async function stepAside({ clock, random }: Surroundings['world'], attempt: number): Promise<void> {
  if (attempt > 0) await clock.sleep(random() * Math.min(10 * 2 ** attempt, LONGEST_MS));
}
