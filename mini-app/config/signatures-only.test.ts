/** What is left of tweetnacl signs, checks and hashes as the whole of it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { signatureCases } from '../../core/share-code/signature.cases.ts';

const require = createRequire(import.meta.url);
const file = require.resolve('tweetnacl');
const keepSignatures = require('./signatures-only.cjs') as (source: string) => string;

type Nacl = typeof import('tweetnacl');

function cut(): Nacl {
  const module = { exports: {} };
  new Function('module', 'self', 'require', keepSignatures(readFileSync(file, 'utf8')))(module, {}, require);
  return module.exports as Nacl;
}

test('answers every signature as the whole library', () => {
  const [less, whole] = [cut(), require('tweetnacl') as Nacl];
  expect(Object.keys(less)).not.toContain('box');
  const cases = signatureCases.filter(({ algorithm, publicKey, signature }) => {
    return algorithm === 'Ed25519' && publicKey.length === 32 && signature.length === 64;
  });
  expect(cases.length).toBeGreaterThan(5);
  for (const { publicKey, message, signature } of cases)
    expect(less.sign.detached.verify(message, signature, publicKey)).toBe(
      whole.sign.detached.verify(message, signature, publicKey),
    );
  const pair = less.sign.keyPair.fromSeed(new Uint8Array(32).fill(7));
  expect(pair).toEqual(whole.sign.keyPair.fromSeed(new Uint8Array(32).fill(7)));
  const message = new Uint8Array(300).fill(9);
  expect(less.sign.detached(message, pair.secretKey)).toEqual(whole.sign.detached(message, pair.secretKey));
  expect(less.hash(message)).toEqual(whole.hash(message));
});

test('refuses to cut what it does not know', () => {
  expect(() => keepSignatures('nacl.sign = 1;')).toThrow(/tweetnacl has changed/);
});
