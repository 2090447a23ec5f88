/** useTelling: how verdicts are told here and now: in Chinese always, beside it in the chosen language. */
import { useSyncExternalStore } from 'react';
import { useNow } from '../hooks/use-now.ts';
import { useSettings } from '../hooks/use-settings.ts';
import { trustKeeper } from '../wiring.ts';
import { languages } from '../words/index.ts';
import type { Telling } from './verdict-told.ts';
import { staffLanguages } from './words/index.ts';

export interface BothTellings {
  zh: Telling;
  /** `undefined`: Chinese is the chosen language. */
  other?: Telling;
}

export function useTelling(): BothTellings {
  const { language } = useSettings();
  const now = useNow();
  const list = useSyncExternalStore(trustKeeper.subscribe, trustKeeper.get).list?.words;
  const telling = (of: Telling['language']): Telling => ({
    words: languages[of],
    staff: staffLanguages[of],
    language: of,
    list,
    now,
  });
  return { zh: telling('zh'), ...(language !== 'zh' && { other: telling(language) }) };
}
