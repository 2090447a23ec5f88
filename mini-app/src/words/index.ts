/** The languages there are; a further one is one file and one line here. */
import { en } from './en.ts';
import type { Words } from './words.ts';
import { zh } from './zh.ts';

export const languages = { zh, en } satisfies Record<string, Words>;
export type Language = keyof typeof languages;
export type { Words };

/** The first language of a phone whose system speaks `tag`: Chinese for every kind of Chinese, else English. */
export function languageFor(tag: string | undefined): Language {
  return tag === undefined || tag.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
