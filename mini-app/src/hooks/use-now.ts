/** useNow: the server's time, redrawn as it passes, so that what is left stays true on an open page. */
import { useEffect, useState } from 'react';
import type { Instant } from '../../../core/index.ts';
import { clock } from '../wiring.ts';

const EVERY_MS = 10_000;

export function useNow(): Instant {
  const [now, setNow] = useState(clock.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(clock.now()), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  // A reading may have moved the clock since the last tick.
  return Math.abs(clock.now() - now) > EVERY_MS ? clock.now() : now;
}
