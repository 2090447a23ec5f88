/** useTrust: the trust list that this phone keeps, and a newer one where there is a network. */
import { useDidShow } from '@tarojs/taro';
import { useEffect, useSyncExternalStore } from 'react';
import { platform, trustKeeper } from '../wiring.ts';

/** `waiting`: no list yet and one is being fetched, so that nothing can be told for a moment. */
export function useTrust(): { waiting: boolean } {
  const trust = useSyncExternalStore(trustKeeper.subscribe, trustKeeper.get);
  useDidShow(() => void trustKeeper.refresh());
  useEffect(() => platform.watchNetwork((online) => online && void trustKeeper.refresh()), []);
  return { waiting: !trust.list && !trust.trouble };
}
