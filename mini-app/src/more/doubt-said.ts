/** DoubtSaid: why a signed link is not what it says, and what to do then; nobody is accused of more than was found. */
import type { StatementRefusal } from '../../../core/share-code/statement.ts';
import type { Doubts, Saying } from './words/index.ts';

export type DoubtOf = StatementRefusal | { kind: 'not-a-venue-code' | 'not-a-receipt' };

export function doubtSaid(refusal: DoubtOf, words: Doubts): Saying {
  switch (refusal.kind) {
    case 'false':
      return words.false;
    case 'expired':
      return words.expired;
    case 'revoked':
      return words.revoked;
    case 'cannot-tell':
      return words.cannotTell[refusal.reason];
    default:
      return words.notOne;
  }
}
