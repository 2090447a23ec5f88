/** Waits until the trust list says what was just ordered. */
import type { KeysMeans } from './means.ts';

/** sign-list runs every minute. */
const WAIT_MS = 90_000;
const LOOK_AGAIN_MS = 1_000;

/** A list that was begun before the order does not count, whenever it comes: it may have read less than it. */
export async function inForce({ trustStore, clock, signNow }: KeysMeans): Promise<string> {
  const order = await trustStore.want();
  await signNow?.();
  for (let waited = 0; waited < WAIT_MS; waited += LOOK_AGAIN_MS) {
    const { seq, met = 0 } = await trustStore.readList();
    if (met >= order)
      return `In force: trust list ${seq}. Every verifier knows with its next refresh, at the latest in 48 hours.`;
    await clock.sleep(LOOK_AGAIN_MS);
  }
  return `Ordered, but no trust list that says so was signed within ${WAIT_MS / 1000} s. Look at the log of sign-list, then at npm run keys -- show.`;
}
