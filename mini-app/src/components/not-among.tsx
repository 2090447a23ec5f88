/** NotAmong: who of a family has no code among those that are shown together; why is folded away, for staff look at this screen too. */
import { Text, View } from '@tarojs/components';
import { useState, useSyncExternalStore } from 'react';
import { useNow } from '../hooks/use-now.ts';
import { useSettings } from '../hooks/use-settings.ts';
import type { Whose } from '../share-code/phone-code.ts';
import { showView } from '../share-code/show-view.ts';
import { clock, codeKeeper, familyWatch } from '../wiring.ts';
import { BigButton } from './big-button.tsx';
import { Foldable } from './foldable.tsx';

interface NotAmongProps {
  shown: readonly Whose[];
  /** Codes that have come meanwhile are to be shown too, and staff count anew. */
  onAnew(): void;
}

export function NotAmong({ shown, onAnew }: NotAmongProps) {
  const { words } = useSettings();
  const { members } = useSyncExternalStore(familyWatch.subscribe, familyWatch.get);
  const [open, setOpen] = useState(false);
  const everybody: { whose: Whose; name: string }[] = [
    { whose: 'own', name: words.show.oneself },
    ...members.map(({ id, name }) => ({ whose: { for: id }, name })),
  ];
  const missing = everybody.filter(({ whose }) => !shown.some((each) => isSame(each, whose)));
  const come = useSyncExternalStore(codeKeeper.subscribe, () => missing.filter(({ whose }) => hasCode(whose)).length);
  if (missing.length === 0) return null;
  return (
    <View className="section">
      {come > 0 && <BigButton second text={words.show.anew(come)} onTap={onAnew} />}
      {missing.length > come && (
        <Foldable title={words.show.notAmong(missing.length - come)} open={open} onToggle={() => setOpen(!open)}>
          {missing
            .filter(({ whose }) => !hasCode(whose))
            .map(({ whose, name }) => (
              <Missing key={name + idOf(whose)} whose={whose} name={name} />
            ))}
        </Foldable>
      )}
    </View>
  );
}

function Missing({ whose, name }: { whose: Whose; name: string }) {
  const { show } = useSettings().words;
  const now = useNow();
  const state = useSyncExternalStore(codeKeeper.subscribe, () => codeKeeper.of(whose));
  const view = showView(state, clock.phoneClock(), now);
  if (view.kind === 'code') return null;
  const why =
    view.kind === 'getting'
      ? show.gettingWhy
      : view.kind === 'withheld'
        ? show.withheld[view.why].text
        : show[view.kind].text;
  return (
    <View>
      <Text className="block">{name}</Text>
      <Text className="block small quiet">{why}</Text>
    </View>
  );
}

const idOf = (whose: Whose) => (whose === 'own' ? '' : whose.for);
const isSame = (one: Whose, other: Whose) => idOf(one) === idOf(other);
const hasCode = (whose: Whose) => codeKeeper.of(whose).code !== undefined;
