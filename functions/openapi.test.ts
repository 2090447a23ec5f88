/** The contract against the doors: every status and every body they give is the document's, and everything in it is given. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { CERTIFICATE_REFUSALS } from '../core/certificate/index.ts';
import {
  CHANNELS,
  DOCUMENT_TYPES,
  FAILURE_REASONS,
  NOT_RECOGNISED_REASONS,
  OUTCOMES,
  PAPER_STATES,
  SCENES,
  STARTS_FROM,
  STRENGTHS,
  UNDETERMINED_REASONS,
} from '../core/index.ts';
import { LIMITS } from './door/attempts-left.ts';
import { PROBLEMS } from './door/problem.ts';
import { MOST_PAPERS, PAPER_LIMITS } from './paper/limits.ts';
import { handle as publish } from './publish.ts';
import { testConfiguration } from './testing/configuration.ts';
import { contract, HELD_ELSEWHERE, Holding, promisedOf, validator } from './testing/contract.ts';
import {
  type Call,
  confirmEverybody,
  type Json,
  NAME,
  NUMBER,
  openDoors,
  phoneClaim,
  row,
  type TestDoors,
} from './testing/doors.ts';
import { startTestGround, type TestGround } from './testing/ground.ts';
import { push, type Sending, sentRow } from './testing/pushing.ts';
import { ISSUER, SIGNED_PAPER } from './testing/signed-paper.ts';

let ground: TestGround;
let doors: TestDoors;
const configuration = testConfiguration();
const { given, problems, hold } = new Holding();

beforeAll(async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.spyOn(console, 'info').mockImplementation(() => {});
  vi.spyOn(console, 'error').mockImplementation(() => {});
  ground = await startTestGround(configuration);
  const open = await openDoors(ground);
  const call = async (method: string, path: string, asked?: Call) =>
    hold(method, path, await open.call(method, path, asked));
  doors = { ...open, call };
  // What the doors call by themselves is held to the contract too.
  doors.signIn = async (person) =>
    (await call('POST', '/sessions', { body: { platform: 'sandbox', person } })).body.token;
  doors.results = (token, query, headers) =>
    call('GET', '/results', {
      token,
      headers,
      query: { jurisdiction: '310000', scope: 'everywhere', scene: 'public-places', ...query },
    });
  doors.bind = async (token, body) => {
    await call('PUT', '/identity', { token, body });
    for (const { id } of configuration.sources) await open.answer(id);
    return call('GET', '/identity', { token });
  };
  confirmEverybody(ground);
});
afterAll(() => ground.stop());

describe('names in the contract are those in the code', () => {
  const { schemas } = contract.components;
  const reasonsOf = (kind: string) =>
    schemas.Decision.oneOf.find(({ properties }: Json) => properties.kind.const === kind).properties.reason.enum;
  test.each<[string, unknown, readonly string[]]>([
    ['problems', schemas.Problem.properties.type.enum, Object.keys(PROBLEMS).map((kind) => `/problems/${kind}`)],
    ['scenes', schemas.Scene.enum, SCENES],
    ['channels', schemas.Channel.enum, CHANNELS],
    ['outcomes', schemas.Outcome.enum, OUTCOMES],
    ['documents', schemas.DocumentType.enum, DOCUMENT_TYPES],
    ['strengths', schemas.Strength.enum, STRENGTHS],
    ['failures', schemas.SourceState.properties.reason.enum, FAILURE_REASONS],
    ['anchors', schemas.Results.properties.policy.properties.startsFrom.enum, STARTS_FROM],
    ['why not', reasonsOf('not-recognised'), NOT_RECOGNISED_REASONS],
    ['why we cannot tell', reasonsOf('undetermined'), UNDETERMINED_REASONS],
    ['why no certificate', schemas.Problem.properties.reason.enum, CERTIFICATE_REFUSALS],
    ['papers', schemas.Paper.properties.state.enum, PAPER_STATES],
  ])('%s', (_, written, coded) => {
    expect(written).toEqual([...coded]);
  });
});

test('sessions', async () => {
  const signIn = (body: unknown, headers?: Record<string, string>) =>
    doors.call('POST', '/sessions', { body, headers });
  await doors.signIn('person-1');
  ground.answers['/sns/jscode2session'] = () => ({ openid: 'o', session_key: 's' });
  await signIn({ platform: 'wechat', code: 'c' });
  for (const errcode of [40029, 40226, -1]) {
    ground.answers['/sns/jscode2session'] = () => ({ errcode, errmsg: '' });
    await signIn({ platform: 'wechat', code: 'c' });
  }
  await signIn({ platform: 'telephone' });
  await signIn('{');
  await signIn('{}', { 'content-type': 'text/plain' });
  await signIn({ platform: 'x'.repeat(17_000) });
});

test('identity in all its states', async () => {
  const token = await doors.signIn('person-of-states');
  const look = (as = token) => doors.call('GET', '/identity', { token: as });
  const put = (body: unknown, more: Call = {}) => doors.call('PUT', '/identity', { token, body, ...more });
  expect((await look()).body.state).toBe('none');
  expect((await put(phoneClaim(NUMBER))).body.state).toBe('checking');
  expect((await look()).body.state).toBe('checking');
  expect((await put(phoneClaim(NUMBER))).status).toBe(409);
  ground.answers['/nation/phone'] = () => ({ code: '0', yes: '0' });
  await doors.answer('nation');
  expect((await look()).body.state).toBe('failed');
  confirmEverybody(ground);
  const { phoneCode: _without, ...matched } = phoneClaim(NUMBER);
  expect((await doors.bind(token, matched)).body.documents[0].strength).toBe('matched');
  expect((await doors.results((await look()).body.token)).body.type).toBe('/problems/proof-too-weak');
  expect((await doors.bind(token, phoneClaim(NUMBER))).body.documents[0].strength).toBe('phone');

  for (const number of ['E11111111', 'E22222222', 'E33333333'])
    await doors.bind(token, phoneClaim(number, NAME, 'passport'));
  expect((await put(phoneClaim('E44444444', NAME, 'passport'))).body.type).toBe('/problems/too-many-documents');
  await put({});
  await put('[]');
  await put('{}', { headers: { 'content-type': 'text/plain' } });
  await put({ name: 'x'.repeat(17_000) });
  await doors.call('PUT', '/identity', { body: phoneClaim() });
  await doors.call('GET', '/identity', { token: 'e30....' });

  const blocked = await doors.signIn('person-blocked');
  ground.answers['/wxa/business/getuserphonenumber'] = () => ({ errcode: 40226, errmsg: '' });
  await doors.call('PUT', '/identity', { token: blocked, body: phoneClaim() });
  confirmEverybody(ground);
  ground.loseQueue('nation');
  expect((await doors.call('PUT', '/identity', { token: blocked, body: phoneClaim() })).body.type).toBe(
    '/problems/busy',
  );
  ground.take('nation');
  for (let at = 0; at < LIMITS[0].most; at += 1)
    await doors.call('PUT', '/identity', { token: blocked, body: phoneClaim() });
});

const DAYS_AGO = { sampled: '2022-07-25 16:00:00', issued: '2022-07-25 20:00:00' };
/** What delta says, and the decision it leads to. */
const KINDS: [string, object[], string][] = [
  ['negative', [{}], 'recognised'],
  ['old', [DAYS_AGO], 'expired'],
  ['positive', [{ outcome: '阳性' }], 'not-recognised'],
  ['unknown', [{ outcome: '弱' }], 'undetermined'],
  ['sampled', [{ outcome: '检测中', issued: undefined }], 'pending'],
  ['nothing', [], 'not-recognised'],
];

