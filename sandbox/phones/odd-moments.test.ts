/** Every odd moment of showing a code has a way: a new phone, a lost one, an empty store, no network, a wrong clock, a cracked screen … */
import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../core/index.ts';
import { codeOn, pagesOf } from '../../functions/testing/printed-pdf.ts';
import type { Person } from '../people/index.ts';
import { Phone } from '../phone.ts';
import { isTold, showCode } from './at-the-door.ts';
import type { BrowserVisit, BrowserVisitSettings } from './browser-visit.ts';
import { type Door, openDoor } from './door.ts';
import { choosePerson, consent } from './first-opening.ts';
import { personCalled } from './going.ts';

const DAY_MS = 24 * HOUR_MS;
const ME = 'zhao-wenbin';
const GUARDIAN = 'lu-wenjing';
/** The sandbox has them as her dependents from the start. */
const FAMILY = personCalled(GUARDIAN).family!.map(({ name }) => `${name[0]}*${name[2]}`);
const ALL = `一起出示 ${1 + FAMILY.length} 个人的码`;

const SOFIA = personCalled('sofia-rossi');
const LONG_NAME: Person = {
  ...SOFIA,
  id: 'long-name',
  zh: '五十个字母',
  name: 'WOLFESCHLEGELSTEINHAUSENBERGER MAXIMILIAN CONSTANT',
  documents: [{ ...SOFIA.documents[0]!, number: 'YZ0005050' }],
  phone: { ...SOFIA.phone, number: '10000005050' },
  tests: SOFIA.tests.map((test) => ({ ...test, specimenNumber: 'X50505050', reportNumber: 'XR50505050' })),
  ...(SOFIA.specimenNumber && { specimenNumber: 'XR50505050' }),
};

const door = await openDoor([LONG_NAME]);
if ('none' in door) it.skip(`skipped because ${door.none}`, () => undefined);
else describe('there is a way', () => oddMoments(door));

