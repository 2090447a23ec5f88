/** A receipt in the sandbox, under the door's own role: given to a bound person, believed by whoever has the list, counted for operators. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatInstant } from '../core/index.ts';
import { readReceipt } from '../core/share-code/receipt.ts';
import { readTrustList } from '../core/share-code/trust-list.ts';
import { createReceiptOrderEffects } from '../functions/effects/for-operating.ts';
import { rootKeysOf } from '../functions/effects/root-keys.ts';
import { TRUST_MEANS } from '../functions/effects/trust.ts';
import { runReceiptsOrder } from '../functions/operating/receipts.ts';
import { people } from './people/index.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';
import { inventedRoots } from './trust/invented-roots.ts';

const [person] = people.filter(({ bound }) => bound);
const failures: unknown[] = [];
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ people: [person!], onFailure: (failure) => failures.push(failure) });
});
afterAll(() => sandbox.stop());

async function post(path: string, body: object, token?: string) {
  const answer = await fetch(sandbox.gatewayOrigin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, string> };
}

test('is signed once, read with the published list, and counted', async () => {
  const { token } = (await post('/sessions', { platform: 'sandbox', person: person!.id })).body;
  const wanted = {
    complaint: 'tested-elsewhere',
    venue: { told: '城东菜市场' },
    jurisdiction: '330100',
    scene: 'public-places',
    refusedAt: formatInstant(sandbox.clock.now()),
  };
  const given = await post('/receipts', wanted, token);
  expect(given.status).toBe(201);
  expect((await post('/receipts', wanted, token)).status).toBe(409);

  const published = await (await fetch(`${sandbox.gatewayOrigin}/trust-list`)).json();
  const trust = readTrustList(published, rootKeysOf(inventedRoots), undefined, TRUST_MEANS);
  const now = sandbox.clock.now();
  const time = { kind: 'known', now, memory: { offsetMs: 0, newest: now } } as const;
  const list = trust.kind === 'read' ? trust.list : undefined;
  expect(readReceipt(given.body.link!, list, time, TRUST_MEANS)).toMatchObject({
    kind: 'receipt',
    receipt: { complaint: 'tested-elsewhere', jurisdiction: '330100', venue: { name: '城东菜市场' } },
  });

  const { endpoint, ledger } = sandbox.dynamodb;
  const effects = createReceiptOrderEffects({ ledgerTable: ledger, endpoint, clock: sandbox.clock });
  const day = formatInstant(now).slice(0, 10);
  const { text } = await runReceiptsOrder(['--from', day, '--to', day], async () => effects);
  expect(text).toMatch(/330100,杭州市,told,本人填写（不单列）,1,0,1,0,0,0/);
  expect(failures).toEqual([]);
});
