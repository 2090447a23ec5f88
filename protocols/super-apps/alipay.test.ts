/** Alipay's call against a gateway that checks our signature and signs its answers, as Alipay's does. */
import { createSign, createVerify, generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type LoopbackSource, startLoopbackSource } from '../testing/loopback-source.ts';
import { runningClock } from '../testing/means.ts';
import { type AlipayMeans, exchangeAlipayCode } from './alipay.ts';

const ours = generateKeyPairSync('rsa', { modulusLength: 2048 });
const theirs = generateKeyPairSync('rsa', { modulusLength: 2048 });
const KEY = 'alipay_system_oauth_token_response';

let server: LoopbackSource;
let means: AlipayMeans;
let answer: () => string;
let timestamp: string | undefined;

function signed(response: object): string {
  const text = JSON.stringify(response);
  const sign = createSign('RSA-SHA256').update(text).sign(theirs.privateKey, 'base64');
  return `{"${KEY}":${text},"sign":"${sign}"}`;
}
const refusal = (subCode: string) => ({ code: '40002', msg: 'Invalid Arguments', sub_code: subCode, sub_msg: '无效' });

beforeEach(async () => {
  const used = new Set<string>();
  answer = () => signed({ access_token: 'secret-access-token', user_id: '2088000000000001', expires_in: 1296000 });
  server = await startLoopbackSource(({ path, query, body }) => {
    const parameters = new Map([...query, ...new URLSearchParams(body.toString())]);
    const sign = parameters.get('sign')!;
    parameters.delete('sign');
    const text = [...parameters]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `${name}=${value}`)
      .join('&');
    const fits = createVerify('RSA-SHA256').update(text).verify(ours.publicKey, sign, 'base64');
    if (path !== '/gateway.do' || !fits) return { body: signed(refusal('isv.invalid-signature')) };
    timestamp = parameters.get('timestamp');
    const code = parameters.get('code')!;
    if (used.has(code)) return { body: JSON.stringify({ error_response: refusal('isv.code-invalid') }) };
    used.add(code);
    return { body: answer() };
  });
  means = {
    secret: {
      appId: '2021000000000001',
      privateKey: ours.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
      alipayPublicKey: theirs.publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    },
    host: 'alipay.example',
    origin: () => server.origin,
    clock: runningClock(),
  };
});
afterEach(() => server.stop());

test('an auth code gives the id once; a replayed one is refused', async () => {
  expect(await exchangeAlipayCode(means, 'a1')).toEqual({ kind: 'signed-in', openid: '2088000000000001' });
  expect(await exchangeAlipayCode(means, 'a1')).toEqual({ kind: 'failed', reason: 'code-invalid' });
});

test('the time sent is Beijing time by our own clock, whatever zone the machine is in', async () => {
  vi.stubEnv('TZ', 'America/New_York');
  await exchangeAlipayCode(means, 'a2');
  vi.unstubAllEnvs();
  expect(timestamp).toMatch(/^2022-08-01 07:45:\d\d$/);
});

test('newer apps get an open id', async () => {
  answer = () => signed({ access_token: 't', open_id: '074a1CcTG1LelxKe4xQC0zgNdId0nxi95b5lsNpazWYoCo5' });
  expect(await exchangeAlipayCode(means, 'a3')).toMatchObject({
    openid: '074a1CcTG1LelxKe4xQC0zgNdId0nxi95b5lsNpazWYoCo5',
  });
});

test.each([
  ['pkcs1', 'pem'],
  ['pkcs1', 'der'],
  ['pkcs8', 'der'],
] as const)('our key may be %s %s', async (type, format) => {
  const key =
    format === 'pem'
      ? ours.privateKey.export({ type, format })
      : ours.privateKey.export({ type, format }).toString('base64');
  means.secret.privateKey = key.toString();
  means.secret.alipayPublicKey = theirs.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  expect((await exchangeAlipayCode(means, 'a4')).kind).toBe('signed-in');
});

test.each<[string, () => string, string]>([
  ['an answer somebody changed', () => signed({ user_id: '2088000000000001' }).replace('0001', '0002'), 'unexplained'],
  ['an answer without signature', () => JSON.stringify({ [KEY]: { user_id: '2088000000000001' } }), 'unexplained'],
  ['no JSON', () => '<html>', 'unexplained'],
  ['a refused code, signed', () => signed(refusal('isv.code-invalid')), 'code-invalid'],
  ['a refused code, unsigned', () => JSON.stringify({ error_response: refusal('isv.code-invalid') }), 'code-invalid'],
  ['an app it does not know', () => JSON.stringify({ error_response: refusal('isv.invalid-app-id') }), 'misconfigured'],
  [
    'its own trouble',
    () => JSON.stringify({ error_response: { code: '20000', sub_code: 'isp.unknow-error' } }),
    'busy',
  ],
])('%s', async (_name, given, reason) => {
  answer = given;
  expect(await exchangeAlipayCode(means, 'a5')).toEqual({ kind: 'failed', reason });
});

test('a key that is none, or missing, is our mistake and asks nobody', async () => {
  for (const broken of [{ privateKey: 'none' }, { alipayPublicKey: '' }] as Record<string, string>[])
    expect(await exchangeAlipayCode({ ...means, secret: { ...means.secret, ...broken } }, 'a6')).toEqual({
      kind: 'failed',
      reason: 'misconfigured',
    });
  expect(server.asked).toEqual([]);
});

test('a redirect to another host is not followed', async () => {
  const other = await startLoopbackSource(() => ({ body: answer() }));
  await server.stop();
  server = await startLoopbackSource(() => ({ status: 307, headers: { location: `${other.origin}/gateway.do` } }));
  expect(await exchangeAlipayCode(means, 'a7')).toMatchObject({ kind: 'failed' });
  expect(other.asked).toEqual([]);
  await other.stop();
});

test('no connection is unreachable', async () => {
  await server.stop();
  expect(await exchangeAlipayCode(means, 'a8')).toEqual({ kind: 'failed', reason: 'unreachable' });
});
