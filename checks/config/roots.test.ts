/** Each mistake that somebody can make in config/roots.json is found. */
import { generateKeyPairSync } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { RootFile, RootsFile } from '../../functions/effects/configuration.ts';
import { keyIdOf } from '../../functions/signing/key-pair.ts';
import { inventedRoots } from '../../sandbox/trust/invented-roots.ts';
import { compileSchemas } from './fit-schema.ts';
import { checkRoots } from './roots.ts';

function root(more: Partial<RootFile> = {}): RootFile {
  const bytes = generateKeyPairSync('ed25519').publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  return { kid: keyIdOf(bytes), publicKey: bytes.toString('base64url'), algorithm: 'Ed25519', ...more };
}
const found = (roots: RootsFile) => [...checkRoots(roots)].map(({ field, remedy }) => `${field} ${remedy}`);
const { privateKey: _, ...invented } = inventedRoots.next;
const one = root();

test('two roots, one, and none are sound', () => {
  expect(found({ current: root(), next: root() })).toEqual([]);
  expect(found({ current: root(), next: null })).toEqual([]);
  expect(found({ current: null, next: null })).toEqual([]);
});

test.each<[string, RootsFile, RegExp]>([
  ['an id of another key', { current: root({ kid: '00000000' }), next: null }, /^\/current\/kid does not belong/],
  ['a key cut short', { current: root({ publicKey: 'AAAA' }), next: null }, /^\/current\/publicKey is no public key/],
  [
    'the wrong algorithm',
    { current: null, next: root({ algorithm: 'SM2' }) },
    /^\/next\/publicKey is no public key of SM2/,
  ],
  ['a next one alone', { current: null, next: root() }, /^\/current is missing/],
  ['the same twice', { current: one, next: one }, /^\/next is the current root again/],
  ['an invented one', { current: root(), next: invented }, /^\/next\/publicKey is an invented root’s of the sandbox/],
])('%s', (_, roots, mistake) => {
  expect(found(roots).join('\n')).toMatch(mistake);
});

test('a private half does not fit the schema', async () => {
  const { roots } = await compileSchemas(fileURLToPath(new URL('../../config', import.meta.url)));
  const [problem] = roots({ file: 'roots.json', name: 'roots', json: inventedRoots });
  expect(problem?.field).toBe('/current/privateKey');
});
