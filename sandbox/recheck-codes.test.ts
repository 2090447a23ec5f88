/** Codes that end by what a source tells, through the whole sandbox under the roles as they are deployed: no door admits them by the next list. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { HOUR_MS, type JurisdictionCode, MINUTE_MS, parseInstant } from '../core/index.ts';
import { readTrustList, trustedTime, verifyShowing } from '../core/share-code/index.ts';
import { rootKeysOf } from '../functions/effects/root-keys.ts';
import { TRUST_MEANS } from '../functions/effects/trust.ts';
import { codeRequest, newPhoneKey, showing } from '../functions/testing/phone-key.ts';
import { codeOn, pagesOf } from '../functions/testing/printed-pdf.ts';
import { people } from './people/index.ts';
import { Phone } from './phone.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';
import { push, rowsAbout } from './sources/index.ts';
import { inventedRoots } from './trust/invented-roots.ts';

const personOf = (id: string) => people.find((each) => each.id === id)!;
/** Her negative is two days old; ten minutes later Shanghai tells of a positive. */
const ZHOU = personOf('zhou-jianhua');
const FANG = personOf('fang-zhiyuan');
const EVENING = parseInstant('2022-07-31T20:20:00+08:00')!;

const failures: unknown[] = [];
let sandbox: Sandbox;
beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {});
  const onFailure = (failure: unknown) => failures.push(failure);
  sandbox = await startSandbox({ people: [ZHOU, FANG], bindPeople: false, now: EVENING, onFailure });
}, 60_000);
afterAll(() => sandbox.stop());

async function verdict(text: string, place: string) {
  const published = await (await fetch(`${sandbox.gatewayOrigin}/trust-list`)).json();
  const read = readTrustList(published, rootKeysOf(inventedRoots), undefined, TRUST_MEANS);
  if (read.kind === 'refused') throw new Error(read.reason);
  const venue = { jurisdiction: place as JurisdictionCode, scene: 'public-places' as const };
  return verifyShowing(text, venue, read.list, trustedTime(undefined, sandbox.clock.now()), TRUST_MEANS);
}

/** On a phone and on paper, as a door sees them at this moment. */
async function codesOf(phone: Phone, jurisdiction: string) {
  const { headers } = await phone.results({ jurisdiction, scope: 'everywhere', scene: 'public-places' });
  const key = newPhoneKey();
  const issued = await phone.ask('POST', '/share-codes', codeRequest(headers.get('x-share-nonce')!, key));
  const printed = await phone.ask('POST', '/paper-codes', { size: 'card' });
  expect([issued.status, printed.status]).toEqual([201, 201]);
  const [page] = pagesOf(Buffer.from(printed.body.pdf, 'base64'));
  const paper = codeOn(page!);
  return () => [showing(issued.body.credential, key, sandbox.clock.now()), paper];
}

async function phoneOf(person: (typeof people)[number]): Promise<Phone> {
  const phone = new Phone(sandbox.gatewayOrigin, sandbox.superApps);
  await phone.signIn(person);
  expect((await phone.bind(person)).body.state).toBe('bound');
  return phone;
}

async function expectEnded(texts: string[], place: string) {
  sandbox.clock.skip(HOUR_MS);
  await fetch(`${sandbox.gatewayOrigin}/sandbox/trust-list`, { method: 'POST' });
  for (const text of texts) expect(await verdict(text, place)).toMatchObject({ kind: 'ask-online', reason: 'renew' });
  expect(failures).toEqual([]);
}

it('when a source that is asked tells of a positive', { timeout: 60_000 }, async () => {
  const phone = await phoneOf(ZHOU);
  const asked = { jurisdiction: '310000', scope: 'shanghai', scene: 'public-places' };
  await phone.settledResults(asked);
  const codes = await codesOf(phone, '310000');
  for (const text of codes()) expect((await verdict(text, '310000')).kind).toBe('admit');
  sandbox.clock.skip(12 * MINUTE_MS);
  const urged = { ...asked, ask: 'now' };
  await phone.results(urged);
  const { body } = await phone.settledResults(asked);
  expect(body).toMatchObject({ shareFacts: null, shareWithheld: 'positive' });
  await expectEnded(codes(), '310000');
});

it('when a source sends one by itself', { timeout: 60_000 }, async () => {
  const phone = await phoneOf(FANG);
  const send = (rows: ReturnType<typeof rowsAbout>) =>
    push(sandbox.gatewayOrigin, rows, {
      source: 'yunjian-testing',
      pushKey: sandbox.sources.secrets['yunjian-testing']!.pushKey!,
      now: sandbox.clock.now(),
    });
  const rows = rowsAbout([FANG], 'yunjian-testing', sandbox.clock.now());
  expect((await send(rows)).status).toBe(200);
  const codes = await codesOf(phone, '420100');
  for (const text of codes()) expect((await verdict(text, '420100')).kind).toBe('admit');
  expect((await send([{ ...rows[0]!, outcome: 'positive' }])).status).toBe(200);
  await expectEnded(codes(), '420100');
});
