/** Whose a document is: every pair of what stands and what comes, and what must hold whoever comes in whatever order. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CitizenId, STRENGTHS, type Strength } from '../../core/index.ts';
import type { AccountKey, DocumentItem } from '../effects/items.ts';
import { isStronger, strongest, whoseAfter } from './whose.ts';

const [mine, theirs] = ['my account', 'their account'] as AccountKey[];
const [me, them] = ['me', 'them'] as CitizenId[];
const standing = (citizen: CitizenId, proofs: Record<string, Strength>): DocumentItem => ({ v: 3, citizen, proofs });

test('nobody’s becomes mine', () => {
  expect(whoseAfter(undefined, mine!, 'matched', me!)).toEqual({
    kind: 'write',
    next: { citizen: me, proofs: { [mine!]: 'matched' } },
  });
});

describe('somebody else’s', () => {
  test.each<[Strength, Strength, string]>([
    ['phone', 'matched', 'leave'],
    ['matched', 'matched', 'leave'],
    ['matched', 'phone', 'taken'],
    ['phone', 'phone', 'joined'],
    ['phone', 'holder', 'taken'],
    ['holder', 'phone', 'refuse'],
    ['holder', 'holder', 'joined'],
    ['matched', 'guardian', 'taken'],
    ['guardian', 'matched', 'leave'],
    ['guardian', 'guardian', 'joined'],
    ['guardian', 'phone', 'taken'],
    ['guardian', 'holder', 'taken'],
    ['phone', 'guardian', 'refuse'],
    ['holder', 'guardian', 'refuse'],
    ['face', 'counter', 'refuse'],
    ['counter', 'face', 'taken'],
  ])('by %s, met with %s, is %s', (theirProof, myProof, outcome) => {
    const whose = whoseAfter(standing(them!, { [theirs!]: theirProof }), mine!, myProof, me!);
    if (outcome === 'taken')
      expect(whose).toEqual({
        kind: 'write',
        next: { citizen: me, proofs: { [mine!]: myProof }, displaced: { citizen: them, accounts: [theirs] } },
      });
    else if (outcome === 'joined')
      expect(whose).toEqual({
        kind: 'write',
        next: { citizen: them, proofs: { [theirs!]: theirProof, [mine!]: myProof } },
      });
    else expect(whose).toEqual({ kind: outcome });
  });
});

describe('my own citizen’s', () => {
  test('a stronger proof of mine sends away who knew less', () => {
    expect(whoseAfter(standing(me!, { [theirs!]: 'phone', [mine!]: 'phone' }), mine!, 'holder', me!)).toEqual({
      kind: 'write',
      next: { citizen: me, proofs: { [mine!]: 'holder' }, displaced: { citizen: me, accounts: [theirs] } },
    });
  });
  test('a weaker proof takes nothing from me or from others', () => {
    expect(whoseAfter(standing(me!, { [theirs!]: 'holder', [mine!]: 'holder' }), mine!, 'phone', me!)).toEqual({
      kind: 'write',
      next: { citizen: me, proofs: { [theirs!]: 'holder', [mine!]: 'holder' } },
    });
  });
});

test('whoever comes in whatever order, the strongest proof holds the document and no weaker one stays beside it', () => {
  const attempt = fc.record({
    account: fc.constantFrom('a', 'b', 'c', 'd') as fc.Arbitrary<AccountKey>,
    strength: fc.constantFrom(...STRENGTHS),
  });
  fc.assert(
    fc.property(fc.array(attempt, { minLength: 1, maxLength: 12 }), (attempts) => {
      let item: DocumentItem | undefined;
      let best: Strength = 'matched';
      for (const [at, { account, strength }] of attempts.entries()) {
        // An account that was displaced leads to nobody and would begin as a new citizen.
        const own = item?.proofs[account] ? item.citizen : (`citizen ${at}` as CitizenId);
        const whose = whoseAfter(item, account, strength, own);
        if (whose.kind === 'write') {
          const { displaced, ...next } = whose.next;
          expect(displaced?.accounts ?? []).not.toContain(account);
          item = { ...next, v: (item?.v ?? 0) + 1 };
        }
        if (isStronger(strength, best)) best = strength;
        expect(strongest(item!.proofs)).toBe(best);
        if (best !== 'matched') expect(Object.values(item!.proofs).every((each) => each === best)).toBe(true);
      }
    }),
  );
});
