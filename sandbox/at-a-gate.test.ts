/** At a gate, over real HTTP and under the roles of serverless.yml: staff, desk, second opinion, tally, poster, and the operator's command. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openSandbox } from '../cloud/open-stage.ts';
import { venueMeans } from '../cloud/venue.ts';
import { trustedTime } from '../core/share-code/index.ts';
import { readTally } from '../core/share-code/tally.ts';
import { readTrustList } from '../core/share-code/trust-list.ts';
import { readVenueCode } from '../core/share-code/venue-code.ts';
import { rootKeysOf } from '../functions/effects/root-keys.ts';
import { TRUST_MEANS } from '../functions/effects/trust.ts';
import { runVenueOrder } from '../functions/operating/venue/orders.ts';
import { codeRequest, newPhoneKey, type PhoneKey, showing } from '../functions/testing/phone-key.ts';
import { people } from './people/index.ts';
import { Phone } from './phone.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';
import { inventedRoots } from './trust/invented-roots.ts';

const failures: unknown[] = [];
let sandbox: Sandbox;
const ASKED = { jurisdiction: '330100', scope: 'auto', scene: 'public-places' };
const MALL = 'hzwulin0';

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {});
  sandbox = await startSandbox({
    bindPeople: false,
    h5Origin: 'https://h5.example',
    onFailure: (failure) => failures.push(failure),
  });
});
afterAll(() => sandbox.stop());

async function signedIn(id: string): Promise<Phone> {
  const phone = new Phone(sandbox.gatewayOrigin, sandbox.superApps);
  await phone.signIn(people.find((each) => each.id === id)!);
  return phone;
}

async function withCode(id: string): Promise<{ phone: Phone; credential: string; key: PhoneKey; id: string }> {
  const phone = await signedIn(id);
  await phone.bind(people.find((each) => each.id === id)!);
  await phone.settledResults(ASKED);
  const key = newPhoneKey();
  const { headers } = await phone.results(ASKED);
  const { status, body } = await phone.ask('POST', '/share-codes', codeRequest(headers.get('x-share-nonce')!, key));
  expect(status).toBe(201);
  return { phone, credential: body.credential, key, id: body.id };
}

async function trust() {
  const published = await (await fetch(`${sandbox.gatewayOrigin}/trust-list`)).json();
  const read = readTrustList(published, rootKeysOf(inventedRoots), undefined, TRUST_MEANS);
  if (read.kind === 'refused') throw new Error(read.reason);
  return read.list;
}
const time = () => trustedTime(undefined, sandbox.clock.now());
const order = (...argv: string[]) =>
  runVenueOrder(argv, async () => venueMeans(await openSandbox(sandbox.gatewayOrigin)));

it('staff ask about a code, at the gate and at a desk, and the citizen reads that they did', async () => {
  const [staff, citizen] = [await signedIn('li-ting'), await withCode('zhao-wenbin')];
  const ask = (phone: Phone, at: number) =>
    phone.ask('POST', '/verifications', { venue: MALL, code: showing(citizen.credential, citizen.key, at) });
  expect(await ask(staff, sandbox.clock.now())).toMatchObject({
    status: 200,
    body: { kind: 'admit', basis: 'result' },
  });

  const desk = new Phone(sandbox.gatewayOrigin, sandbox.superApps);
  const { body: opened } = await desk.ask('POST', '/desks', {});
  expect((await staff.ask('PUT', `/desks/${opened.id}`, { venue: MALL })).status).toBe(204);
  const entered = await desk.ask('POST', `/desks/${opened.id}/sessions`, { secret: opened.secret });
  expect(entered).toMatchObject({ status: 200, body: { venue: { id: MALL, jurisdiction: { zh: '杭州市' } } } });
  desk.token = entered.body.token;
  expect((await ask(desk, sandbox.clock.now() + 5_000)).body).toMatchObject({ kind: 'admit' });

  // The same venue within some minutes: one line.
  expect((await citizen.phone.ask('GET', '/looks')).body.looks).toMatchObject([
    { how: 'code', venue: { zh: '杭州武林河畔商场' } },
  ]);
  await citizen.phone.ask('DELETE', `/share-codes/${citizen.id}`);
  expect((await ask(staff, sandbox.clock.now() + 10_000)).body).toEqual({ kind: 'ask-online', reason: 'renew' });

  const counts = { admit: 2, refuse: 0, askOnline: 1, compared: 0 };
  const signed = await desk.ask('POST', '/tallies', { venue: MALL, day: '2022-08-01', counts, phone: '0a1b2c3d' });
  expect(readTally(signed.body.link, await trust(), time(), TRUST_MEANS)).toMatchObject({
    kind: 'tally',
    tally: { venue: MALL, counts },
  });
  expect(failures).toEqual([]);
});

it('a manager invites, prints the poster, and removes', async () => {
  const [manager, other] = [await signedIn('shen-yuqing'), await signedIn('qian-fugui')];
  const { body } = await manager.ask('POST', `/venues/${MALL}/invitations`);
  expect(body.link).toMatch(/^https:\/\/h5\.example\/#\/staff\/pages\/join\/index\?/);
  expect((await other.ask('PUT', `/venues/${MALL}/staff`, { invitation: body.invitation })).status).toBe(200);
  const { key } = (await other.ask('GET', '/venues')).body.venues[0];
  expect((await manager.ask('GET', `/venues/${MALL}/staff`)).body.staff).toContainEqual(
    expect.objectContaining({ key, role: 'staff', you: false }),
  );
  const poster = await manager.ask('GET', `/venues/${MALL}/poster`);
  expect(readVenueCode(poster.body.link, await trust(), time(), TRUST_MEANS)).toMatchObject({
    kind: 'venue',
    code: { venue: MALL, jurisdiction: '330100', scene: 'public-places' },
  });
  expect((await manager.ask('DELETE', `/venues/${MALL}/staff/${key}`)).status).toBe(204);
  expect((await other.ask('GET', '/venues')).body.venues).toEqual([]);
  expect(failures).toEqual([]);
});

it('an operator opens a venue and closes it, and its poster with it', async () => {
  const where = ['--zh', '某医院', '--en', 'A hospital', '--jurisdiction', '110000', '--scene', 'key-places'];
  const id = (await order('add', ...where)).text.slice(0, 8);
  expect((await order('list')).text).toContain(`${id}  某医院 / A hospital  110000 key-places: 0 of 0 are managers`);
  const [, invitation] = /invitation=([\w-]+)/.exec((await order('invite', id, '--manager')).text)!;
  const manager = await signedIn('qian-fugui');
  const joined = await manager.ask('PUT', `/venues/${id}/staff`, { invitation });
  expect(joined).toMatchObject({ status: 200, body: { venue: { role: 'manager' } } });
  const [link] = (await order('poster', id)).text.split('\n');
  expect(readVenueCode(link!, await trust(), time(), TRUST_MEANS).kind).toBe('venue');
  expect(await order('remove', id)).toMatchObject({ failed: false });
  await fetch(`${sandbox.gatewayOrigin}/sandbox/trust-list`, { method: 'POST' });
  expect(readVenueCode(link!, await trust(), time(), TRUST_MEANS)).toEqual({ kind: 'revoked' });
  expect((await manager.ask('GET', '/venues')).body.venues).toEqual([]);
  expect(failures).toEqual([]);
});
