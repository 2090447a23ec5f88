/** useGate: the gate of this page: judged where one works, heard and felt, counted; forgotten when the page is left or hidden. */
import { useDidHide } from '@tarojs/taro';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { whenChanged } from '../followed/when-changed.ts';
import { settings, trustKeeper } from '../wiring.ts';
import { createGate, type Gate, type GateState, standingOf } from './gate.ts';
import { createListAsker } from './list-asker.ts';
import { opinionOf } from './second-opinion.ts';
import { device, judge, placeNow, post, staffServer, tallyBook } from './wiring.ts';

const askForList = createListAsker(() => void trustKeeper.refresh('now'), Date.now);

/** Whatever a verdict follows from, but the code and the time. */
function judgedBy() {
  const { jurisdiction, scene } = placeNow();
  return [trustKeeper.get().list, jurisdiction, scene];
}

interface UsedGate {
  gate: Gate;
  state: GateState;
  ask(serial: number): void;
  compared: Gate['compared'];
}

/** `token`: a desk's, to ask online with. */
export function useGate(token?: () => string | undefined): UsedGate {
  const gate = useMemo(
    () =>
      createGate({
        judge,
        now: Date.now,
        onVerdict(told) {
          const signal = standingOf(told);
          askForList(told.verification);
          if (!post.get().silent) device.sound(signal);
          device.tremble(signal);
        },
        onCount(counted) {
          tallyBook.count(post.get().venue?.id, counted);
          // Whoever has checked a code finds 核验 at once the next time; `false` says that they do not want to.
          const checked = counted.to.kind !== 'not-a-code';
          if (checked && !token && settings.get().opensAtCheck === undefined) settings.change({ opensAtCheck: true });
        },
      }),
    [token],
  );
  const state = useSyncExternalStore(gate.subscribe, gate.get);
  useEffect(() => {
    const timer = setInterval(() => gate.tick(), 500);
    return () => {
      clearInterval(timer);
      gate.clear();
    };
  }, [gate]);

  useDidHide(gate.hide);

  // What was told for another venue is counted there, and no business of this one.
  useEffect(() => whenChanged([post], () => [post.get().venue?.id], gate.hide), [gate]);
  // A code may be held up before the list has come, or before the right place was chosen.
  useEffect(() => whenChanged([trustKeeper, post, settings], judgedBy, gate.judgeAnew), [gate]);

  async function ask(serial: number): Promise<void> {
    const told = gate.get().current;
    const { venue } = post.get();
    if (told?.serial !== serial || !venue || told.secondOpinion?.kind === 'asking') return;
    gate.opinion(serial, { kind: 'asking' });
    gate.opinion(serial, opinionOf(await staffServer.verify(told.text, venue.id, token?.())));
  }
  return {
    gate,
    state,
    ask: (serial) => void ask(serial),
    compared: gate.compared,
  };
}
