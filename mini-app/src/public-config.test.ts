/** A build knows its roots as keys, whatever stage it is for. */
import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

const ROOT = { kid: 'fdfc069a', publicKey: '1nsZyg_SftHqZ6T2vpSWIVlPkYFeGHNIf5PxYNjL9Bo', algorithm: 'Ed25519' };

async function built(stage: string) {
  vi.stubGlobal('STAGE', stage);
  vi.stubGlobal('HUREN_API', '');
  vi.stubGlobal('HUREN_ROOTS', [ROOT]);
  return (await import('./public-config.ts')).publicConfig;
}

test.each(['sandbox', 'test', 'production'])('of %s', async (stage) => {
  const { roots, stage: own } = await built(stage);
  expect(own).toBe(stage);
  expect(roots).toEqual([
    expect.objectContaining({ kid: 'fdfc069a', use: 'root', algorithm: 'Ed25519', publicKey: expect.any(Uint8Array) }),
  ]);
  expect(roots[0]!.publicKey).toHaveLength(32);
});

test('a stage that does not exist is no build', async () => {
  await expect(built('prod')).rejects.toThrow(/STAGE is "prod"/);
});
