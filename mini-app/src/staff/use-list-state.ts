/** useListState: how old the trust list is, as time passes; asks for a newer one while the page is seen and there is a network. */
import { useDidShow } from '@tarojs/taro';
import { useEffect, useSyncExternalStore } from 'react';
import { useNow } from '../hooks/use-now.ts';
import { clock, platform, trustKeeper } from '../wiring.ts';
import { type ListState, listState } from './list-state.ts';
import { useStaffWords } from './words/index.ts';

const REFRESH_EVERY_MS = 5 * 60_000;

export function useListState(): ListState & { asking: boolean; ask(): void } {
  const words = useStaffWords();
  const trust = useSyncExternalStore(trustKeeper.subscribe, trustKeeper.get);
  const now = useNow();
  useDidShow(() => void trustKeeper.refresh());
  useEffect(() => {
    // A page that stays open all day; the keeper asks no more than hourly.
    const timer = setInterval(() => void trustKeeper.refresh(), REFRESH_EVERY_MS);
    const stop = platform.watchNetwork((online) => online && void trustKeeper.refresh());
    return () => {
      clearInterval(timer);
      stop();
    };
  }, []);
  const state = listState(trust.list, clock.phoneClock() === 'back', now, words);
  return { ...state, asking: trust.asking, ask: () => void trustKeeper.refresh('now') };
}
