/** Cards and links between the super-apps' programs: what a citizen sends is opened by a venue's staff on another phone, once. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Sandbox, startSandbox } from '../sandbox.ts';
import { createAlipayPhone } from './alipay-phone.ts';
import { MALL } from './at-the-door.ts';
import { built } from './builds.ts';
import { bindBySpecimen, consent, isToBeBound } from './first-opening.ts';
import { goTo, personCalled } from './going.ts';
import { type PhoneVisit, visitByPhone } from './visit.ts';
import { createWeChatPhone } from './wechat-phone.ts';

const PICTURE = readFileSync(path.join(import.meta.dirname, '../../mini-app/src/more/card.png'));
const [CITIZEN, STAFF] = ['zhao-wenbin', 'shen-yuqing'];

const folders = { wechat: '', alipay: '' };
let sandbox: Sandbox;
beforeAll(async () => {
  for (const level of ['info', 'warn'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  folders.wechat = await built('weapp');
  folders.alipay = await built('alipay');
  sandbox = await startSandbox();
}, 600_000);
afterAll(() => sandbox?.stop());

type App = keyof typeof folders;
const phoneOf = (app: App, person: string) => {
  const settings = { person, gateway: sandbox.gatewayOrigin, clock: sandbox.clock.now() };
  return app === 'wechat' ? createWeChatPhone(folders.wechat, settings) : createAlipayPhone(folders.alipay, settings);
};
type Phone = ReturnType<typeof phoneOf>;

/** With a link just made, for the staff of any venue. */
async function citizenWithLink(phone: Phone): Promise<PhoneVisit> {
  const visit = visitByPhone(phone);
  await consent(visit);
  if (await isToBeBound(visit)) await bindBySpecimen(visit, personCalled(CITIZEN));
  await goTo(visit, '杭州市');
  await visit.screen.shows(/(?<!\d)(\d+) 个渠道，\1 个已答复/, 20_000);
  for (const words of ['我的', '分享给场所或个人', '生成链接']) {
    await visit.screen.shows(words);
    await visit.screen.tap(words);
  }
  await visit.screen.shows('链接做好了');
  return visit;
}

async function opensOnce(staff: PhoneVisit, other: PhoneVisit): Promise<void> {
  await staff.screen.shows(['点下面的按钮才会打开。', MALL]);
  await staff.screen.tap('打开');
  await staff.screen.shows([/认可，至/, '赵*彬', '离开这一页就不再显示']);
  await other.screen.shows(['点下面的按钮才会打开。', MALL]);
  await other.screen.tap('打开');
  await other.screen.shows('已经打开过了，只能打开一次');
  for (const visit of [staff, other]) {
    expect(visit.faults()).toEqual([]);
    await visit.close();
  }
}

describe.each<[App, App]>([
  ['wechat', 'alipay'],
  ['alipay', 'wechat'],
])('a citizen with %s', (app, otherApp) => {
  it('sends a card that names nobody; staff open it in the same super-app, once', async () => {
    const phone = phoneOf(app, CITIZEN);
    const citizen = await citizenWithLink(phone);
    await citizen.screen.tap('作为卡片发给好友');
    const [card] = phone.device.state.cards;
    expect(card).toEqual({
      title: '互认：请你查看一份核酸结果',
      path: expect.stringMatching(/^\/more\/pages\/opened\/index\?link=[\w-]+\.[\w-]{22}$/),
      picture: PICTURE,
    });
    expect(citizen.faults()).toEqual([]);
    await citizen.close();
    await opensOnce(visitByPhone(phoneOf(app, STAFF), card!.path), visitByPhone(phoneOf(app, 'li-ting'), card!.path));
  }, 120_000);

  it(`shows a link that staff with ${otherApp} scan or paste, who have nobody to choose to be`, async () => {
    const phone = phoneOf(app, CITIZEN);
    const citizen = await citizenWithLink(phone);
    await expect
      .poll(() => citizen.shownCode(), { timeout: 20_000 })
      .toMatch(/^http\S+#\/more\/pages\/opened\/index\?link=/);
    const shown = (await citizen.shownCode())!;
    await citizen.screen.tap('复制链接');
    await expect.poll(() => phone.device.state.clipboard, { timeout: 20_000 }).toBe(shown);
    const [scans, pastes] = [STAFF, 'li-ting'].map((person) =>
      visitByPhone(phoneOf(otherApp, person!), 'staff/pages/venues/index'),
    );
    for (const { screen } of [scans!, pastes!]) await screen.shows(MALL);
    await scans!.hold(shown);
    await scans!.screen.tap('扫邀请或分享的链接');
    await pastes!.screen.type('或粘贴邀请或分享的链接', shown);
    await opensOnce(scans!, pastes!);
    await citizen.close();
  }, 120_000);
});
