/** Packages, on both super-apps: what a page on the way has loaded ahead opens with no network, and what nothing has loaded says so. */
import { describe, expect, it } from 'vitest';
import { createAlipayPhone } from './alipay-phone.ts';
import { built } from './builds.ts';
import type { DeviceSettings } from './device.ts';
import { createWeChatPhone } from './wechat-phone.ts';

const nobody: DeviceSettings = { person: 'nobody', gateway: 'http://127.0.0.1:1' };
const consent = { textVersion: '2022-08-01', keepAnswers: false };
const STUCK = '这一页现在打不开。没有网络的话，连上网络后再点一次。';

describe.each([
  ['weapp', createWeChatPhone],
  ['alipay', createAlipayPhone],
] as const)('%s', (build, createPhone) => {
  const phoneWith = async (settings: object) => {
    const phone = createPhone(await built(build), nobody);
    phone.device.store.set('settings', JSON.stringify({ consent, ...settings }));
    return phone;
  };

  it('opens posters and refusals with no network, once home was open with one', async () => {
    const phone = await phoneWith({});
    const program = phone.open();
    await program.screen.shows('扫场所码');
    phone.device.setOnline(false);
    await program.screen.tap('被拒绝了？');
    await program.screen.shows('开一张凭条');
    expect(program.route).toBe('more/pages/refused/index');
    program.close();
    const staff = phone.open('staff/pages/check/index');
    await staff.screen.shows('对准对方手机上的共享码');
    staff.close();
  }, 300_000);

  it('says what to do where a page could not be loaded, until one opens', async () => {
    const phone = await phoneWith({});
    phone.device.setOnline(false);
    const program = phone.open();
    await program.screen.shows('扫场所码');
    await program.screen.tap('被拒绝了？');
    await program.screen.shows(STUCK);
    phone.device.setOnline(true);
    await program.screen.tap('被拒绝了？');
    await program.screen.shows('开一张凭条');
    await program.screen.hides(STUCK);
    program.back();
    await program.screen.shows('扫场所码');
    await program.screen.hides(STUCK);
    expect(program.faults).toEqual([]);
    program.close();
  }, 300_000);

  it('shows home, and why, to staff whose check could not be loaded', async () => {
    const phone = await phoneWith({ opensAtCheck: true });
    phone.device.setOnline(false);
    const program = phone.open();
    await program.screen.shows([STUCK, '出示共享码', '扫场所码']);
    expect(program.faults).toEqual([]);
    program.close();
  }, 300_000);
});
