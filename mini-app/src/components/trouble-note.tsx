/** TroubleNote: what went wrong, the one thing to do, and what to quote. */

import { useSettings } from '../hooks/use-settings.ts';
import type { Trouble } from '../http/trouble.ts';
import { waiting } from '../sentences/times.ts';
import type { Words } from '../words/index.ts';
import { NoticeBar } from './notice-bar.tsx';

interface TroubleNoteProps {
  trouble: Trouble;
  /** What to do on this page, where it is not to check again. */
  todo?: string;
}

export function TroubleNote({ trouble, todo }: TroubleNoteProps) {
  const { words } = useSettings();
  const reference = trouble.kind === 'problem' && trouble.reference ? words.reference(trouble.reference) : undefined;
  return <NoticeBar text={troubleSentence(trouble, words, todo)} more={reference} />;
}

export function troubleSentence(trouble: Trouble, words: Words, todo?: string): string {
  if (trouble.kind === 'problem' && trouble.problem) {
    const { problem, retryAfterMs } = trouble;
    const isTold = problem === 'too-many-attempts' && retryAfterMs !== undefined;
    return isTold ? words.tooManyAttempts(words.duration(waiting(retryAfterMs))) : words.problem[problem];
  }
  return `${words.trouble[trouble.kind]}${words.tag === 'en' ? ' ' : ''}${todo ?? words.troubleAction[trouble.kind]}`;
}
