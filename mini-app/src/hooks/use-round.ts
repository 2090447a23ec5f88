/** useRound: whose codes are shown together, and the mark by which staff count them; begun anew when one of them is gone, or when a person says so. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Whose } from '../share-code/phone-code.ts';
import { codeKeeper } from '../wiring.ts';

/** That two families at one door draw the same is unlikely enough; nothing secret hangs on it. */
const MARKS = 65_536;
/** As many as there are now: staff are counting. */
const newRound = () => ({ everybody: codeKeeper.held(), mark: Math.floor(Math.random() * MARKS) });

export function useRound(onAnew: () => void): { everybody: readonly Whose[]; mark: number; anew(): void } {
  const [round, setRound] = useState(newRound);
  const { everybody } = round;
  const left = useSyncExternalStore(
    codeKeeper.subscribe,
    () => everybody.filter((each) => codeKeeper.of(each).code !== undefined).length,
  );
  function anew(): void {
    setRound(newRound());
    onAnew();
  }
  // Of whoever is no longer of the family, or has no code any more, nobody waits at the gate.
  useEffect(() => {
    if (left < everybody.length) anew();
  });
  return { ...round, anew };
}
