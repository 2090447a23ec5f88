/** A build knows its stage, where it answers, and its roots as keys. */
import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

const ROOT = { kid: 'fdfc069a', publicKey: '1nsZyg_SftHqZ6T2vpSWIVlPkYFeGHNIf5PxYNjL9Bo', algorithm: 'Ed25519' };

const ADDRESSES = {
  apiAddress: 'https://api.example',
  documentsAddress: 'https://documents.example',
  webAddress: 'https://h5.example',
};

async function built(stage: string) {
  vi.stubGlobal('STAGE', stage);
  vi.stubGlobal('HUREN_ADDRESSES', ADDRESSES);
  vi.stubGlobal('HUREN_ROOTS', [ROOT]);
  return (await import('./public-config.ts')).publicConfig;
}

test.each(['sandbox', 'prod', 'prod-cn'])('of %s', async (stage) => {
  const { roots, ...own } = await built(stage);
  expect(own).toEqual({ stage, ...ADDRESSES });
  expect(roots).toEqual([
    expect.objectContaining({ kid: 'fdfc069a', use: 'root', algorithm: 'Ed25519', publicKey: expect.any(Uint8Array) }),
  ]);
  expect(roots[0]!.publicKey).toHaveLength(32);
});
