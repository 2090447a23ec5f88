/** TroubleNote: what went wrong, the one thing to do, and what to quote. */
import type { Trouble } from '../trouble.ts';
import { useSettings } from '../use-settings.ts';
import type { Words } from '../words/index.ts';
import { NoticeBar } from './notice-bar.tsx';

export function TroubleNote({ trouble }: { trouble: Trouble }) {
  const { words } = useSettings();
  const reference = trouble.kind === 'problem' && trouble.reference ? words.reference(trouble.reference) : undefined;
  return <NoticeBar text={troubleSentence(trouble, words)} more={reference} />;
}

export function troubleSentence(trouble: Trouble, words: Words): string {
  if (trouble.kind === 'problem' && trouble.problem) return words.problem[trouble.problem];
  return `${words.trouble[trouble.kind]}${words.tag === 'en' ? ' ' : ''}${words.troubleAction[trouble.kind]}`;
}
