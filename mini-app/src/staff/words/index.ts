/** useStaffWords: the staff's words in the chosen language, and in Chinese, which what staff decide by is always shown in. */
import { useSettings } from '../../hooks/use-settings.ts';
import type { Language } from '../../words/index.ts';
import { en } from './en.ts';
import type { StaffWords } from './words.ts';
import { zh } from './zh.ts';

export type { Saying, StaffWords } from './words.ts';
export const staffLanguages = { zh, en } satisfies Record<Language, StaffWords>;

export function useStaffWords(): StaffWords {
  return staffLanguages[useSettings().language];
}