test.each(KINDS)('results of which delta says %s', async (_, rows, kind) => {
  const number = `E5${String(KINDS.findIndex((each) => each[1] === rows)).padStart(7, '0')}`;
  ground.answers['/delta/results'] = () => ({ code: '0', rows: rows.map((more) => row(NAME, number, more)) });
  const bound = await doors.bind(await doors.signIn(`person-${number}`), phoneClaim(number, NAME, 'passport'));
  const { token } = bound.body;
  const asking = await doors.results(token);
  expect(asking.body.decision.kind).toBe('undetermined');
  const same = await doors.results(token, {}, { 'if-none-match': asking.headers.etag! });
  expect(same.status).toBe(304);
  for (const { id } of configuration.sources) await doors.answer(id);
  expect((await doors.results(token)).body.decision.kind).toBe(kind);
  expect((await doors.results(token, { scene: 'arrival' })).body.policy).toBeNull();
  await doors.results(token, { scene: 'key-places' });
});

test('results that fail', async () => {
  const token = (await doors.bind(await doors.signIn('person-of-failures'), phoneClaim('E61111111', NAME, 'passport')))
    .body.token;
  ground.answers['/delta/results'] = () => 500;
  ground.answers['/nation/results'] = () => ({ code: '0', rows: [row('别人', 'E69999999')] });
  await doors.results(token);
  expect((await doors.results(token, { for: 'nobodys1' })).body.type).toBe('/problems/dependent-unknown');
  for (const { id } of configuration.sources) await doors.answer(id);
  const states = (await doors.results(token)).body.sources.map(({ state }: Json) => state);
  expect(states).toEqual(['failed', 'failed']);
  await doors.results(token, { jurisdiction: 'nowhere' });
  await doors.results(await doors.signIn('person-of-nobody'));
  const citizen = (await doors.effects.sessions.open(token))!.citizen!;
  const head = (await doors.effects.citizens.readHead(citizen))!;
  await doors.effects.citizens.writeHead(citizen, { ...head, c: undefined });
  expect((await doors.results(token)).body.type).toBe('/problems/consent-missing');
  await doors.call('GET', '/results');
});

