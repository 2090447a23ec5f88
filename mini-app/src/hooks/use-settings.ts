/** useSettings: what the person chose, and the words of the language they chose. */
import { useSyncExternalStore } from 'react';
import type { Settings } from '../kept/settings.ts';
import { settings } from '../wiring.ts';
import { languages, type Words } from '../words/index.ts';

export function useSettings(): Settings & { words: Words } {
  const current = useSyncExternalStore(settings.subscribe, settings.get);
  return { ...current, words: languages[current.language] };
}
