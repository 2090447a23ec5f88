/** VerdictTold: a verdict as staff read it: a shape, few words, why, what to do next, and the notice where it is no ground to refuse. */
import type { Instant } from '../../../core/index.ts';
import type { TrustList, Verification } from '../../../core/share-code/index.ts';
import type { Shape } from '../sentences/decision-sentence.ts';
import { dateTime } from '../sentences/times.ts';
import type { OnlineVerdict } from '../server/online-verdict.ts';
import type { Words } from '../words/index.ts';
import type { Saying, StaffWords } from './words/index.ts';

export interface VerdictTold {
  kind: Verification['kind'];
  shape: Shape | 'cross';
  /** The largest thing on the screen. */
  title: string;
  /** Until when, or why. */
  text: string;
  todo?: string;
  /** The sentence of the notice: this reason may not be used to refuse anybody. */
  notice?: string;
}

const SHAPES: Record<Verification['kind'], VerdictTold['shape']> = {
  admit: 'tick',
  refuse: 'cross',
  'ask-online': 'question',
  'not-a-code': 'ring',
};

/** What the published list says of a reason, so that a rule's words need no release; else our own. */
export type ListWords = TrustList['words'] | undefined;

export interface Telling {
  words: Words;
  staff: StaffWords;
  language: 'zh' | 'en';
  list: ListWords;
  now: Instant;
}

export function verdictTold(verification: Verification | OnlineVerdict, telling: Telling): VerdictTold {
  const { words, staff, now } = telling;
  const base = { kind: verification.kind, shape: SHAPES[verification.kind] };
  switch (verification.kind) {
    case 'admit': {
      const { until, basis } = verification;
      if (basis === 'not-required') return { ...base, title: staff.admit, text: staff.admitNotRequired };
      // Online an end may be left out; offline there always is one.
      const text = until === undefined ? '' : staff.admitUntil[basis](dateTime(until, now, words));
      return { ...base, title: staff.admit, text };
    }
    case 'refuse': {
      const { reason } = verification;
      const said = fromList(staff.refusal[reason], `reason.${reason}`, telling);
      // A false code is no result of any channel; whoever has a true one elsewhere may show that.
      const notice = reason === 'forged' ? undefined : noticeOf(telling);
      return { ...base, title: staff.refuse, ...said, ...(notice && { notice }) };
    }
    case 'ask-online': {
      const said = fromList(staff.online[verification.reason], `reason.${verification.reason}`, telling);
      return { ...base, title: staff.askOnline, ...said, notice: noticeOf(telling) };
    }
    case 'not-a-code':
      return { ...base, title: staff.notACode, ...staff.notACodeKind[verification.of] };
  }
}

export function noticeOf({ staff, language, list }: Pick<Telling, 'staff' | 'language' | 'list'>): string {
  return list?.notice?.[language] ?? staff.notice;
}

/** What is published says also what to do. */
function fromList(ours: Saying, key: string, { list, language }: Telling): { text: string; todo?: string } {
  const published = list?.[key];
  return published ? { text: published[language] } : ours;
}
