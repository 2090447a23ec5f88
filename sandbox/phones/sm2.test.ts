/** A whole deployment whose issuer signs with SM2: shown and admitted on both built mini-programs and in a browser, with BigInt and without. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readCoseSign1 } from '../../core/certificate/cose-sign1.ts';
import { readShowing, type Showing } from '../../core/share-code/index.ts';
import { type Page as ServedPage, servePage } from '../h5-page.ts';
import { type Sandbox, startSandbox } from '../sandbox.ts';
import { createAlipayPhone } from './alipay-phone.ts';
import { between, isTold, showCode, standAt } from './at-the-door.ts';
import { openBrowser } from './browser.ts';
import { visitByBrowser } from './browser-visit.ts';
import { built } from './builds.ts';
import { createCameraFilm } from './camera-film.ts';
import { bindBySpecimen, consent, isToBeBound } from './first-opening.ts';
import { personCalled } from './going.ts';
import { inventCode } from './invented-codes.ts';
import { type Visit, visitByPhone } from './visit.ts';
import { createWeChatPhone } from './wechat-phone.ts';

const folders = { wechat: '', alipay: '', h5: '' };
let sandbox: Sandbox;
let page: ServedPage;
beforeAll(async () => {
  for (const level of ['info', 'warn'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  folders.wechat = await built('weapp');
  folders.alipay = await built('alipay');
  folders.h5 = await built('h5');
  sandbox = await startSandbox({ issuerAlgorithm: 'SM2', people: ['zhao-wenbin', 'li-ting'].map(personCalled) });
  page = await servePage(folders.h5, '127.0.0.1', 0, Number(new URL(sandbox.gatewayOrigin).port));
}, 600_000);
afterAll(async () => {
  await page?.stop();
  await sandbox?.stop();
});

const film = createCameraFilm();
const browser: Browser | { none: string } = await openBrowser({ film: film.path });
afterAll(async () => {
  if (!('none' in browser)) await browser.close();
  film.remove();
});

const now = () => sandbox.clock.now();
function phoneOf(app: 'wechat' | 'alipay', person: string, bigInt: boolean) {
  const settings = { person, gateway: sandbox.gatewayOrigin, clock: now(), bigInt };
  return app === 'wechat' ? createWeChatPhone(folders.wechat, settings) : createAlipayPhone(folders.alipay, settings);
}
async function tellsForgeries(staff: Visit): Promise<void> {
  for (const forgery of (await inventCode(sandbox)).forgeriesAt(now())) {
    await between(staff);
    await staff.hold(forgery);
    await staff.screen.shows('不能凭此码放行');
  }
}

describe('a deployment with SM2', () => {
  it('signs codes with it', async () => {
    const { credential } = readShowing((await inventCode(sandbox)).shownAt(now())) as Showing;
    expect(readCoseSign1(credential, 'deterministic')).toMatchObject({ algorithm: 'SM2' });
  });

  it.each([
    ['wechat', 'alipay', false],
    ['alipay', 'wechat', true],
  ] as const)(
    'shown with %s, admitted with %s, BigInt: %s',
    async (citizens, staffs, bigInt) => {
      const staff = visitByPhone(phoneOf(staffs, 'li-ting', bigInt), 'staff/pages/venues/index');
      await standAt(staff);
      const citizen = visitByPhone(phoneOf(citizens, 'zhao-wenbin', bigInt));
      await consent(citizen);
      if (await isToBeBound(citizen)) await bindBySpecimen(citizen, personCalled('zhao-wenbin'));
      await showCode(citizen);
      await isTold(citizen, staff, ['放行', '赵*彬', '0007']);
      await tellsForgeries(staff);
      for (const visit of [citizen, staff]) {
        expect(visit.faults()).toEqual([]);
        await visit.close();
      }
    },
    60_000,
  );

  it.skipIf('none' in browser).each([false, true])('admitted in a browser, without BigInt: %s', async (lacksBigInt) => {
    const address = `${page.origin}/#/staff/pages/check/index`;
    const staff = await visitByBrowser(browser as Browser, address, { film, clock: now(), lacksBigInt });
    await staff.screen.shows(/信任清单 (刚刚|\d+ 分钟前)更新/, 20_000);
    await staff.hold((await inventCode(sandbox, { last4: '0606' })).shownAt(now()));
    await staff.screen.shows(['放行', '尾号 0606']);
    await tellsForgeries(staff);
    expect(staff.faults()).toEqual([]);
    film.showNothing();
    await staff.close();
  });
});
