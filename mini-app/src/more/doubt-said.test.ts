import { expect, test } from 'vitest';
import { type DoubtOf, doubtSaid } from './doubt-said.ts';
import type { Saying } from './words/index.ts';
import { zh } from './words/zh.ts';

const { venue } = zh;

test.each<[DoubtOf, Saying]>([
  [{ kind: 'false' }, venue.false],
  [{ kind: 'expired' }, venue.expired],
  [{ kind: 'revoked' }, venue.revoked],
  [{ kind: 'cannot-tell', reason: 'trust-list' }, venue.cannotTell['trust-list']],
  [{ kind: 'cannot-tell', reason: 'clock' }, venue.cannotTell.clock],
  [{ kind: 'not-a-venue-code' }, venue.notOne],
])('of a poster %j is said as what it is', (refusal, said) => expect(doubtSaid(refusal, venue)).toBe(said));

test('what cannot be judged is called neither false nor no poster', () => {
  for (const { text } of Object.values(venue.cannotTell)) expect(text).not.toMatch(/假的|这不是/);
});