function oddMoments(door: Door): void {
  const now = () => door.sandbox().clock.now();
  async function staffAtWork(): Promise<BrowserVisit> {
    const visit = await door.open('staff', 'staff/pages/check/index');
    await visit.screen.shows(/信任清单 (刚刚|\d+ 分钟前)更新/, 20_000);
    return visit;
  }
  async function showing(person = ME, settings?: BrowserVisitSettings, place?: string): Promise<BrowserVisit> {
    const visit = await door.arrive('citizen', person, settings);
    await showCode(visit, place);
    return visit;
  }
  /** So that what staff are told next is news. */
  async function between(staff: BrowserVisit): Promise<void> {
    await staff.hold('https://jkm.hangzhou.example/q?c=1');
    await staff.screen.shows('这是健康码');
  }
  const healthy = (...visits: BrowserVisit[]) => expect(visits.flatMap((visit) => visit.faults())).toEqual([]);

  it('with two phones: both codes are good side by side', async () => {
    const old = await showing();
    const other = await showing();
    const staff = await staffAtWork();
    await isTold(old, staff, ['放行', '赵*彬']);
    await between(staff);
    await isTold(other, staff, ['放行', '赵*彬']);
    await between(staff);
    await isTold(old, staff, ['放行', '请比对证件', '两分钟之内，这个码在这部手机上出示过']);
    healthy(old, other, staff);
  }, 60_000);

  it('with no phone at all: the code is printed, read off the paper, and the document compared', async () => {
    const phone = new Phone(door.sandbox().gatewayOrigin, door.sandbox().superApps);
    await phone.signIn(personCalled(ME));
    await phone.settledResults({ jurisdiction: '330100', scope: 'auto', scene: 'public-places' });
    const printed = await phone.ask('POST', '/paper-codes', { size: 'a4' });
    const [page] = pagesOf(Buffer.from(printed.body.pdf, 'base64'));
    const staff = await staffAtWork();
    await staff.hold(codeOn(page!));
    await staff.screen.shows(['放行', '请比对证件', '赵*彬', '0007', '这是打印的码，别人也可能有一张。'], 20_000);
    healthy(staff);
  }, 60_000);

  it('with a store that was cleared', async () => {
    const visit = await showing();
    await visit.clearStorage();
    await visit.page.goto('about:blank');
    await visit.reopen();
    await choosePerson(visit, personCalled(ME));
    await consent(visit);
    await showCode(visit);
    const staff = await staffAtWork();
    await isTold(visit, staff, ['放行', '赵*彬']);
    healthy(visit, staff);
  }, 60_000);

  it('the first time with no network: it says what is needed once, and that the original paper counts', async () => {
    const visit = await door.open('citizen', 'pages/show/index', { reaches: 'page' });
    await visit.page.evaluate(`localStorage.setItem('settings', JSON.stringify({ person: '${ME}' }))`);
    await visit.page.reload();
    await visit.screen.shows([
      '这部手机里还没有码',
      '第一次要连上网络取码，以后没有网络也能出示。',
      '出示原件同样有效',
    ]);
    healthy(visit);
  });

  it('with a code that lapsed where there was no network: it is not the result that has lapsed, and the next contact renews', async () => {
    const visit = await showing();
    await visit.setOnline(false);
    await visit.setClock(now() + 49 * HOUR_MS);
    await visit.screen.shows(['码已到期', '码到期，不等于结果失效。']);
    await visit.setClock(now());
    await visit.setOnline(true);
    await visit.page.reload();
    await visit.screen.shows('每 10 秒自动更换', 20_000);
    const staff = await staffAtWork();
    await isTold(visit, staff, ['放行', '赵*彬']);
    healthy(visit, staff);
  }, 60_000);

  it.each([
    ['ahead', DAY_MS],
    ['behind', -DAY_MS],
  ])(
    'with a phone whose clock is a day %s: it says so, and is let through',
    async (_, off) => {
      const visit = await showing(ME, { clock: now() + off });
      await visit.screen.shows(['手机时间不准', '已经按服务器的时间校正，不影响出示。']);
      const staff = await staffAtWork();
      await isTold(visit, staff, ['放行', '赵*彬']);
      healthy(visit, staff);
    },
    60_000,
  );

  it('with a clock that is set back where there is no network: it says so, and nobody is accused', async () => {
    const visit = await showing();
    await visit.setOnline(false);
    await visit.setClock(now() - DAY_MS);
    await visit.screen.shows(['手机时间不准', '手机的时间被往回调过']);
    await visit.setOnline(true);
    await visit.page.reload();
    await visit.screen.hides('手机的时间被往回调过');
    healthy(visit);
  });

  it('in a browser without BigInt', async () => {
    const visit = await showing(ME, { lacksBigInt: true });
    const staff = await staffAtWork();
    await isTold(visit, staff, ['放行', '赵*彬']);
    healthy(visit, staff);
  }, 60_000);

  it.each([
    ['a rare character', 'li-ting', '上海市', /李\*.*尾号 0003/],
    ['a dot', 'abdurehim-tursun', '杭州市', /阿\*+.*尾号/],
    ['a passport', 'sofia-rossi', '杭州市', /[A-Z]+.*\*.*尾号/],
    ['50 characters of Latin letters', LONG_NAME.id, '杭州市', 'W***T · 尾号 5050'],
  ])(
    'with a name of its own kind: %s',
    async (_, person, place, whom) => {
      const visit = await showing(person, undefined, place);
      const staff = await staffAtWork();
      await isTold(visit, staff, [whom]);
      healthy(visit, staff);
    },
    60_000,
  );

  it("on a guardian's phone: everybody's codes with one tap, each compared with the document, and staff are told when all are through", async () => {
    const visit = await showing(GUARDIAN);
    await visit.page.goto(door.address('pages/family/index'));
    await visit.screen.shows([ALL, ...FAMILY], 30_000);
    await visit.screen.tap(`出示，${FAMILY[0]}`);
    await visit.screen.shows(['每 10 秒自动更换', '代办人出示：请核对证件。']);
    await visit.screen.tap('‹ 返回');
    await visit.screen.hides('每 10 秒自动更换');
    await visit.screen.tap(ALL);
    await visit.screen.shows('第 1 个，共 4 个');
    await visit.screen.tap('停止轮换');

    const staff = await staffAtWork();
    await isTold(visit, staff, ['放行', '一家 4 位，已放行 1 位，还差第 2 个、第 3 个、第 4 个']);
    for (const words of ['一家 4 位，已放行 2 位', '一家 4 位，已放行 3 位', '一家 4 位都已放行']) {
      await visit.screen.tap('下一个');
      await isTold(visit, staff, ['请比对证件', '（待比对证件）']);
      await staff.screen.tap('一致');
      await staff.screen.shows(words);
    }
    healthy(visit, staff);
  }, 120_000);

  it('with a cracked screen: larger modules, level Q, and a quarter of it may be unreadable', async () => {
    const visit = await showing();
    const usual = await visit.shownCode();
    await visit.screen.tap('大码，屏幕碎裂、扫不出来时用大码');
    await visit.screen.shows('普通码');
    await visit.page.evaluate(CRACK);
    const staff = await staffAtWork();
    const stop = door.film.followScreen(visit.page);
    await staff.screen.shows(['放行', '赵*彬'], 20_000);
    await stop();
    expect(usual).toMatch(/^HUREN1:/);
    healthy(visit, staff);
  }, 60_000);
}

/** Text, because it runs in the page: dead lines across the code, away from its corners. */
const CRACK = `(() => {
  const { left, top, width, height } = document.querySelector('canvas').getBoundingClientRect();
  for (const [x, y, degrees] of [[0.3, 0.45, 20], [0.35, 0.6, -12], [0.45, 0.35, 70]]) {
    const crack = document.createElement('div');
    crack.style.cssText = 'position:fixed;z-index:9;background:#222;height:3px;transform-origin:left;' +
      'left:' + (left + x * width) + 'px;top:' + (top + y * height) + 'px;width:' + 0.45 * width + 'px;' +
      'transform:rotate(' + degrees + 'deg)';
    document.body.append(crack);
  }
})()`;
