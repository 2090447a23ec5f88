/** Whoever means ill, over real HTTP: other people's tokens and proofs, codes twice, and everything a request can be bent into. */
import { request as send } from 'node:http';
import { gzipSync } from 'node:zlib';
import { CompactEncrypt, CompactSign, generateSecret } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type CitizenId, type Instant, instantOf } from '../core/index.ts';
import type { AccountKey } from '../functions/effects/items.ts';
import { createSessions, SESSION_MS } from '../functions/effects/sessions.ts';
import type { World } from '../functions/effects/world.ts';
import { people } from './people/index.ts';
import { Phone } from './phone.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';

let sandbox: Sandbox;
const logged: string[] = [];
const failures: unknown[] = [];
beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((...line) => void logged.push(line.join(' ')));
  }
  sandbox = await startSandbox({ bindPeople: false, onFailure: (failure) => failures.push(failure) });
});
afterAll(() => sandbox.stop());

const personOf = (id: string) => people.find((person) => person.id === id)!;
const newPhone = () => new Phone(sandbox.gatewayOrigin, sandbox.superApps);
const consent = { textVersion: '2022-07-29' };
const SCOPE = { jurisdiction: '310000', scope: 'everywhere', scene: 'public-places' };

/** A session of the sandbox's own key, for whomever it is asked. */
async function keyOfStage(): Promise<Uint8Array> {
  return Buffer.from((await sandbox.world.secret('session-key')).key!, 'base64');
}
const claims = (at: Instant, citizen?: string) => Buffer.from(JSON.stringify({ a: 'account', c: citizen, t: at }));
const HEADER = { alg: 'dir', enc: 'A256GCM', typ: 'huren-session' };

