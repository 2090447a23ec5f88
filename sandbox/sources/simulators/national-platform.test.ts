/** The national gateway, asked by a client of this test's own, at a clock that stands. */
import { createDecipheriv, createHash, createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../../core/index.ts';
import { encryptSecret, secretKeyOf, signGateway } from '../dialects/national-gateway.ts';
import { type Foreign, personOf, type TriedOut, tryOut } from '../try-out.ts';
import { createNationalPlatform } from './national-platform.ts';

const named = (id: string) => ({ xm: personOf(id).name, zjhm: personOf(id).number });
const ABDUREHIM = named('abdurehim-tursun');

let source: TriedOut;
beforeEach(async () => {
  source = await tryOut(createNationalPlatform);
});
afterEach(() => source.stop());

function fields(sid: string, key: string, rtime: number = source.clock.now()) {
  const rid = source.secret.rid!;
  const gjzwfwpt_sign = createHmac('sha256', key).update(`${sid}${rid}${rtime}`).digest('base64');
  return { gjzwfwpt_rid: rid, gjzwfwpt_sid: sid, gjzwfwpt_rtime: String(rtime), gjzwfwpt_sign };
}

async function post(path: string, headers: Record<string, string>, body: object) {
  const response = await fetch(source.origin + path, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, ...((await response.json()) as { code: string; data: Foreign; message: string }) };
}

async function fetchSecret(): Promise<string> {
  const { data } = await post('/sysapi/auth/refreshappsecret', {}, fields('s_any', source.secret.appKey!));
  const sha1 = (value: string | Buffer) => createHash('sha1').update(value).digest();
  const decipher = createDecipheriv('aes-128-ecb', sha1(sha1(source.secret.appKey!)).subarray(0, 16), null);
  return decipher.update(data.secret, 'base64', 'utf8') + decipher.final('utf8');
}

const ask = (secret: string, body: object, sid = 's_nat_results') =>
  post('/gateway/httpproxy', fields(sid, secret), body);

describe('vectors of the facts', () => {
  it('signs sid + rid + rtime', () => {
    expect(signGateway('appsecret-demo', 's_demo_0001', 'rid-demo', '1659096000000')).toBe(
      '07HfeZ1ieWnYx3yq1jxA3cO/BU3SJK8w9pR40PJ6iaY=',
    );
  });

  it('derives the key from the seed and encrypts the secret', () => {
    expect(secretKeyOf('appkey-demo').toString('hex')).toBe('8881c1d82e345083c88f98b05c7b6915');
    expect(encryptSecret('real-secret', 'appkey-demo')).toBe('QjafJ8GMjrqx1moC7nyR2A==');
  });
});

describe('results', () => {
  it('gives the latest, without sampling or report time', async () => {
    const answer = await ask(await fetchSecret(), ABDUREHIM);
    expect(answer).toEqual({
      status: 200,
      code: '200',
      message: 'success',
      data: { ...ABDUREHIM, hsjcjg: '阴性', hsjcsj: '2022-07-30 13:30:00', hsjcjgmc: '广州荔港医学检验所' },
    });
  });

  it('lags: a report of yesterday evening arrives a day later', async () => {
    const liang = named('liang-jiamin');
    expect((await ask(await fetchSecret(), liang)).data).toBe(null);
    source.clock.move(24 * HOUR_MS);
    expect((await ask(await fetchSecret(), liang)).data).toMatchObject({ ...liang, hsjcsj: '2022-07-31 14:20:00' });
  });

  it('finds nothing when the name does not fit the number', async () => {
    expect(await ask(await fetchSecret(), { ...ABDUREHIM, xm: '别人' })).toMatchObject({ code: '200', data: null });
  });

  it('refuses a service the caller is not listed for', async () => {
    expect(await ask(await fetchSecret(), ABDUREHIM, 's_other')).toMatchObject({ status: 200, code: 'E-106' });
  });

  it('fails when a field is missing', async () => {
    expect(await ask(await fetchSecret(), { XM: ABDUREHIM.xm })).toMatchObject({ code: '300' });
  });
});

describe('signature and secret', () => {
  it('refuses a wrong key, for the secret as for the business', async () => {
    const refused = { status: 200, code: '-1', data: '', message: '签名错误' };
    expect(await ask('nonsense', ABDUREHIM)).toEqual(refused);
    expect(await post('/sysapi/auth/refreshappsecret', {}, fields('s_any', 'nonsense'))).toEqual(refused);
  });

  it('refuses a clock that is eleven minutes off', async () => {
    const secret = await fetchSecret();
    const early = fields('s_nat_results', secret, source.clock.now() - 11 * 60_000);
    expect(await post('/gateway/httpproxy', early, ABDUREHIM)).toMatchObject({ code: '-1' });
  });

  it('lets a secret live for two hours and not a moment longer', async () => {
    const { data } = await post('/sysapi/auth/refreshappsecret', {}, fields('s_any', source.secret.appKey!));
    expect(data.secretEndTime).toBe(String(source.clock.now() + 2 * HOUR_MS));
    const secret = await fetchSecret();
    source.clock.move(2 * HOUR_MS - 1);
    expect(await ask(secret, ABDUREHIM)).toMatchObject({ code: '200' });
    source.clock.move(1);
    expect(await ask(secret, ABDUREHIM)).toMatchObject({ code: '-1' });
    expect(await ask(await fetchSecret(), ABDUREHIM)).toMatchObject({ code: '200' });
  });

  it('knows only the last two secrets', async () => {
    const [first, second, third] = [await fetchSecret(), await fetchSecret(), await fetchSecret()];
    expect(await ask(first, ABDUREHIM)).toMatchObject({ code: '-1' });
    expect(await ask(second, ABDUREHIM)).toMatchObject({ code: '200' });
    expect(await ask(third, ABDUREHIM)).toMatchObject({ code: '200' });
  });
});

describe('the check of a telephone', () => {
  it.each([
    ['its own', {}, '1'],
    ["somebody else's", { sjh: personOf('qian-fugui').phone }, '0'],
    ['its own under another name', { xm: '马素' }, '0'],
  ])('says of %s', async (_which, change, result) => {
    const body = { ...named('ma-sulan'), sjh: personOf('ma-sulan').phone, ...change };
    expect(await ask(await fetchSecret(), body, 's_phone_check')).toMatchObject({ code: '200', data: { result } });
  });

  it('says no of a telephone that its owner has registered with no document', async () => {
    const body = { ...named('qian-fugui'), sjh: personOf('qian-fugui').phone };
    expect(await ask(await fetchSecret(), body, 's_phone_check')).toMatchObject({ data: { result: '0' } });
  });
});

it('answers a maintenance page when it is wrong, and tells a caller over quota so', async () => {
  source.setFault('wrong');
  const response = await fetch(`${source.origin}/gateway/httpproxy`, { method: 'POST' });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('text/html');
  expect(await response.text()).toContain('系统维护中');
  source.setFault('over-quota');
  expect(await ask('any', ABDUREHIM)).toMatchObject({ status: 200, code: '429' });
});
