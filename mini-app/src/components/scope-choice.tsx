/** ScopeChoice: which channels are asked, as one row that opens the list. */
import { Text, View } from '@tarojs/components';
import { useState, useSyncExternalStore } from 'react';
import { useSettings } from '../hooks/use-settings.ts';
import { SCOPES } from '../server/scopes.ts';
import { resultsWatch } from '../wiring.ts';
import { ChoiceRow } from './choice-row.tsx';
import { Sheet } from './sheet.tsx';
import { Tap } from './tap.tsx';
import './source-list.css';

export function ScopeChoice() {
  const { words } = useSettings();
  const { scope: current } = useSyncExternalStore(resultsWatch.subscribe, resultsWatch.get);
  const [open, setOpen] = useState(false);
  return (
    <View>
      <Tap className="link" label={words.chooseScope(words.scope[current])} onTap={() => setOpen(true)}>
        <Text className="source-list-scope">{words.scopeAsked(words.scope[current])}</Text>
      </Tap>
      {open && (
        <Sheet title={words.scopeTitle} onClose={() => setOpen(false)}>
          {SCOPES.map((scope) => (
            <ChoiceRow
              key={scope}
              text={words.scope[scope]}
              why={words.scopeWhich[scope]}
              chosen={scope === current}
              onChoose={() => {
                resultsWatch.ask(scope);
                setOpen(false);
              }}
            />
          ))}
        </Sheet>
      )}
    </View>
  );
}
