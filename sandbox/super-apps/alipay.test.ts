/** The Alipay emulator, asked by Alipay's own SDK and, where that cannot misbehave, by a client of this test's own. */
import { createSign, createVerify } from 'node:crypto';
import { AlipaySdk } from 'alipay-sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS } from '../../core/index.ts';
import { people } from '../people/index.ts';
import { HandClock } from '../sources/hand-clock.ts';
import { type Alipay, startAlipay } from './alipay.ts';
import { textToSign } from './rsa2.ts';

const KEY = 'alipay_system_oauth_token_response';

let clock: HandClock;
let alipay: Alipay;
let sdk: AlipaySdk;
beforeAll(async () => {
  clock = new HandClock();
  alipay = await startAlipay(clock, people);
  sdk = new AlipaySdk({ ...alipay.secret, gateway: `${alipay.origin}/gateway.do` });
});
afterAll(() => alipay.stop());

let code: string;
beforeEach(() => {
  code = alipay.loginCode('ma-sulan');
});

const exchange = (parameters: object) => sdk.exec('alipay.system.oauth.token', parameters, { validateSign: true });

/** A client that puts everything into the form and signs with its own hands. */
async function ask(change: Record<string, string> = {}, privateKey = alipay.secret.privateKey) {
  const parameters: Record<string, string> = {
    app_id: alipay.secret.appId,
    charset: 'utf-8',
    code,
    grant_type: 'authorization_code',
    method: 'alipay.system.oauth.token',
    sign_type: 'RSA2',
    timestamp: '2022-08-01 07:45:00',
    version: '1.0',
    ...change,
  };
  const names = Object.keys(parameters).sort();
  const text = names.map((name) => `${name}=${parameters[name]}`).join('&');
  const sign = createSign('RSA-SHA256').update(text).sign(privateKey, 'base64');
  const body = new URLSearchParams({ ...parameters, sign });
  const response = await fetch(`${alipay.origin}/gateway.do`, { method: 'POST', body });
  const raw = await response.text();
  return { raw, answer: JSON.parse(raw) };
}

describe('alipay.system.oauth.token', () => {
  it("satisfies Alipay's SDK, signature of the answer included", async () => {
    const answer = await exchange({ grantType: 'authorization_code', code });
    expect(answer).toMatchObject({
      userId: expect.stringMatching(/^2088\d{12}$/),
      accessToken: expect.any(String),
      expiresIn: 1_296_000,
      reExpiresIn: 2_592_000,
      authStart: '2022-08-01 07:45:00',
    });
    expect(answer).not.toHaveProperty('code');
  });

  it('gives one person one user id and another person another', async () => {
    const [first, second, other] = [
      await ask(),
      await ask({ code: alipay.loginCode('ma-sulan') }),
      await ask({ code: alipay.loginCode('chen-guolin') }),
    ].map(({ answer }) => answer[KEY].user_id);
    expect(second).toBe(first);
    expect(other).not.toBe(first);
  });

  it('signs the raw text of the object, which is not what JSON.stringify writes', async () => {
    const { raw, answer } = await ask();
    const object = raw.slice(raw.indexOf(':') + 1, raw.lastIndexOf(',"sign"'));
    const verify = (text: string) =>
      createVerify('RSA-SHA256').update(text).verify(alipay.secret.alipayPublicKey, answer.sign, 'base64');
    expect(verify(object)).toBe(true);
    expect(verify(JSON.stringify(answer[KEY]))).toBe(false);
  });

  it('takes a code once', async () => {
    await ask();
    const { answer } = await ask();
    expect(answer.error_response).toMatchObject({
      code: '40002',
      msg: 'Invalid Arguments',
      sub_code: 'isv.code-invalid',
    });
    // The SDK looks for the method's own key when it checks a signature, so an error_response makes it throw.
    await expect(exchange({ grantType: 'authorization_code', code })).rejects.toThrow('isv.code-invalid');
  });

  it('takes a code for a day', async () => {
    clock.move(DAY_MS - 1);
    expect((await ask()).answer).toHaveProperty(KEY);
    const late = alipay.loginCode('ma-sulan');
    clock.move(DAY_MS);
    expect((await ask({ code: late })).answer.error_response.sub_code).toBe('isv.code-invalid');
  });

  it('renews with a refresh token for thirty days', async () => {
    const { refresh_token } = (await ask()).answer[KEY];
    expect(await exchange({ grantType: 'refresh_token', refreshToken: refresh_token })).toHaveProperty('accessToken');
    const renew = (token: string) => ask({ grant_type: 'refresh_token', refresh_token: token });
    clock.move(30 * DAY_MS - 1);
    expect((await renew(refresh_token)).answer).toHaveProperty(KEY);
    clock.move(1);
    expect((await renew(refresh_token)).answer.error_response.sub_code).toBe('isv.refresh-token-time-out');
    expect((await renew('nonsense')).answer.error_response.sub_code).toBe('isv.refresh-token-invalid');
  });
});

describe('refusals', () => {
  it("of a wrong signature come under the method's own key, and are signed", async () => {
    const stranger = await startAlipay(clock, people);
    await stranger.stop();
    const { answer } = await ask({}, stranger.secret.privateKey);
    expect(answer[KEY]).toMatchObject({ code: '40002', sub_code: 'isv.invalid-signature' });
    expect(answer.sign).toEqual(expect.any(String));
    expect((await ask()).answer[KEY]).toHaveProperty('user_id');
  });

  it.each([
    ['isv.invalid-method', { method: 'alipay.other' }],
    ['isv.invalid-app-id', { app_id: '1' }],
    ['isv.invalid-signature-type', { sign_type: 'RSA' }],
    ['isv.invalid-charset', { charset: 'gbk' }],
    ['isv.invalid-timestamp', { timestamp: '1659311100000' }],
    ['isv.grant-type-invalid', { grant_type: 'other' }],
    ['isv.code-invalid', { code: 'nonsense' }],
  ])('are %s for %j', async (subCode, change: Record<string, string>) => {
    expect((await ask(change)).answer.error_response).toMatchObject({ code: '40002', sub_code: subCode });
  });
});

it('signs sorted raw values, with sign_type and without sign or empty ones', () => {
  expect(textToSign({ b: '2 &', a: '1', sign: 'x', sign_type: 'RSA2', empty: '' })).toBe('a=1&b=2 &&sign_type=RSA2');
});

it('gives no code for a person who does not exist', () => {
  expect(() => alipay.loginCode('nobody')).toThrow('no person "nobody"');
});
