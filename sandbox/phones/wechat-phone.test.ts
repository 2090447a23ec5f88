import { afterAll, beforeAll, expect, it } from 'vitest';
import { asking, writeSmallProgram } from './small-program.ts';
import { type SmallServer, startSmallServer } from './small-server.ts';
import { createWeChatPhone } from './wechat-phone.ts';

let server: SmallServer;
beforeAll(async () => {
  server = await startSmallServer();
});
afterAll(() => server.stop());

const phoneWith = (page: string, settings = {}) =>
  createWeChatPhone(writeSmallProgram('weapp', page, settings), { person: 'nobody', gateway: server.origin });

it('delivers every status as a success, with headers Written-So and its own referer', async () => {
  const phone = phoneWith(asking('wx'));
  const refused = phone.open('pages/one/index?path=/refused');
  expect(await refused.screen.shows('success')).toContain('"statusCode":409,"header":{"Connection":');
  expect(refused.screen.text()).toContain('"data":{"title":"不行"}');
  expect(refused.screen.text()).toContain('"X-As-Of"');
  refused.close();
  const ok = phone.open('pages/one/index?path=/ok');
  expect(await ok.screen.shows('success')).toContain('servicewechat.com');
  ok.close();
});

it('fails a request when there is no network, when the address is not listed, and when it lasts too long', async () => {
  const phone = phoneWith(asking('wx').replace('{ url', '{ timeout: 50, url'));
  phone.device.setOnline(false);
  await phone.open('pages/one/index?path=/ok').screen.shows(/fail.*ERR_INTERNET_DISCONNECTED/);
  phone.device.setOnline(true);
  await phone.open('pages/one/index?path=/never').screen.shows(/fail.*timeout/);
  const elsewhere = phoneWith(asking('wx').replace('127.0.0.1:4000', 'other.example'));
  await elsewhere.open('pages/one/index?path=/ok').screen.shows(/fail.*not in domain list/);
});

it('keeps what was stored for the next opening, and refuses more than a megabyte a key', () => {
  const phone = phoneWith(`{
    data: { said: '' },
    onLoad() {
      const before = wx.getStorageSync('a');
      let refused = 'taken';
      try { wx.setStorageSync('b', 'x'.repeat(1024 * 1024)); } catch (error) { refused = error.message; }
      wx.setStorageSync('a', { n: (before.n || 0) + 1 });
      this.setData({ said: JSON.stringify(before) + refused });
    },
  }`);
  expect(phone.open().screen.text()).toContain('""setStorageSync:fail');
  expect(phone.open().screen.text()).toContain('{"n":1}setStorageSync:fail');
});

it('gives a login code, and a phone code only after the privacy popup was agreed to', async () => {
  const phone = phoneWith(
    `{
    data: { said: '' },
    onLoad() { wx.login({ success: ({ code }) => this.setData({ said: code }) }); },
    eh({ type, detail }) { this.setData({ said: type + ' ' + (detail.code || detail.errMsg) }); },
    onPullDownRefresh() { wx.requirePrivacyAuthorize({ success: () => wx.stopPullDownRefresh() }); },
  }`,
    { enablePullDownRefresh: true },
  );
  const program = phone.open();
  await program.screen.shows('login-1');
  await program.screen.tap('手机号');
  await program.screen.shows('getphonenumber getPhoneNumber:fail privacy');
  await program.pullDown();
  await program.screen.tap('手机号');
  await program.screen.shows('getphonenumber phone-1');
  expect(program.faults).toEqual([]);
});

it('writes down what the program looked for in vain', () => {
  const phone = phoneWith('{ onLoad() { wx.chooseInvoice; } }');
  phone.open();
  expect([...phone.missed]).toEqual(['chooseInvoice']);
});