test('what sources send', async () => {
  const send = (rows: unknown, sending?: Sending, source = 'delta') => push(ground, doors, source, rows, sending);
  const good = sentRow(NAME, 'E71111111', { row: 'first' }, 'passport');
  expect(validator('/components/schemas/SentResult')(good)).toBe(true);
  await send([good, {}, sentRow(NAME, 'E7', {}, 'passport'), sentRow(NAME, 'H12345678', {}, 'hk-macao-permit')]);
  await send([sentRow(NAME, 'E71111111', { sampleCollectedAt: '2030-01-01T00:00:00+08:00' }, 'passport')]);
  await send([]);
  await send([good], { key: 'of-somebody-else' });
  await send([good], {}, 'nobody');
  await send([good], { nonce: 'a-nonce-of-the-contract' });
  expect((await send([good], { nonce: 'a-nonce-of-the-contract' })).status).toBe(409);
  await send(['x'.repeat(1024 * 1024)]);
  await doors.call('POST', '/sources/delta/results', { body: '{}', headers: { 'content-type': 'text/plain' } });
  await doors.call('POST', '/sources/delta/results', { body: '{' });
  vi.spyOn(doors.effects.nonces, 'use').mockRejectedValueOnce(new Error('defect'));
  expect((await send([good])).status).toBe(500);
});

