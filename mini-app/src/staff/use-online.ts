/** useOnline: whether the phone last said that it has a network. Before it has said anything it is hoped for: asking tells. */
import { useEffect, useState } from 'react';
import { platform } from '../wiring.ts';

export function useOnline(): boolean {
  const [online, setOnline] = useState(true);
  useEffect(() => platform.watchNetwork(setOnline), []);
  return online;
}
