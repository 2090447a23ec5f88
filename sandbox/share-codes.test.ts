/** Share codes through the whole sandbox, over real HTTP and under the roles of serverless.yml: issued, admitted by the published trust list, revoked. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { HOUR_MS, type JurisdictionCode } from '../core/index.ts';
import { readTrustList, trustedTime, verifyShowing } from '../core/share-code/index.ts';
import { rootKeysOf } from '../functions/effects/root-keys.ts';
import { TRUST_MEANS } from '../functions/effects/trust.ts';
import { codeRequest, newPhoneKey, showing } from '../functions/testing/phone-key.ts';
import { codeOn, pagesOf } from '../functions/testing/printed-pdf.ts';
import { people } from './people/index.ts';
import { Phone } from './phone.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';
import { inventedRoots } from './trust/invented-roots.ts';

const failures: unknown[] = [];
let sandbox: Sandbox;
const ASKED = { jurisdiction: '330100', scope: 'auto', scene: 'public-places' };

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {});
  sandbox = await startSandbox({ bindPeople: false, onFailure: (failure) => failures.push(failure) });
});
afterAll(() => sandbox.stop());

async function phoneOf(id: string): Promise<Phone> {
  const person = people.find((each) => each.id === id)!;
  const phone = new Phone(sandbox.gatewayOrigin, sandbox.superApps);
  await phone.signIn(person);
  expect(await phone.bind(person)).toMatchObject({ body: { state: 'bound' } });
  await phone.settledResults(ASKED);
  return phone;
}

async function verdict(text: string) {
  const published = await (await fetch(`${sandbox.gatewayOrigin}/trust-list`)).json();
  const read = readTrustList(published, rootKeysOf(inventedRoots), undefined, TRUST_MEANS);
  if (read.kind === 'refused') throw new Error(read.reason);
  const venue = { jurisdiction: '330100' as JurisdictionCode, scene: 'public-places' as const };
  return verifyShowing(text, venue, read.list, trustedTime(undefined, sandbox.clock.now()), TRUST_MEANS);
}

it('a code is issued, admitted offline, listed and revoked', async () => {
  const phone = await phoneOf('zhao-wenbin');
  const { headers, body: results } = await phone.results(ASKED);
  expect(results).toMatchObject({ shareWithheld: null });
  const key = newPhoneKey();
  const issued = await phone.ask('POST', '/share-codes', codeRequest(headers.get('x-share-nonce')!, key));
  expect(issued).toMatchObject({ status: 201, body: { facts: results.shareFacts } });
  const { id, credential } = issued.body;
  expect(await verdict(showing(credential, key, sandbox.clock.now()))).toMatchObject({ kind: 'admit' });
  expect((await phone.ask('GET', '/share-codes')).body.codes).toMatchObject([{ id, platform: 'browser' }]);
  expect((await phone.ask('GET', '/looks')).body).toEqual({ looks: [] });
  expect((await phone.ask('DELETE', `/share-codes/${id}`)).status).toBe(204);
  expect((await phone.ask('GET', '/share-codes')).body.codes).toMatchObject([{ id, revokedAt: expect.any(String) }]);
  sandbox.clock.skip(HOUR_MS);
  await fetch(`${sandbox.gatewayOrigin}/sandbox/trust-list`, { method: 'POST' });
  const after = await verdict(showing(credential, key, sandbox.clock.now()));
  expect(after).toMatchObject({ kind: 'ask-online', reason: 'renew' });
  expect(failures).toEqual([]);
});

it('a link is made, opened once by whoever has it, and the citizen is told', async () => {
  const citizen = await phoneOf('sun-yuzhen');
  const made = await citizen.ask('POST', '/share-links', { to: 'person', opens: 'once' });
  expect(made.status).toBe(201);
  const open = async (id: string) => {
    const reader = new Phone(sandbox.gatewayOrigin, sandbox.superApps);
    await reader.signIn(people.find((each) => each.id === id)!);
    return reader.ask('POST', `/share-links/${made.body.id}/openings`, { secret: made.body.secret });
  };
  expect(await open('lukas-weber')).toMatchObject({ status: 200, body: { name: expect.stringContaining('*') } });
  expect(await open('lukas-weber')).toMatchObject({ status: 200, body: { name: expect.stringContaining('*') } });
  expect(await open('qian-fugui')).toMatchObject({ status: 410, body: { type: '/problems/link-over', why: 'opened' } });
  expect((await citizen.ask('GET', '/looks')).body.looks).toMatchObject([{ venue: null, how: 'link' }]);
  expect((await citizen.ask('GET', '/share-links')).body.links).toMatchObject([{ openedAt: expect.any(String) }]);
  expect((await citizen.ask('DELETE', `/share-links/${made.body.id}`)).status).toBe(204);
  expect(failures).toEqual([]);
});

it('a code is printed, read off the paper, and admitted with the document compared', async () => {
  const phone = await phoneOf('zhao-wenbin');
  const printed = await phone.ask('POST', '/paper-codes', { size: 'card' });
  expect(printed.status).toBe(201);
  const [front] = pagesOf(Buffer.from(printed.body.pdf, 'base64'));
  expect(await verdict(codeOn(front!))).toMatchObject({ kind: 'admit', shown: { printed: true, compare: true } });
  const { codes } = (await phone.ask('GET', '/share-codes')).body;
  expect(codes[0]).toMatchObject({ platform: 'paper', number: printed.body.number });
  expect(failures).toEqual([]);
});
