/** Screen in a browser: it can be kept on where the browser has a wake lock; brightness and captures are not a page's business. */
import type { HoldScreen } from './screen-contract.ts';

export const holdScreen: HoldScreen = () => {
  const lock = typeof navigator === 'object' && 'wakeLock' in navigator ? navigator.wakeLock : undefined;
  let held: WakeLockSentinel | undefined;
  let wanted = true;
  // Refused where the battery is low: the page works as it is.
  lock?.request('screen').then(
    (sentinel) => {
      if (wanted) held = sentinel;
      else void sentinel.release();
    },
    () => undefined,
  );
  return {
    brightness: 'unsupported',
    keptOn: lock ? 'done' : 'unsupported',
    captureHidden: 'unsupported',
    release() {
      wanted = false;
      void held?.release();
      held = undefined;
    },
  };
};
