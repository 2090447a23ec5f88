/** A build carries public halves alone, and none is made that could verify nothing. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { rootsOf } from './roots.ts';

const folder = mkdtempSync(join(tmpdir(), 'huren-roots-'));
mkdirSync(join(folder, 'config'));
afterAll(() => rmSync(folder, { recursive: true }));
const rootsFile = (roots: object) => writeFileSync(join(folder, 'config/roots.json'), JSON.stringify(roots));

test('of the sandbox: two, and nothing private', () => {
  const roots = rootsOf('sandbox', resolve(__dirname, '../..'));
  expect(roots).toHaveLength(2);
  for (const root of roots) expect(Object.keys(root)).toEqual(['kid', 'publicKey', 'algorithm']);
});

test('of another stage: those of config/, the current one first', () => {
  const root = (kid: string) => ({ kid, publicKey: 'AA', algorithm: 'Ed25519' });
  rootsFile({ next: root('bbbbbbbb'), current: root('aaaaaaaa') });
  expect(rootsOf('prod', folder).map(({ kid }) => kid)).toEqual(['aaaaaaaa', 'bbbbbbbb']);
  rootsFile({ current: root('aaaaaaaa'), next: null });
  expect(rootsOf('prod-cn', folder)).toEqual([root('aaaaaaaa')]);
});

test('without a root nothing is built for a stage', () => {
  rootsFile({ current: null, next: null });
  expect(() => rootsOf('prod', folder)).toThrow(/names no current root: hold the ceremony/);
});
