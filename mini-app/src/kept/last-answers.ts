/** LastAnswers: the newest answer for each place and scene, kept on the phone for when there is no network. */
import type { Scene } from '../../../core/index.ts';
import type { Platform } from '../phone/platform-contract.ts';
import { type Results, readResults } from '../server/answers.ts';

const KEY = 'last-answers';
/** Places a person goes between in a day; older ones make room. */
const MOST = 6;

interface Kept {
  question: string;
  body: unknown;
}

export interface LastAnswers {
  /** Keeps a body of GET /results as it came. */
  keep(place: string, scene: Scene, body: unknown): void;
  recall(place: string, scene: Scene): Results | undefined;
  forgetAll(): void;
}

export function createLastAnswers(phone: Pick<Platform, 'remember' | 'recall' | 'forget'>): LastAnswers {
  const all = (): Kept[] => {
    const kept = phone.recall(KEY);
    return Array.isArray(kept) ? kept : [];
  };
  return {
    keep(place, scene, body) {
      const question = `${place} ${scene}`;
      const others = all().filter((each) => each.question !== question);
      phone.remember(KEY, [{ question, body }, ...others].slice(0, MOST));
    },
    recall(place, scene) {
      return readResults(all().find((each) => each.question === `${place} ${scene}`)?.body);
    },
    forgetAll: () => phone.forget(KEY),
  };
}
