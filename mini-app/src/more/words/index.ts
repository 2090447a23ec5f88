/** useMoreWords: the words of these pages in the chosen language. */
import { useSettings } from '../../hooks/use-settings.ts';
import type { Language } from '../../words/index.ts';
import { en } from './en.ts';
import type { MoreWords } from './words.ts';
import { zh } from './zh.ts';

export type { Doubts, MoreWords, Saying } from './words.ts';
export const moreLanguages = { zh, en } satisfies Record<Language, MoreWords>;

export function useMoreWords(): MoreWords {
  return moreLanguages[useSettings().language];
}
