/** A receipt in the sandbox, under the door's own role, of a stage whose issuer speaks either algorithm: given to a bound person, believed by whoever has the list, counted for operators. */
import { afterEach, expect, test } from 'vitest';
import { formatInstant } from '../core/index.ts';
import { readReceipt } from '../core/share-code/receipt.ts';
import { readTrustList } from '../core/share-code/trust-list.ts';
import { createReceiptOrderEffects } from '../functions/effects/for-operating.ts';
import { rootKeysOf } from '../functions/effects/root-keys.ts';
import { trustMeansFor } from '../functions/effects/trust.ts';
import { runReceiptsOrder } from '../functions/operating/receipts.ts';
import { people } from './people/index.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';
import { inventedRoots } from './trust/invented-roots.ts';

const [person] = people.filter(({ bound }) => bound);
let sandbox: Sandbox;
afterEach(() => sandbox.stop());

async function post(path: string, body: object, token?: string) {
  const answer = await fetch(sandbox.gatewayOrigin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, string> };
}

test.each(['Ed25519', 'SM2'] as const)(
  'of %s is signed once, read with the published list, and counted',
  async (issuerAlgorithm) => {
    const failures: unknown[] = [];
    sandbox = await startSandbox({
      issuerAlgorithm,
      people: [person!],
      onFailure: (failure) => failures.push(failure),
    });
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
    expect((await post('/receipts', { ...wanted, complaint: 'paper-not-accepted' }, token)).status).toBe(200);

    const published = await (await fetch(`${sandbox.gatewayOrigin}/trust-list`)).json();
    const roots = rootKeysOf(inventedRoots);
    const means = await trustMeansFor(published as object, roots);
    const trust = readTrustList(published, roots, undefined, means);
    const now = sandbox.clock.now();
    const time = { kind: 'known', now, memory: { offsetMs: 0, newest: now } } as const;
    const list = trust.kind === 'read' ? trust.list : undefined;
    expect(new Set(list!.keys.map(({ algorithm }) => algorithm))).toEqual(new Set([issuerAlgorithm]));
    expect(readReceipt(given.body.link!, list, time, means)).toMatchObject({
      kind: 'receipt',
      receipt: { complaint: 'tested-elsewhere', jurisdiction: '330100', venue: { name: '城东菜市场' } },
    });

    const { endpoint, ledger } = sandbox.dynamodb;
    const effects = createReceiptOrderEffects({ ledgerTable: ledger, endpoint, clock: sandbox.clock });
    const day = formatInstant(now).slice(0, 10);
    const { text } = await runReceiptsOrder(['--from', day, '--to', day], async () => effects);
    expect(text).toMatch(/330100,杭州市,told,本人填写（不单列）,1,0,1,0,0,0/);
    expect(failures).toEqual([]);
  },
);
