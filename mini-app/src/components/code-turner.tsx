/** CodeTurner: whose code of several is on the screen, and the ways to the next: buttons, a swipe over the code, or by itself. */
import { Text, View } from '@tarojs/components';
import { type PropsWithChildren, useEffect, useRef } from 'react';
import { useSettings } from '../hooks/use-settings.ts';
import { swipe, TURN_EVERY_MS, type Turning, turned } from '../share-code/turning.ts';
import { Bilingual } from './bilingual.tsx';
import { Tap } from './tap.tsx';
import './code-turner.css';

interface CodeTurnerProps {
  turning: Turning;
  all: number;
  onTurn(turning: Turning): void;
}

/** As much of a touch as all platforms tell. */
interface Touched {
  changedTouches: { clientX?: number; clientY?: number; x?: number; y?: number }[];
}
const placeOf = ({ changedTouches: [touch] }: Touched) => ({
  x: touch?.clientX ?? touch?.x ?? 0,
  y: touch?.clientY ?? touch?.y ?? 0,
});

export function CodeTurner({ turning, all, onTurn, children }: PropsWithChildren<CodeTurnerProps>) {
  const { words } = useSettings();
  const began = useRef({ x: 0, y: 0 });
  const { at, turns } = turning;
  useEffect(() => {
    if (!turns) return;
    const timer = setTimeout(() => onTurn(turned(turning, 1, all, false)), TURN_EVERY_MS);
    return () => clearTimeout(timer);
  }, [turning, turns, all, onTurn]);

  const byHand = (by: number) => onTurn(turned(turning, by, all, true));
  return (
    <View
      onTouchStart={(event) => {
        began.current = placeOf(event as unknown as Touched);
      }}
      onTouchEnd={(event) => {
        const by = swipe(began.current, placeOf(event as unknown as Touched));
        if (by !== 0) byHand(by);
      }}
    >
      <View className="code-turner">
        <Tap className="link code-turner-way" label={words.show.previous} onTap={() => byHand(-1)}>
          <View className="code-turner-back" />
        </Tap>
        <View>
          <Bilingual className="code-turner-at" say={({ show }) => show.ofAll(at + 1, all)} />
          <Tap className="link" onTap={() => onTurn({ at, turns: !turns })}>
            <Text>{turns ? words.show.stopTurning : words.show.turn}</Text>
          </Tap>
        </View>
        <Tap className="link code-turner-way code-turner-next" label={words.show.next} onTap={() => byHand(1)}>
          <View className="code-turner-forth" />
        </Tap>
      </View>
      {children}
    </View>
  );
}
