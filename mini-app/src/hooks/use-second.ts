/** useSecond: the trusted time, redrawn as each second begins while the page is seen. */
import { useDidHide, useDidShow } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import type { Instant } from '../../../core/index.ts';
import { clock } from '../wiring.ts';

const SECOND_MS = 1_000;

export function useSecond(): Instant {
  // An object, so that every second is drawn: a clock that was set back stands still, and the page has to say so.
  const [{ now }, setNow] = useState(() => ({ now: clock.now() }));
  const [seen, setSeen] = useState(true);
  useDidShow(() => setSeen(true));
  useDidHide(() => setSeen(false));
  useEffect(() => {
    if (!seen) return;
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      const at = clock.now();
      setNow({ now: at });
      timer = setTimeout(tick, SECOND_MS - (at % SECOND_MS) + 5);
    };
    tick();
    return () => clearTimeout(timer);
  }, [seen]);
  return now;
}
