/** A build knows its roots as keys, whatever stage it is for. */
import { readFileSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { parse } from 'yaml';

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

test.each(['sandbox', 'prod', 'prod-cn'])('of %s', async (stage) => {
  const { roots, stage: own } = await built(stage);
  expect(own).toBe(stage);
  expect(roots).toEqual([
    expect.objectContaining({ kid: 'fdfc069a', use: 'root', algorithm: 'Ed25519', publicKey: expect.any(Uint8Array) }),
  ]);
  expect(roots[0]!.publicKey).toHaveLength(32);
});

const { default: _, ...stages } = parse(readFileSync('serverless.yml', 'utf8'), { logLevel: 'silent' }).params;

test.each(Object.entries<Record<string, string>>(stages))(
  'every stage of the cloud has a build that finds it: %s',
  async (stage, params) => {
    const { webAddress, documentsAddress } = await built(stage);
    expect([webAddress, documentsAddress]).toEqual([params.h5Origin, `https://${params.documentsHost}`]);
  },
);

test('a stage that nobody has written down here is no build', async () => {
  await expect(built('pilot')).rejects.toThrow(/no addresses for the stage pilot/);
});
