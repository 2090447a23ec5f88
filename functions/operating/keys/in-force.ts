/** Waits until the trust list says what was just ordered. */
import type { KeysMeans } from './means.ts';

/** sign-list runs every minute. */
const WAIT_MS = 90_000;
const LOOK_AGAIN_MS = 1_000;

export async function inForce({ trustStore, clock, signNow }: KeysMeans): Promise<string> {
  const before = (await trustStore.readList()).seq ?? 0;
  await trustStore.want();
  await signNow?.();
  for (let waited = 0; waited < WAIT_MS; waited += LOOK_AGAIN_MS) {
    const { seq = 0 } = await trustStore.readList();
    if (seq > before)
      return `In force: trust list ${seq}. Every verifier knows with its next refresh, at the latest in 48 hours.`;
    await clock.sleep(LOOK_AGAIN_MS);
  }
  return `Ordered, but no trust list was signed within ${WAIT_MS / 1000} s. Look at the log of sign-list, then at npm run keys -- show.`;
}
