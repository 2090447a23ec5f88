/** Show and verify between the built mini-programs: a code drawn by one super-app's program, judged by the other's, with no network. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { HOUR_MS } from '../../core/index.ts';
import { type Sandbox, startSandbox } from '../sandbox.ts';
import { createAlipayPhone } from './alipay-phone.ts';
import { between, isTold, MALL, renewsItself, showCode, standAt } from './at-the-door.ts';
import { built } from './builds.ts';
import type { DeviceSettings } from './device.ts';
import { bindBySpecimen, consent, isToBeBound } from './first-opening.ts';
import { personCalled } from './going.ts';
import { inventCode } from './invented-codes.ts';
import type { MiniProgram } from './mini-program.ts';
import { type PhoneVisit, visitByPhone } from './visit.ts';
import { createWeChatPhone } from './wechat-phone.ts';

const folders = { wechat: '', alipay: '' };
const asked: string[] = [];
let sandbox: Sandbox;
beforeAll(async () => {
  for (const level of ['info', 'warn'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  folders.wechat = await built('weapp');
  folders.alipay = await built('alipay');
  sandbox = await startSandbox({ onRequest: (method, path) => void asked.push(`${method} ${path}`) });
}, 600_000);
afterAll(() => sandbox?.stop());

type App = keyof typeof folders;
const phoneOf = (app: App, person: string, more: Partial<DeviceSettings> = {}) => {
  const settings = { person, gateway: sandbox.gatewayOrigin, clock: sandbox.clock.now(), ...more };
  return app === 'wechat' ? createWeChatPhone(folders.wechat, settings) : createAlipayPhone(folders.alipay, settings);
};
type Phone = ReturnType<typeof phoneOf>;

async function citizenShowing(phone: Phone): Promise<PhoneVisit> {
  const visit = visitByPhone(phone);
  await consent(visit);
  const person = personCalled(phone.device.person);
  if (await isToBeBound(visit)) await bindBySpecimen(visit, person);
  await showCode(visit);
  await expect.poll(() => visit.shownCode()).toMatch(/^HUREN1:/);
  return visit;
}
async function staffAtWork(phone: Phone): Promise<PhoneVisit> {
  const visit = visitByPhone(phone, 'staff/pages/venues/index');
  await standAt(visit);
  return visit;
}

describe.each<[App, App]>([
  ['wechat', 'alipay'],
  ['alipay', 'wechat'],
])('a citizen with %s before staff with %s', (citizens, staffs) => {
  it('is let through, online and with the network cut for both, and neither phone asks anybody', async () => {
    const [citizenPhone, staffPhone] = [phoneOf(citizens, 'zhao-wenbin'), phoneOf(staffs, 'li-ting')];
    const staff = await staffAtWork(staffPhone);
    const citizen = await citizenShowing(citizenPhone);
    const before = asked.length;
    await isTold(citizen, staff, ['放行', '认可，至 8月2日 10:00', MALL, '赵*彬', '0007']);
    expect(staffPhone.device.state.vibrations.length).toBeGreaterThan(0);
    expect(staffPhone.device.state.sounds.length).toBeGreaterThan(0);

    citizenPhone.device.setOnline(false);
    staffPhone.device.setOnline(false);
    await renewsItself(citizen);
    await between(staff);
    await isTold(citizen, staff, ['放行', '认可，至 8月2日 10:00', '赵*彬']);
    // Opened anew with no network, the code is there at once.
    await citizen.reopen();
    await citizen.screen.shows('出示共享码');
    await citizen.screen.tap('出示共享码');
    await citizen.screen.shows(['每 10 秒自动更换', '赵*彬']);
    await between(staff);
    await isTold(citizen, staff, ['放行', '认可，至 8月2日 10:00', '赵*彬']);
    expect(asked.slice(before)).toEqual([]);
    expect([...citizen.faults(), ...staff.faults()]).toEqual([]);
    await citizen.close();
    await staff.close();
  }, 120_000);
});

it('two phones of one person are good side by side; one that is lost is revoked from the other, and staff know with the next list', async () => {
  const phones = [phoneOf('wechat', 'zhao-wenbin'), phoneOf('alipay', 'zhao-wenbin')] as const;
  const [lost, other] = [await citizenShowing(phones[0]), await citizenShowing(phones[1])];
  const before = await staffAtWork(phoneOf('wechat', 'li-ting'));
  await isTold(lost, before, ['放行', '赵*彬']);
  await between(before);
  await isTold(other, before, ['放行', '赵*彬']);
  await before.close();

  await other.reopen();
  await other.screen.shows('我的');
  await other.screen.tap('我的');
  await other.screen.shows('我的码');
  await other.screen.tap('我的码');
  await other.screen.shows(['微信里的码', '支付宝里的码', '手机丢了？']);
  await other.screen.tap('撤销，微信里的码');
  await other.screen.shows('确认撤销');
  await other.screen.tap('确认撤销');
  await other.screen.shows('已经失效的');
  sandbox.clock.skip(HOUR_MS);
  for (const { device } of phones) device.setClock(sandbox.clock.now());
  await other.reopen();
  await other.screen.shows('出示共享码');
  await other.screen.tap('出示共享码');
  // The schedule's turn, taken at once.
  await fetch(`${sandbox.gatewayOrigin}/sandbox/trust-list`, { method: 'POST' });
  const after = await staffAtWork(phoneOf('wechat', 'li-ting'));
  await isTold(lost, after, ['请联网核验', /这个码已(停用|经换新或撤销)/]);
  await isTold(other, after, ['放行', '赵*彬']);
  for (const visit of [lost, other, before, after]) {
    expect(visit.faults()).toEqual([]);
    await visit.close();
  }
}, 120_000);

/** The person takes a call, and comes back. */
async function takeACall(visit: PhoneVisit): Promise<void> {
  visit.hide();
  await wait(50);
  visit.show();
}

