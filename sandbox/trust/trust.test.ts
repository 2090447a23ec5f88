/** The sandbox signs as a stage would: keys of every use under its roots, a list each hour, and `npm run keys` against it as it runs. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keysMeans } from '../../cloud/keys.ts';
import { openSandbox } from '../../cloud/open-stage.ts';
import { HOUR_MS } from '../../core/index.ts';
import { readTrustList } from '../../core/share-code/trust-list.ts';
import { rootKeysOf } from '../../functions/effects/root-keys.ts';
import { TRUST_MEANS } from '../../functions/effects/trust.ts';
import { runKeysOrder } from '../../functions/operating/keys/orders.ts';
import { ONLINE_USES } from '../../functions/trust/key-life.ts';
import { type Sandbox, startSandbox } from '../sandbox.ts';
import { inventedRoots } from './invented-roots.ts';

const folder = mkdtempSync(join(tmpdir(), 'huren-trust-'));
const failures: unknown[] = [];
const start = () => startSandbox({ folder, people: [], onFailure: (failure) => failures.push(failure) });
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await start();
});
afterAll(async () => {
  await sandbox.stop();
  rmSync(folder, { recursive: true });
});

const fetched = (headers = {}) => fetch(`${sandbox.gatewayOrigin}/trust-list`, { headers });
async function list() {
  const read = readTrustList(await (await fetched()).json(), rootKeysOf(inventedRoots), undefined, TRUST_MEANS);
  if (read.kind === 'refused') throw new Error(read.reason);
  return read.list;
}
const keys = (...argv: string[]) => runKeysOrder(argv, async () => keysMeans(await openSandbox(sandbox.gatewayOrigin)));
const share = (number: number) => ['--share', fileURLToPath(new URL(`share-${number}.json`, import.meta.url))];

test('from the start there is a list that a phone believes, with an ETag and the sandbox’s date', async () => {
  const { keys, policies, words, seq } = await list();
  expect(seq).toBe(1);
  expect(keys.map(({ use }) => use)).toEqual([...ONLINE_USES]);
  expect(policies.length).toBeGreaterThan(20);
  expect(words.notice!.zh).toContain('81号');
  const answer = await fetched();
  expect(answer.headers.get('date')).toMatch(/Jul 2022|Aug 2022/);
  expect((await fetched({ 'if-none-match': answer.headers.get('etag')! })).status).toBe(304);
});

test('after an hour there is the next one', async () => {
  sandbox.clock.skip(HOUR_MS);
  await fetch(`${sandbox.gatewayOrigin}/sandbox/trust-list`, { method: 'POST' });
  expect((await list()).seq).toBe(2);
});

test('its keys are drawn, published by two shares, shown and revoked while it runs', async () => {
  expect((await keys('show')).text).toContain('! nothing stands by');
  expect((await keys('next')).text).toMatch(/share: [0-9a-f]{8} drawn \(Ed25519\)/);
  expect(await keys('publish', ...share(1), ...share(3))).toMatchObject({ failed: false });
  const known = (await list()).keys;
  expect(known).toHaveLength(10);
  const shown = (await keys('show')).text;
  expect(shown).not.toContain('!');
  expect(shown).toMatch(/signs until/);
  const { kid } = known[0]!;
  expect((await keys('revoke', kid)).text).toMatch(/is revoked(.|\n)*In force: trust list 4/);
  expect((await list()).keys.find((key) => key.kid === kid)).toMatchObject({ revoked: true });
  expect((await keys('revoke-code', '0011-2233-4455-6677')).text).toMatch(/^No code 0011 2233 4455 6677 stands/);
  expect((await list()).revoked.size).toBe(0);
});

test('a sandbox that starts again on its folder keeps its keys, and draws only what is gone', async () => {
  const before = await list();
  await sandbox.stop();
  sandbox = await start();
  const after = await list();
  expect(after.seq).toBeGreaterThan(before.seq);
  const kids = after.keys.map(({ kid }) => kid);
  expect(kids).toEqual(expect.arrayContaining(before.keys.map(({ kid }) => kid)));
  expect(failures).toEqual([]);
});
