/** WeChat's calls against a server with WeChat's habits: HTTP 200 for everything, codes good for one exchange. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { instantOf } from '../../core/index.ts';
import { type LoopbackSource, startLoopbackSource } from '../testing/loopback-source.ts';
import { MORNING, runningClock } from '../testing/means.ts';
import { createMemoryTokens } from '../testing/memory-tokens.ts';
import { exchangeWechatCode, fetchWechatPhone, type WechatMeans } from './wechat.ts';

let server: LoopbackSource;
let means: WechatMeans;
let answer: object | undefined;
let accessToken: string;
let given: number;
let countryCode: string | number;
let watermarkApp: string;

beforeEach(async () => {
  const used = new Set<string>();
  answer = undefined;
  accessToken = 'none yet';
  given = 0;
  countryCode = '86';
  watermarkApp = 'wx-demo';
  const once = (code: string) => !used.has(code) && used.add(code);
  server = await startLoopbackSource(({ path, query, body }) => {
    if (answer) return { body: answer };
    if (path === '/sns/jscode2session') {
      if (query.get('appid') !== 'wx-demo') return { body: { errcode: 40013, errmsg: 'invalid appid' } };
      if (query.get('secret') !== 'secret-demo') return { body: { errcode: 40125, errmsg: 'invalid appsecret' } };
      if (query.get('grant_type') !== 'authorization_code') return { body: { errcode: 40002, errmsg: 'grant' } };
      const code = query.get('js_code')!;
      return {
        body: once(code)
          ? { openid: `openid-${code}`, session_key: 'a2V5' }
          : { errcode: 40163, errmsg: 'code been used' },
      };
    }
    if (path === '/cgi-bin/token') {
      if (query.get('secret') !== 'secret-demo') return { body: { errcode: 40125, errmsg: 'invalid appsecret' } };
      given += 1;
      accessToken = `access-${given}`;
      return { body: { access_token: accessToken, expires_in: 7200 } };
    }
    if (path !== '/wxa/business/getuserphonenumber') return { status: 404 };
    if (query.get('access_token') !== accessToken) return { body: { errcode: 40001, errmsg: 'invalid credential' } };
    if (!once(JSON.parse(body.toString()).code)) return { body: { errcode: 40163, errmsg: 'code been used' } };
    const phone = { phoneNumber: '+8613800000000', purePhoneNumber: '13800000000', countryCode };
    return {
      body: { errcode: 0, errmsg: 'ok', phone_info: { ...phone, watermark: { timestamp: 1, appid: watermarkApp } } },
    };
  });
  const clock = runningClock();
  means = {
    secret: { appId: 'wx-demo', appSecret: 'secret-demo' },
    host: 'wechat.example',
    origin: () => server.origin,
    clock,
    tokens: createMemoryTokens(clock),
  };
});
afterEach(() => server.stop());

test('a login code gives the openid once and nothing of the session', async () => {
  expect(await exchangeWechatCode(means, 'c1')).toEqual({ kind: 'signed-in', openid: 'openid-c1' });
  expect(await exchangeWechatCode(means, 'c1')).toEqual({ kind: 'failed', reason: 'code-used' });
});

test.each([
  [{ errcode: -1 }, 'busy'],
  [{ errcode: 40029 }, 'code-invalid'],
  [{ errcode: 45011 }, 'too-often'],
  [{ errcode: 40226 }, 'blocked'],
  [{ errcode: 40013 }, 'misconfigured'],
  [{ errcode: 40125 }, 'misconfigured'],
  [{ errcode: 99999 }, 'unexplained'],
  [{ session_key: 'without openid' }, 'unexplained'],
])('%j is %s', async (given, reason) => {
  answer = given;
  expect(await exchangeWechatCode(means, 'c2')).toEqual({ kind: 'failed', reason });
});

test('a phone code gives the number under one access token, renewed once when it is no longer taken', async () => {
  expect(await fetchWechatPhone(means, 'p1')).toEqual({ kind: 'phone', number: '13800000000', countryCode: '86' });
  countryCode = 86;
  expect(await fetchWechatPhone(means, 'p2')).toEqual({ kind: 'phone', number: '13800000000', countryCode: '86' });
  expect(given).toBe(1);
  accessToken = 'voided by somebody';
  expect((await fetchWechatPhone(means, 'p3')).kind).toBe('phone');
  expect(given).toBe(2);
  expect(await fetchWechatPhone(means, 'p3')).toEqual({ kind: 'failed', reason: 'code-used' });
});

test('two environments with one voided access token renew it once', async () => {
  await means.tokens.renew('wechat', undefined, async () => ({
    value: 'voided',
    expiresAt: instantOf(MORNING + 3_600_000),
  }));
  const both = await Promise.all([fetchWechatPhone(means, 'p4'), fetchWechatPhone(means, 'p5')]);
  expect(both.map(({ kind }) => kind)).toEqual(['phone', 'phone']);
  expect(given).toBe(1);
});

test('a number given to another app is none of ours', async () => {
  watermarkApp = 'wx-other';
  expect(await fetchWechatPhone(means, 'p6')).toEqual({ kind: 'failed', reason: 'code-invalid' });
});

test('a wrong secret is our mistake; no connection is told as such and never repeated', async () => {
  means.secret.appSecret = 'wrong';
  expect(await fetchWechatPhone(means, 'p7')).toEqual({ kind: 'failed', reason: 'misconfigured' });
  const { length } = server.asked;
  await server.stop();
  expect(await exchangeWechatCode(means, 'c3')).toEqual({ kind: 'failed', reason: 'unreachable' });
  expect(server.asked).toHaveLength(length);
});
