import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAlipayPhone } from './alipay-phone.ts';
import { asking, writeSmallProgram } from './small-program.ts';
import { type SmallServer, startSmallServer } from './small-server.ts';

let server: SmallServer;
beforeAll(async () => {
  server = await startSmallServer();
});
afterAll(() => server.stop());

const phoneWith = (page: string) =>
  createAlipayPhone(writeSmallProgram('alipay', page), { person: 'nobody', gateway: server.origin });

it('delivers 2xx as a success and any other status as failure 19, with the answer as text', async () => {
  const phone = phoneWith(asking('my'));
  const ok = phone.open('pages/one/index?path=/ok');
  expect(await ok.screen.shows('success')).toContain('"data":{"referer":null}');
  ok.close();
  const refused = phone.open('pages/one/index?path=/refused');
  expect(await refused.screen.shows('fail')).toMatch(/"status":409.*"data":"\{\\"title\\":\\"不行\\"\}","error":19/);
  refused.close();
});

it('fails with its own numbers when there is no network, when the address is not listed, and in time', async () => {
  const phone = phoneWith(asking('my').replace('{ url', '{ timeout: 50, url'));
  phone.device.setOnline(false);
  await phone.open('pages/one/index?path=/ok').screen.shows('"error":12');
  phone.device.setOnline(true);
  await phone.open('pages/one/index?path=/never').screen.shows('"error":13');
  const elsewhere = phoneWith(asking('my').replace('127.0.0.1:4000', 'other.example'));
  await elsewhere.open('pages/one/index?path=/ok').screen.shows('"error":11');
});

it('says with a value, and not by throwing, that more than 200 KB fit under no key', () => {
  const phone = phoneWith(`{
    data: { said: '' },
    onLoad() {
      const answer = my.setStorageSync({ key: 'a', data: 'x'.repeat(200 * 1024) });
      this.setData({ said: answer.error + ' ' + my.getStorageSync({ key: 'a' }).data });
    },
  }`);
  expect(phone.open().screen.text()).toContain('15 null');
});

it('gives a login code and knows no phone number button', async () => {
  const phone = phoneWith(`{
    data: { said: '' },
    onLoad() { my.getAuthCode({ scopes: 'auth_base', success: ({ authCode }) => this.setData({ said: authCode }) }); },
  }`);
  await phone.open().screen.shows('login-1');
});
