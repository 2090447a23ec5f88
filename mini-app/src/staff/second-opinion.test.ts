import { expect, test } from 'vitest';
import { ONLINE_REASONS, REFUSALS } from '../../../core/share-code/index.ts';
import { helpsToAsk, opinionOf } from './second-opinion.ts';

test('asking online helps where the server can know more', () => {
  const asked = ONLINE_REASONS.filter((reason) => helpsToAsk({ kind: 'ask-online', reason }));
  expect(asked).toEqual(ONLINE_REASONS.filter((reason) => reason !== 'not-live'));
  expect(REFUSALS.filter((reason) => helpsToAsk({ kind: 'refuse', reason }))).toEqual(['no-result-in-window']);
});

test('a code that the phone admits may be asked about, where anything is asked for at all', () => {
  const bases = ['result', 'sampling-proof', 'not-required'] as const;
  expect(bases.map((basis) => helpsToAsk({ kind: 'admit', basis }))).toEqual(['possible', 'possible', undefined]);
});

test.each([
  [409, 'answered'],
  [429, 'too-many'],
  [401, 'not-staff'],
  [403, 'not-staff'],
  [500, 'other'],
] as const)('an answer of %i', (status, why) =>
  expect(opinionOf({ kind: 'problem', status })).toEqual({ kind: 'failed', why }),
);

test('a verdict, and no answer at all', () => {
  const verdict = { kind: 'refuse', reason: 'expired' } as const;
  expect(opinionOf({ kind: 'ok', value: verdict })).toEqual({ kind: 'told', verdict });
  expect(opinionOf({ kind: 'offline' })).toEqual({ kind: 'failed', why: 'offline' });
  expect(opinionOf({ kind: 'signed-out' })).toEqual({ kind: 'failed', why: 'not-staff' });
});