test('papers in all their states', async () => {
  for (const { id } of configuration.sources) delete ground.answers[`/${id}/results`];
  const bound = await doors.bind(await doors.signIn('person-of-papers'), phoneClaim('E71111111', NAME, 'passport'));
  const { token } = bound.body;
  const add = (body: unknown, more: Call = {}) => doors.call('POST', '/paper-results', { token, body, ...more });
  const byNumber = (number: string) => add({ kind: 'number', institution: '无名检验所', number });
  const list = () => doors.call('GET', '/paper-results', { token });
  const { id } = (await add({ kind: 'number', source: 'delta', number: 'T2207310001' })).body.paper;
  expect((await list()).body.papers[0].state).toBe('waiting');
  expect((await doors.results(token)).body.papers[0].state).toBe('waiting');
  for (const source of configuration.sources) await doors.answer(source.id);
  expect((await list()).body.papers[0].state).toBe('not-there');
  expect((await byNumber('N-0001')).body.paper.state).toBe('not-connected');
  configuration.issuers = [ISSUER];
  expect((await add({ kind: 'certificate', text: SIGNED_PAPER })).body.paper.state).toBe('confirmed');
  await doors.results(token);
  await add({ kind: 'certificate', text: 'https://venue.example' });
  await add({ kind: 'certificate', text: 'shc:/2/3/5676' });
  await add({ kind: 'certificate' });
  await add({ kind: 'x'.repeat(17_000) });
  await add('{}', { headers: { 'content-type': 'text/plain' } });
  for (let at = 3; at < MOST_PAPERS; at += 1) await byNumber(`N-${1000 + at}`);
  expect((await byNumber('N-9999')).body.type).toBe('/problems/too-many-papers');

  const photo = { photo: Buffer.from([0xff, 0xd8, 0xff, 0xd9]).toString('base64') };
  const put = (body: unknown, path = `/paper-results/${id}/photo`, more: Call = {}) =>
    doors.call('PUT', path, { token, body, ...more });
  expect((await put(photo)).status).toBe(204);
  await doors.call('GET', `/paper-results/${id}/photo`, { token });
  await put({ photo: '' });
  await put({ photo: Buffer.from('no photo, but text').toString('base64') });
  await put({ photo: 'A'.repeat(3_000_000) });
  for (const [method, path] of [
    ['PUT', '/paper-results/AAAAAAAA/photo'],
    ['GET', '/paper-results/AAAAAAAA/photo'],
    ['DELETE', '/paper-results/AAAAAAAA'],
  ] as const) {
    const body = method === 'PUT' ? photo : undefined;
    expect((await doors.call(method, path, { token, body })).body.type).toBe('/problems/paper-unknown');
  }
  expect((await doors.call('DELETE', `/paper-results/${id}`, { token })).status).toBe(204);
  for (let at = 0; at < PAPER_LIMITS[0]!.most; at += 1) await put(photo, '/paper-results/AAAAAAAA/photo');
  expect((await put(photo)).status).toBe(429);
  expect((await byNumber('N-0001')).status).toBe(429);

  const nobody = await doors.signIn('person-without-papers');
  const defects = vi.spyOn(doors.effects.citizens, 'read');
  for (const [method, path] of [
    ['POST', '/paper-results'],
    ['GET', '/paper-results'],
    ['DELETE', `/paper-results/${id}`],
    ['PUT', `/paper-results/${id}/photo`],
    ['GET', `/paper-results/${id}/photo`],
  ] as const) {
    const body = method === 'POST' || method === 'PUT' ? photo : undefined;
    expect((await doors.call(method, path, { body })).status).toBe(401);
    expect((await doors.call(method, path, { token: nobody, body })).status).toBe(403);
    defects.mockRejectedValueOnce(new Error('defect'));
    expect((await doors.call(method, path, { token, body })).status).toBe(500);
  }
});

test('the static document of sources', async () => {
  const { control, hours } = doors.effects;
  await hours.add('nation', { n: 2, a: 1, f: 1, d1: 1, l1: 30 });
  await control.update('south', {
    expression: 'SET #state = :off, backAt = :at, announcement = :said',
    names: { '#state': 'state' },
    values: { ':off': 'off', ':at': ground.clock.now() + 3_600_000, ':said': { zh: '升级', en: 'Upgrade' } },
  });
  await publish(doors.effects);
  const document: Json = await (await fetch(`${ground.documentsUrl}/sources`)).json();
  const validate = validator('/components/schemas/Sources');
  expect(validate(document) ? [] : validate.errors).toEqual([]);
  expect(document.sources.map(({ state }: Json) => state)).toEqual(['open', 'open', 'closed']);
});

test('a defect of ours', async () => {
  const token = await doors.signIn('person-of-defects');
  vi.spyOn(doors.effects.sessions, 'open').mockRejectedValue(new Error('defect'));
  await doors.results(token);
  await doors.call('GET', '/identity', { token });
  await doors.call('PUT', '/identity', { token, body: phoneClaim() });
  vi.spyOn(doors.effects.sessions, 'give').mockRejectedValueOnce(new Error('defect'));
  await doors.call('POST', '/sessions', { body: { platform: 'sandbox', person: 'person-1' } });
});

test('whatever the contract promises has been seen above, or in the test of that part', () => {
  const elsewhere = Object.values(HELD_ELSEWHERE);
  const here = Object.keys(contract.paths).filter((path) => !elsewhere.some((part) => part.paths.test(path)));
  expect([...given].sort()).toEqual(promisedOf(here).sort());
  // API Gateway refuses another method by itself.
  const seen = new Set([...problems, ...elsewhere.flatMap((part) => part.problems), 'method-unknown']);
  expect([...seen].sort()).toEqual(Object.keys(PROBLEMS).sort());
});
