/** Whoever writes the algorithm otherwise than we do is told, and gets no keys of another. */
import { expect, test } from 'vitest';
import { instantOf } from '../../core/index.ts';
import { createSigner } from '../effects/signer.ts';
import { issuerAlgorithmOf } from './issuer-algorithm.ts';

test.each(['Ed25519', 'SM2'])('%s is one', (word) => {
  expect(issuerAlgorithmOf(word)).toBe(word);
});

test.each(['sm2', 'ed25519', 'RSA', '', undefined, 7])('%j is none', (word) => {
  expect(() => issuerAlgorithmOf(word)).toThrow(/^issuerAlgorithm is .*; write Ed25519 or SM2$/);
});

test('no signer is made for another', () => {
  const clock = { now: () => instantOf(0), sleep: async () => {} };
  const world = { clock, secret: async () => ({}), env: { ISSUER_ALGORITHM: 'sm2' } };
  expect(() => createSigner(world, async () => new Set())).toThrow(/issuerAlgorithm is "sm2"/);
});