describe('tokens', () => {
  const kindWith = async (token: string) => {
    const phone = newPhone();
    phone.token = token;
    const { status, body } = await phone.results(SCOPE);
    return `${status} ${body.type}`;
  };
  const made = async (header: object, key: Parameters<CompactEncrypt['encrypt']>[0], at = sandbox.clock.now()) =>
    new CompactEncrypt(claims(at, 'citizen')).setProtectedHeader(header as never).encrypt(key);

  it('is what its key, header, purpose and time say, and nothing else', async () => {
    const key = await keyOfStage();
    const now = sandbox.clock.now();
    expect(await kindWith(await made(HEADER, key))).toBe('403 /problems/not-bound');
    const over = '401 /problems/session-over';
    const other = { ...sandbox.world, secret: async () => ({ key: Buffer.alloc(32, 7).toString('base64') }) } as World;
    const ofOtherStage = await createSessions(other).give('account' as AccountKey, 'citizen' as CitizenId, now);
    expect(await kindWith(ofOtherStage.token)).toBe(over);
    for (const token of [
      await made(HEADER, key, instantOf(now - SESSION_MS)),
      await made(HEADER, key, instantOf(now + 120_000)),
      await made({ ...HEADER, typ: 'venue-session' }, key),
      await made({ alg: 'dir', enc: 'A256GCM' }, key),
      await made({ ...HEADER, enc: 'A128CBC-HS256' }, key),
      await made({ ...HEADER, alg: 'A256KW' }, key),
      await made({ ...HEADER, alg: 'PBES2-HS256+A128KW' }, key),
    ]) {
      expect(await kindWith(token)).toBe(over);
    }
    const signed = await new CompactSign(claims(now))
      .setProtectedHeader({ alg: 'HS256' })
      .sign(await generateSecret('HS256'));
    expect(await kindWith(signed)).toBe('401 /problems/session-missing');
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${claims(now).toString('base64url')}...`;
    expect(await kindWith(unsigned)).toBe(over);
    expect(await kindWith('a'.repeat(8_000))).toBe('401 /problems/session-missing');
  });

  it('opens nothing once one character of it is another', async () => {
    const { token } = await createSessions(sandbox.world).give('account' as AccountKey, undefined, sandbox.clock.now());
    for (let at = 0; at < token.length; at += 7) {
      const changed = token[at] === 'A' ? 'B' : 'A';
      const status = (await kindWith(token.slice(0, at) + changed + token.slice(at + 1))).slice(0, 3);
      // The last character of a part may hold bits that stand for nothing.
      if (token[at + 1] !== '.' && token[at + 1] !== undefined) expect([at, status]).toEqual([at, '401']);
    }
  });

  it('says nothing of another account’s check', async () => {
    const [one, two] = [newPhone(), newPhone()];
    await one.signIn(personOf('li-ting'));
    await two.signIn(personOf('zhao-wenbin'));
    const { name, documents } = personOf('li-ting');
    const put = await one.ask('PUT', '/identity', { name, document: documents[0], consent });
    expect(put.status).toBe(202);
    expect((await two.ask('GET', '/identity')).body).toEqual({ state: 'none', documents: [], pollAfterMs: null });
  });
});

describe('codes of the super-apps', () => {
  it.each(['wechat', 'alipay'] as const)('of %s sign in once', async (platform) => {
    const code = sandbox.superApps.loginCode(platform, 'sun-yuzhen');
    const ask = (as: string) => newPhone().ask('POST', '/sessions', { platform: as, code });
    const crossed = await ask(platform === 'wechat' ? 'alipay' : 'wechat');
    expect([crossed.status, crossed.body.type]).toEqual([400, '/problems/code-refused']);
    const both = await Promise.all([ask(platform), ask(platform)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect((await ask(platform)).body).toMatchObject({ type: '/problems/code-refused', field: '/code' });
  });

  it('lead from WeChat and from Alipay to the same citizen, whose documents both see', async () => {
    const person = personOf('ana-martins');
    const [wechat, alipay] = [newPhone(), newPhone()];
    expect((await wechat.signIn(person, 'wechat')).body).toMatchObject({ bound: false });
    expect((await wechat.bind(person)).body).toMatchObject({ state: 'bound', documents: [{ strength: 'holder' }] });
    expect((await alipay.signIn(person, 'alipay')).body).toMatchObject({ bound: false });
    expect((await alipay.results(SCOPE)).body.type).toBe('/problems/not-bound');
    expect((await alipay.bind(person)).body).toMatchObject({ state: 'bound', documents: [{ strength: 'holder' }] });
    const [here, there] = await Promise.all([wechat, alipay].map((phone) => phone.settledResults(SCOPE)));
    expect(there!.body.results).toEqual(here!.body.results);
    expect(there!.body.results.length).toBeGreaterThan(0);
    const again = newPhone();
    expect((await again.signIn(person, 'alipay')).body.bound).toBe(true);
  });
});

describe('proofs of other people', () => {
  const FAILED = { state: 'failed', documents: [], pollAfterMs: null };
  const owner = personOf('zhao-wenbin');
  const claim = { name: owner.name, document: owner.documents[0], consent };
  async function outcomeOf(as: string, body: object): Promise<unknown> {
    const phone = newPhone();
    await phone.signIn(personOf(as), 'wechat');
    let answer = await phone.ask('PUT', '/identity', body);
    while (answer.body.state === 'checking') {
      await new Promise((done) => setTimeout(done, answer.body.pollAfterMs));
      answer = await phone.ask('GET', '/identity');
    }
    return answer.body;
  }

  it.each<[string, () => object]>([
    [
      'my own telephone for another’s document',
      () => ({ phoneCode: sandbox.superApps.phoneCode('wechat', 'li-ting') }),
    ],
    [
      'my own specimen for another’s document',
      () => ({ specimenNumber: personOf('li-ting').tests[0]!.specimenNumber }),
    ],
    ['a specimen of nobody', () => ({ specimenNumber: 'T00000000000' })],
  ])('%s fails like anything that fails', async (_, proof) => {
    expect(await outcomeOf('li-ting', { ...claim, ...proof() })).toEqual(FAILED);
  });

  it('the number of a tube that ten people share is no proof, and that of one’s own report is', async () => {
    const { name, documents, tests } = personOf('sun-yuzhen');
    const pooled = tests.find(({ poolSize }) => poolSize === 10)!;
    const body = { name, document: documents[0], consent };
    expect(await outcomeOf('wu-xiaoyang', { ...body, specimenNumber: pooled.specimenNumber })).toEqual(FAILED);
    expect(await outcomeOf('sun-yuzhen', { ...body, specimenNumber: pooled.reportNumber })).toMatchObject({
      state: 'bound',
      documents: [{ strength: 'holder' }],
    });
  });

  it('a telephone code is good once, whoever sends it', async () => {
    const phoneCode = sandbox.superApps.phoneCode('wechat', owner.id);
    expect(await outcomeOf(owner.id, { ...claim, phoneCode })).toMatchObject({ state: 'bound' });
    expect(await outcomeOf('deng-weiqiang', { ...claim, phoneCode })).toMatchObject({
      type: '/problems/code-refused',
      field: '/phoneCode',
    });
  });

  it('name and number alone are confirmed, and show nothing of what the owner has', async () => {
    expect(await outcomeOf('he-miaomiao', claim)).toMatchObject({
      state: 'bound',
      documents: [{ strength: 'matched' }],
    });
    const guesser = newPhone();
    expect((await guesser.signIn(personOf('he-miaomiao'), 'wechat')).body.bound).toBe(false);
    expect((await guesser.results(SCOPE)).body.type).toBe('/problems/proof-too-weak');
  });
});

/** What must never come back to whoever sent it, or stand in a log. */
const MARK = 'zqx9';

/** A request as nobody's library would send it. */
function raw(method: string, path: string, headers: Record<string, string> = {}, body?: Buffer | string) {
  const { hostname, port } = new URL(sandbox.gatewayOrigin);
  return new Promise<{ status: number; headers: object; text: string }>((resolve, reject) => {
    const asking = send({ hostname, port, method, path, headers }, async (answer) => {
      let text = '';
      for await (const chunk of answer) text += chunk;
      resolve({ status: answer.statusCode!, headers: answer.headers, text });
    });
    asking.on('error', reject);
    asking.end(body);
  });
}

describe('bent requests', () => {
  let token = '';
  beforeAll(async () => {
    const phone = newPhone();
    await phone.signIn(personOf('ma-sulan'));
    await phone.bind(personOf('ma-sulan'));
    token = phone.token;
  });
  const query = (text: string) => raw('GET', `/results?${text}`, { authorization: `Bearer ${token}` });
  const GOOD = 'jurisdiction=310000&scope=auto&scene=public-places';

  it.each([
    [GOOD, 200],
    [`${GOOD}&${MARK}=1&__proto__=1&constructor=2`, 200],
    [`${GOOD}&jurisdiction=110000`, 400],
    [GOOD.replace('310000', '310000%0d%0aset-cookie:%20zqx9=1'), 400],
    [GOOD.replace('310000', '%EF%BC%93%EF%BC%91%EF%BC%90%EF%BC%90%EF%BC%90%EF%BC%90'), 400],
    [GOOD.replace('auto', '__proto__'), 400],
    [GOOD.replace('auto', 'constructor'), 400],
    [GOOD.replace('auto', `shanghai,${MARK}`), 400],
    [GOOD.replace('auto', 'shanghai,shanghai,shanghai'), 200],
    [GOOD.replace('auto', 'shanghai,'.repeat(800)), 400],
    [GOOD.replace('public-places', 'toString'), 400],
    [GOOD.replace('auto', '%ZZ%C3%28%00'), 400],
    ['', 400],
  ])('query %s', async (text, status) => {
    const answer = await query(text);
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer)).not.toContain(MARK);
    expect(answer.headers).not.toHaveProperty('set-cookie');
  });

  const json = { 'content-type': 'application/json' };
  const session = (more: string) => `{"platform":"sandbox","person":"ma-sulan"${more}}`;
  it.each<[string, Record<string, string>, Buffer | string, number]>([
    ['the same key twice: the last one counts', json, `{"platform":"${MARK}",${session('').slice(1)}`, 200],
    ['__proto__', json, session(',"__proto__":{"platform":"wechat"}'), 200],
    ['only __proto__', json, '{"__proto__":{"platform":"sandbox","person":"ma-sulan"}}', 400],
    ['person constructor', json, '{"platform":"sandbox","person":"constructor"}', 400],
    ['a nest of 7 000 lists', json, `{"platform":${'['.repeat(7_000)}${']'.repeat(7_000)}}`, 400],
    ['half a character', json, '{"platform":"wechat","code":"\\ud800"}', 400],
    ['a NUL', json, '{"platform":"wechat","code":"\\u0000zqx9"}', 400],
    ['a number beyond all bounds', json, '{"platform":"wechat","code":1e999}', 400],
    ['a byte order mark', json, `\ufeff${session('')}`, 200],
    ['UTF-16', json, Buffer.from(session(''), 'utf16le'), 400],
    ['another charset', { 'content-type': 'application/json; charset=utf-16' }, session(''), 415],
    ['gzip', { ...json, 'content-encoding': 'gzip' }, gzipSync(session('')), 415],
    ['JSON called a form', { 'content-type': 'application/x-www-form-urlencoded' }, session(''), 415],
    ['a body of 16 KB and one', json, session(`,"x":"${'x'.repeat(16_400)}"`), 413],
  ])('body: %s', async (_, headers, body, status) => {
    const answer = await raw('POST', '/sessions', headers, body);
    expect(answer.status, answer.text).toBe(status);
    expect(answer.text).not.toContain(MARK);
    if (status !== 200) expect(JSON.parse(answer.text)).toMatchObject({ type: expect.stringMatching(/^\/problems\//) });
  });

  const { name, documents } = personOf('ma-sulan');
  it.each<[string, object, string]>([
    ['a name of direction marks alone', { name: '\u202e\u202c\u200f' }, '/name'],
    ['a name with a control character', { name: `${name}\u0007` }, '/name'],
    ['a name of spaces alone', { name: '\u3000 ' }, '/name'],
    ['half a character in the name', { name: `${name}\ud842` }, '/name'],
    ['a name of markup', { name: '<b>' }, '/name'],
    ['a type from the prototype', { document: { type: 'constructor', number: '1' } }, '/document/type'],
    ['digits of another script', { document: { type: 'resident-id', number: '١'.repeat(18) } }, '/document/number'],
    ['no consent at all', { consent: null }, '/consent'],
    ['consent to a script', { consent: { textVersion: '<script>' } }, '/consent/textVersion'],
  ])('claim: %s', async (_, more, field) => {
    const body = JSON.stringify({ name, document: documents[0], consent, ...more });
    const answer = await raw('PUT', '/identity', { ...json, authorization: `Bearer ${token}` }, body);
    expect([answer.status, JSON.parse(answer.text).field]).toEqual([400, field]);
  });

  it('a session in two headers, or none that is one, is none', async () => {
    for (const authorization of [`Bearer ${token}, Bearer ${token}`, token, `Basic ${token}`, 'Bearer ']) {
      expect((await raw('GET', `/results?${GOOD}`, { authorization })).status).toBe(401);
    }
  });

  it('other methods and places get nothing, and pages of other sites no permission', async () => {
    for (const method of ['HEAD', 'DELETE', 'PATCH', 'TRACE']) {
      expect((await raw(method, `/results?${GOOD}`, { authorization: `Bearer ${token}` })).status).toBe(404);
    }
    for (const path of [
      '/results/',
      '/RESULTS',
      '/%72esults',
      '//results',
      '/results/../identity',
      '/sources/../secrets.json',
    ]) {
      expect((await raw('GET', path, { authorization: `Bearer ${token}` })).status).toBe(404);
    }
    const preflight = { origin: 'https://evil.example', 'access-control-request-method': 'GET' };
    expect((await raw('OPTIONS', '/results', preflight)).headers).not.toHaveProperty('access-control-allow-origin');
    const crossing = await raw('GET', `/results?${GOOD}`, {
      origin: 'https://evil.example',
      authorization: `Bearer ${token}`,
    });
    expect(crossing.headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('broke no door, and left nothing in the log', () => {
    expect(failures).toEqual([]);
    const text = logged.join('\n');
    expect(logged.filter((line) => /"level":"error"/.test(line))).toEqual([]);
    for (const secret of [MARK, name, documents[0]!.number, token]) expect(text).not.toContain(secret);
  });
});
