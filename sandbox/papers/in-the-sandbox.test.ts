/** Papers through the whole sandbox, over real HTTP: a number confirmed by the laboratory that printed it, and certificates with and without their photo. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { people } from '../people/index.ts';
import { Phone } from '../phone.ts';
import { type Sandbox, startSandbox } from '../sandbox.ts';
import { euCertificate } from './eu-certificate.ts';
import { qrPng } from './qr-picture.ts';
import { smartHealthCard } from './smart-health-card.ts';

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
  return phone;
}
const channels = (body: { results: { sightings: { channel: string }[] }[] }) =>
  body.results.flatMap(({ sightings }) => sightings.map(({ channel }) => channel));
const states = async (phone: Phone) =>
  (await phone.ask('GET', '/paper-results')).body.papers.map(({ state }: { state: string }) => state);

describe('a paper by its number', () => {
  it('is confirmed by the laboratory, which is asked for it wherever one goes', async () => {
    const phone = await phoneOf('zhao-wenbin');
    const number = 'hxr2207 3000003';
    const added = await phone.ask('POST', '/paper-results', { kind: 'number', source: 'hexin-lab', number });
    expect(added).toMatchObject({ status: 202, body: { paper: { state: 'waiting', last4: '0003' } } });
    expect(added.body.pollAfterMs).toBeGreaterThan(0);
    await vi.waitFor(async () => expect(await states(phone)).toEqual(['confirmed']), {
      timeout: 20_000,
      interval: 500,
    });
    const { body } = await phone.settledResults({ ...ASKED, jurisdiction: '460000' });
    expect(body.papers).toEqual([]);
    expect(channels(body)).toContain('paper');
    expect(body.sources.map(({ id }: { id: string }) => id)).toContain('hexin-lab');
  });

  it('may have the number of the tube instead of the report’s', async () => {
    const phone = await phoneOf('sun-yuzhen');
    const number = 'HX22073000004';
    const added = await phone.ask('POST', '/paper-results', { kind: 'number', source: 'hexin-lab', number });
    const settled = () => expect(states(phone)).resolves.toEqual(['confirmed']);
    await vi.waitFor(settled, { timeout: 20_000, interval: 500 });
    expect((await phone.ask('DELETE', `/paper-results/${added.body.paper.id}`)).status).toBe(204);
  });

  it('that the laboratory does not hold about this person is not there', async () => {
    const phone = await phoneOf('sun-yuzhen');
    await phone.ask('POST', '/paper-results', { kind: 'number', institution: '和信医学检验', number: 'HX22073000003' });
    const settled = () => expect(states(phone)).resolves.toEqual(['not-there']);
    await vi.waitFor(settled, { timeout: 20_000, interval: 500 });
  });
});

describe('a certificate', () => {
  const weber = { family: 'Weber', birthDate: '1988-02-28', sampledAt: '2022-07-31T14:00:00+02:00' };
  const add = (phone: Phone, text: string) => phone.ask('POST', '/paper-results', { kind: 'certificate', text });

  it('counts, keeps its photo, and takes everything along when it goes', async () => {
    const phone = await phoneOf('lukas-weber');
    const text = euCertificate({ ...weber, given: 'Lukas', issuedAt: '2022-07-31T21:00:00+02:00', key: 'union-pss' });
    const added = await add(phone, text);
    expect(added).toMatchObject({ status: 201, body: { paper: { kind: 'certificate', state: 'confirmed' } } });
    const { body } = await phone.settledResults(ASKED);
    expect(body.decision.kind).toBe('recognised');
    expect(channels(body)).toContain('paper');

    const path = `/paper-results/${added.body.paper.id}`;
    const photo = qrPng(text).toString('base64');
    expect((await phone.ask('PUT', `${path}/photo`, { photo })).status).toBe(204);
    expect((await phone.ask('GET', `${path}/photo`)).body).toEqual({ type: 'image/png', photo });
    expect((await phone.ask('DELETE', path)).status).toBe(204);
    expect((await phone.ask('GET', `${path}/photo`)).status).toBe(404);
    expect(channels((await phone.settledResults(ASKED)).body)).not.toContain('paper');
  });

  it('in three codes, and one that is somebody else’s', async () => {
    const phone = await phoneOf('lukas-weber');
    const card = { ...weber, reportedAt: '2022-07-31T21:00:00+02:00', codes: 3 };
    const codes = smartHealthCard({ ...card, given: ['Lukas'] }).reverse();
    expect((await add(phone, codes.slice(1).join('\n'))).body).toMatchObject({ reason: 'unreadable', missing: [3] });
    expect((await add(phone, codes.join('\n'))).status).toBe(201);
    const other = smartHealthCard({ ...card, given: ['Martin'] }).join('\n');
    expect((await add(phone, other)).body).toMatchObject({
      type: '/problems/certificate-refused',
      reason: 'somebody-else',
    });
  });
});

it('no function needed more than its role allows, and none failed', () => {
  expect(failures).toEqual([]);
});
