/** The WeChat emulator, asked by a client of this test's own. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { people } from '../people/index.ts';
import { HandClock } from '../sources/hand-clock.ts';
import type { Foreign } from '../sources/try-out.ts';
import { startWechat, type Wechat } from './wechat.ts';

let clock: HandClock;
let wechat: Wechat;
beforeEach(async () => {
  clock = new HandClock();
  wechat = await startWechat(clock, people);
});
afterEach(() => wechat.stop());

const MINUTE = 60_000;

async function get(path: string, query: Record<string, string>): Promise<Foreign> {
  const response = await fetch(`${wechat.origin}${path}?${new URLSearchParams(query)}`);
  expect(response.status).toBe(200);
  return JSON.parse(await response.text());
}

const logIn = (js_code: string, change: Record<string, string> = {}) =>
  get('/sns/jscode2session', {
    appid: wechat.secret.appId,
    secret: wechat.secret.appSecret,
    js_code,
    grant_type: 'authorization_code',
    ...change,
  });

const createToken = (change: Record<string, string> = {}) =>
  get('/cgi-bin/token', {
    appid: wechat.secret.appId,
    secret: wechat.secret.appSecret,
    grant_type: 'client_credential',
    ...change,
  });

async function phoneNumber(access_token: string, body: unknown): Promise<Foreign> {
  const response = await fetch(`${wechat.origin}/wxa/business/getuserphonenumber?access_token=${access_token}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  return response.json();
}

describe('jscode2session', () => {
  it('gives an openid that stays and a session key that does not', async () => {
    const first = await logIn(wechat.loginCode('ma-sulan'));
    const second = await logIn(wechat.loginCode('ma-sulan'));
    const another = await logIn(wechat.loginCode('chen-guolin'));
    expect(first).toEqual({
      openid: expect.stringMatching(/^o[\w-]{27}$/),
      session_key: expect.stringMatching(/^[\w+/]{22}==$/),
    });
    expect(second.openid).toBe(first.openid);
    expect(second.session_key).not.toBe(first.session_key);
    expect(another.openid).not.toBe(first.openid);
  });

  it('takes a code once', async () => {
    const code = wechat.loginCode('ma-sulan');
    await logIn(code);
    expect(await logIn(code)).toEqual({ errcode: 40163, errmsg: 'code been used' });
  });

  it('takes a code for five minutes', async () => {
    const [early, late] = [wechat.loginCode('ma-sulan'), wechat.loginCode('ma-sulan')];
    clock.move(5 * MINUTE - 1);
    expect(await logIn(early)).toHaveProperty('openid');
    clock.move(1);
    expect(await logIn(late)).toMatchObject({ errcode: 40029 });
  });

  it.each([
    [40029, { js_code: 'nonsense' }],
    [41008, { js_code: '' }],
    [40013, { appid: 'wx' }],
    [40125, { secret: 'nonsense' }],
    [40002, { grant_type: 'other' }],
  ])('answers %i to %j', async (errcode, change: Record<string, string>) => {
    expect(await logIn(wechat.loginCode('ma-sulan'), change)).toMatchObject({ errcode });
  });

  it('does not use up a code whose caller is refused', async () => {
    const code = wechat.loginCode('ma-sulan');
    await logIn(code, { secret: 'nonsense' });
    expect(await logIn(code)).toHaveProperty('openid');
  });

  it('allows a person a hundred logins a minute', async () => {
    for (let login = 0; login < 100; login += 1)
      expect(await logIn(wechat.loginCode('ma-sulan'))).toHaveProperty('openid');
    expect(await logIn(wechat.loginCode('ma-sulan'))).toMatchObject({ errcode: 45011 });
    expect(await logIn(wechat.loginCode('chen-guolin'))).toHaveProperty('openid');
    clock.move(MINUTE);
    expect(await logIn(wechat.loginCode('ma-sulan'))).toHaveProperty('openid');
  });

  it('answers -1 while busy', async () => {
    wechat.setBusy(true);
    expect(await logIn(wechat.loginCode('ma-sulan'))).toMatchObject({ errcode: -1 });
    wechat.setBusy(false);
    expect(await logIn(wechat.loginCode('ma-sulan'))).toHaveProperty('openid');
  });
});

describe('access_token', () => {
  it('lives for two hours', async () => {
    const { access_token, expires_in } = await createToken();
    expect(expires_in).toBe(7200);
    clock.move(7200_000 - 1);
    expect(await phoneNumber(access_token, { code: wechat.phoneCode('ma-sulan') })).toMatchObject({ errcode: 0 });
    clock.move(1);
    expect(await phoneNumber(access_token, { code: wechat.phoneCode('ma-sulan') })).toMatchObject({ errcode: 42001 });
  });

  it('is voided by the next one', async () => {
    const { access_token: first } = await createToken();
    const { access_token: second } = await createToken();
    expect(await phoneNumber(first, { code: wechat.phoneCode('ma-sulan') })).toMatchObject({ errcode: 40001 });
    expect(await phoneNumber(second, { code: wechat.phoneCode('ma-sulan') })).toMatchObject({ errcode: 0 });
  });

  it('needs the right appid, secret and grant', async () => {
    expect(await createToken({ appid: 'wx' })).toMatchObject({ errcode: 40013 });
    expect(await createToken({ secret: 'nonsense' })).toMatchObject({ errcode: 40125 });
    expect(await createToken({ grant_type: 'other' })).toMatchObject({ errcode: 40002 });
  });
});

describe('getuserphonenumber', () => {
  it('gives the telephone, with a watermark of app and time', async () => {
    const { access_token } = await createToken();
    const { number } = people.find(({ id }) => id === 'ma-sulan')!.phone;
    expect(await phoneNumber(access_token, { code: wechat.phoneCode('ma-sulan') })).toEqual({
      errcode: 0,
      errmsg: 'ok',
      phone_info: {
        phoneNumber: number,
        purePhoneNumber: number,
        countryCode: '86',
        watermark: { timestamp: clock.now() / 1000, appid: wechat.secret.appId },
      },
    });
  });

  it('takes a code once, for five minutes, and no login code', async () => {
    const { access_token } = await createToken();
    const code = wechat.phoneCode('ma-sulan');
    const late = wechat.phoneCode('ma-sulan');
    await phoneNumber(access_token, { code });
    expect(await phoneNumber(access_token, { code })).toMatchObject({ errcode: 40163 });
    expect(await phoneNumber(access_token, { code: wechat.loginCode('ma-sulan') })).toMatchObject({ errcode: 40029 });
    clock.move(5 * MINUTE);
    expect(await phoneNumber(access_token, { code: late })).toMatchObject({ errcode: 40029 });
  });

  it('refuses a body without a code, and any token when none was made', async () => {
    expect(await phoneNumber('nonsense', { code: 'x' })).toMatchObject({ errcode: 40001 });
    const { access_token } = await createToken();
    expect(await phoneNumber(access_token, {})).toMatchObject({ errcode: 47001 });
    expect(await phoneNumber(access_token, null)).toMatchObject({ errcode: 47001 });
  });
});

it('gives no code for a person who does not exist', () => {
  expect(() => wechat.loginCode('nobody')).toThrow('no person "nobody"; there are');
});
