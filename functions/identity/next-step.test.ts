import { describe, expect, test } from 'vitest';
import type { CheckWord } from '../effects/check-words.ts';
import { nextStep } from './next-step.ts';

const NOW = 1_000_000;
const UNTIL = NOW + 30_000;

const WORDS: Record<string, CheckWord> = {
  later: { word: 'busy', againAt: NOW + 1_000 },
  'too-late': { word: 'busy', againAt: UNTIL },
  'error-later': { word: 'source-error', againAt: NOW + 1_000 },
};

/** `said`: the askings in their order, each `source word`, where `?` is no word yet. */
function step(strength: 'phone' | 'holder', offering: string[], said: string, now = NOW) {
  const askings = said.split(', ').map((asking) => asking.split(' ') as [string, string]);
  const words = askings.flatMap(([, word], at): [number, CheckWord][] =>
    word === '?' ? [] : [[at, WORDS[word] ?? { word: word as CheckWord['word'] }]],
  );
  const claim = { asked: askings.map(([source]) => source), offering, strength, askedUntil: UNTIL };
  const next = nextStep(claim, new Map(words), now);
  return next.kind === 'ask' ? `ask ${next.sources.join(' and ')}` : next.kind;
}

describe('where any source will do', () => {
  test.each([
    ['its word is awaited', 'nation ?', 'wait'],
    ['its yes is enough', 'nation yes', 'confirmed'],
    ['its no is enough', 'nation no', 'over'],
    ['the next is asked for one that failed', 'nation timeout', 'ask place'],
    ['the next is asked for one that refused', 'nation refused', 'ask place'],
    ['the next is asked for one that is busy', 'nation later', 'ask place'],
    ['the next is awaited', 'nation timeout, place ?', 'wait'],
    ['the first is asked again, since a place knows its own people only', 'nation timeout, place no', 'ask nation'],
    ['nobody is asked for the third time', 'nation timeout, place no, nation unreadable', 'over'],
    ['whoever refused is not asked again', 'nation refused, place no', 'over'],
    ['whoever was closed is not asked again', 'nation closed, place no', 'over'],
    ['whoever is over its quota is not asked again', 'nation over-quota, place no', 'over'],
    ['whoever is busy is waited for', 'nation later, place no', 'wait'],
    ['but not beyond patience', 'nation too-late, place no', 'over'],
    ['both are asked again, one after the other', 'nation timeout, place unreachable', 'ask nation'],
    ['and then the other', 'nation timeout, place unreachable, nation timeout', 'ask place'],
    ['a late yes counts', 'nation yes, place no, nation ?', 'confirmed'],
  ])('%s', (_, said, expected) => {
    expect(step('phone', ['nation', 'place'], said)).toBe(expected);
  });
});

describe('where each knows its own numbers only', () => {
  test.each([
    ['all are awaited', 'one no, two ?', 'wait'],
    ['a yes is enough', 'one ?, two yes', 'confirmed'],
    ['all have said no', 'one no, two no', 'over'],
    ['one that failed is asked again while the other is awaited', 'one unreachable, two ?', 'ask one'],
    ['both are asked again at once', 'one unreachable, two unreadable', 'ask one and two'],
    ['its second word is awaited', 'one timeout, two no, one ?', 'wait'],
    ['a second failure is enough', 'one timeout, two no, one source-error', 'over'],
    ['a task that it still works on is waited for', 'one later, two no', 'wait'],
    ['and asked for as often as it takes', 'two no, one busy, one busy, one busy', 'ask one'],
    ['one that has said when is asked no sooner', 'one error-later, two no', 'wait'],
  ])('%s', (_, said, expected) => {
    expect(step('holder', ['one', 'two'], said)).toBe(expected);
  });
});

test.each([
  ['one ?', 'over'],
  ['one timeout', 'over'],
  ['one yes', 'confirmed'],
])('past patience nothing but a yes counts: %s', (said, expected) => {
  expect(step('phone', ['one', 'two'], said, UNTIL)).toBe(expected);
});