describe.each<App>(['wechat', 'alipay'])('a phone with %s', (app) => {
  it('is bright, awake and hidden from captures while a code is shown, and as before afterwards', async () => {
    const phone = phoneOf(app, 'zhao-wenbin');
    const { state } = phone.device;
    const visit = await citizenShowing(phone);
    await expect.poll(() => state).toMatchObject({ brightness: 1, keptOn: true, captureHidden: true });
    visit.hide();
    await expect.poll(() => state).toMatchObject({ keptOn: false, captureHidden: false });
    expect(state.brightness).toBeLessThan(1);
    visit.show();
    await expect.poll(() => state).toMatchObject({ brightness: 1, keptOn: true, captureHidden: true });
    expect(visit.faults()).toEqual([]);
    await visit.close();
  });

  it.each([false, true])('tells true from forged, whether the engine knows BigInt: %s', async (bigInt) => {
    const phone = phoneOf(app, 'li-ting', { bigInt });
    const visit = await staffAtWork(phone);
    const code = await inventCode(sandbox, { name: '欧***丽', last4: '1233' });
    await visit.hold(code.shownAt(sandbox.clock.now()));
    await visit.screen.shows(['放行', '欧***丽']);
    for (const forgery of code.forgeriesAt(sandbox.clock.now())) {
      await between(visit);
      await visit.hold(forgery);
      await visit.screen.shows('不能凭此码放行');
    }
    expect(visit.faults()).toEqual([]);
    await visit.close();
  });

  it('goes on after another app lay over it, says when there is no camera, and has another way then', async () => {
    const phone = phoneOf(app, 'li-ting');
    const visit = await staffAtWork(phone);
    await takeACall(visit);
    const code = await inventCode(sandbox, { last4: '4321' });
    await visit.hold(code.shownAt(sandbox.clock.now()));
    await visit.screen.shows(['放行', '4321']);
    await visit.hold('https://jkm.hangzhou.example/q?c=1');
    await visit.screen.shows(['这不是共享码', '这是健康码，请出示共享码。']);
    phone.device.cameraAnswer = 'refuse';
    await takeACall(visit);
    await visit.screen.shows('没有打开相机');
    await visit.hold((await inventCode(sandbox, { last4: '8765' })).shownAt(sandbox.clock.now()));
    await visit.screen.tap('用扫一扫');
    await visit.screen.shows(['放行', '8765']);
    expect(visit.faults()).toEqual([]);
    await visit.close();
  });
});

it('lights the way where it is dark', async () => {
  const phone = phoneOf('wechat', 'li-ting');
  let program: MiniProgram | undefined;
  const visit = visitByPhone({ ...phone, open: (url) => (program = phone.open(url)) }, 'staff/pages/venues/index');
  await standAt(visit);
  await visit.screen.shows('开手电');
  await visit.screen.tap('开手电');
  await expect.poll(() => program?.torch).toBe(true);
  await visit.screen.tap('关手电');
  await expect.poll(() => program?.torch).toBe(false);
  await visit.close();
});
