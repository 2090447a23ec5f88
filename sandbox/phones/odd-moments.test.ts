/** Every odd moment of showing a code has a way: a new phone, a lost one, an empty store, no network, a wrong clock, a cracked screen … */
import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../core/index.ts';
import { isTold, showCode } from './at-the-door.ts';
import type { BrowserVisit, BrowserVisitSettings } from './browser-visit.ts';
import { type Door, openDoor } from './door.ts';
import { choosePerson, consent } from './first-opening.ts';
import { personCalled } from './going.ts';

const DAY_MS = 24 * HOUR_MS;
const ME = 'zhao-wenbin';
const GUARDIAN = 'lu-wenjing';
/** The sandbox has them as her dependents from the start. */
const CHILDREN = personCalled(GUARDIAN).family!.slice(0, 2);

const door = await openDoor();
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
  const healthy = (...visits: BrowserVisit[]) => expect(visits.flatMap((visit) => visit.faults())).toEqual([]);

  // Not yet seen to hold: the list is signed late after a skip of the clock, and what the lost phone then shows is to be looked at.
  it.skip('with a new phone, for the old one was lost: it is revoked from the new one, and known at the next list', async () => {
    const lost = await showing();
    const found = await door.arrive('citizen', ME);
    await found.screen.tap('我的');
    await found.screen.tap('我的码');
    await found.screen.shows(['网页里的码', '手机丢了？']);
    await found.screen.tap('撤销，网页里的码');
    await found.screen.tap('确认撤销');
    await found.screen.shows('已经失效的');
    await found.page.goto(door.address('pages/home/index'));
    await showCode(found);

    const before = await publishedList(door);
    door.sandbox().clock.skip(HOUR_MS + 60_000);
    await expect.poll(() => publishedList(door), { timeout: 20_000, interval: 200 }).not.toBe(before);
    for (const visit of [lost, found]) await visit.setClock(now());
    const staff = await staffAtWork();
    await isTold(found, staff, ['放行', '赵*彬']);
    await isTold(lost, staff, ['请联网核验', /换新|收回|撤销/]);
    healthy(lost, found, staff);
  }, 90_000);

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
    await visit.screen.shows(['码已经过了时间', '码过了时间，不等于结果失效。']);
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

  // Not yet seen to hold to its end.
  it.skip("on a guardian's phone: everybody's codes with one tap, each compared with the document, and staff are told when all are through", async () => {
    const visit = await showing(GUARDIAN);
    await visit.page.goto(door.address('pages/family/index'));
    await visit.screen.shows('添加家人');
    for (const { name } of CHILDREN) {
      await visit.screen.tap(`出示，${name[0]}*${name[2]}`);
      await visit.screen.shows(['每 10 秒自动更换', '代办人出示：请核对证件。'], 30_000);
      await visit.page.goto(door.address('pages/family/index'));
      await visit.screen.shows('添加家人');
    }
    await visit.screen.shows('一起出示 3 个人的码');
    await visit.screen.tap('一起出示 3 个人的码');
    await visit.screen.shows('第 1 个，共 3 个');
    await visit.screen.tap('停止轮换');

    const staff = await staffAtWork();
    await staff.screen.tap('一家人');
    await staff.screen.tap('3 位');
    await isTold(visit, staff, ['放行', '3 位中已放行 1 位']);
    await visit.screen.tap('下一个');
    await isTold(visit, staff, ['放行', '请比对证件', '3 位中已放行 2 位']);
    await visit.screen.tap('下一个');
    await isTold(visit, staff, ['放行', '请比对证件', '3 位都已放行']);
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

/** As the gateway gives it out. */
async function publishedList(door: Door): Promise<string> {
  return (await fetch(`${door.sandbox().gatewayOrigin}/trust-list`)).text();
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
