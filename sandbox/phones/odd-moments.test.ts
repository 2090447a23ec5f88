/** Odd moments of showing a code have a way: an empty store, no network, a wrong clock, a family, a cracked screen, a code that lapses. */
import { describe, expect, it } from 'vitest';
import { HOUR_MS, type Instant, instantOf, MINUTE_MS } from '../../core/index.ts';
import { isTold, showCode, stopTurning } from './at-the-door.ts';
import type { BrowserVisit, BrowserVisitSettings } from './browser-visit.ts';
import { type Door, openDoor } from './door.ts';
import { choosePerson, consent } from './first-opening.ts';
import { personCalled } from './going.ts';
import { inventPerson } from './invented-person.ts';
import { staffTold } from './staff-told.ts';

const DAY_MS = 24 * HOUR_MS;
const ME = 'zhao-wenbin';
const GUARDIAN = 'lu-wenjing';
/** The sandbox has them as her dependents from the start. */
const FAMILY = personCalled(GUARDIAN).family!.map(({ name }) => `${name[0]}*${name[2]}`);
const ALL = `一起出示 ${1 + FAMILY.length} 个人的码`;

/** Every other day, for whoever is still here then. */
const TESTED_AGAIN = inventPerson('tested-again', '5252', {
  tests: [0, 2, 4, 6, 8].flatMap((days) =>
    personCalled('sofia-rossi').tests.map((test) => {
      const later = (at: Instant) => instantOf(at + days * DAY_MS);
      return {
        ...test,
        sampledAt: later(test.sampledAt),
        receivedAt: later(test.receivedAt!),
        testedAt: later(test.testedAt),
        reportedAt: later(test.reportedAt),
        specimenNumber: `X5252${days}`,
        reportNumber: days === 0 ? 'XR5252' : `XR5252${days}`,
      };
    }),
  ),
});

const door = await openDoor([TESTED_AGAIN]);
if ('none' in door) it.skip(`skipped because ${door.none}`, () => undefined);
else describe('there is a way', () => oddMoments(door));

function oddMoments(door: Door): void {
  const now = () => door.sandbox().clock.now();
  async function staffAtWork(): Promise<BrowserVisit> {
    const visit = await door.open('staff', 'staff/pages/check/index');
    await visit.screen.shows(/信任清单 (刚刚|\d+ 分钟前)更新/, 20_000);
    return visit;
  }
  async function showing(person = ME, settings?: BrowserVisitSettings): Promise<BrowserVisit> {
    const visit = await door.arrive('citizen', person, settings);
    await showCode(visit);
    return visit;
  }
  const healthy = (...visits: BrowserVisit[]) => expect(visits.flatMap((visit) => visit.faults())).toEqual([]);

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
    const visit = await door.open('citizen', '', { reaches: 'page' });
    // A super-app knows who holds the phone; a browser has to be told.
    await visit.page.evaluate(`localStorage.setItem('settings', JSON.stringify({ person: '${ME}' }))`);
    await visit.reopen();
    const needed = ['第一次要连上网络取码，以后没有网络也能出示。', '出示原件同样有效'];
    await visit.screen.shows(['没有网络', ...needed]);
    await visit.page.goto(door.address('pages/show/index'));
    await visit.screen.shows(['这部手机里还没有码', ...needed]);
    healthy(visit);
  });

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

  it('with a clock that is set back where there is no network: it says so, staff accuse nobody, and the next network puts it right', async () => {
    const visit = await showing();
    const staff = await staffAtWork();
    await visit.setOnline(false);
    // Longer than a showing is good for.
    door.sandbox().clock.skip(2 * MINUTE_MS);
    await staff.setClock(now());
    await visit.setClock(now() - DAY_MS);
    await visit.screen.shows(['手机时间不准', '手机的时间被往回调过']);
    const told = await isTold(visit, staff, ['请联网核验', staffTold('not-live')]);
    expect(told).not.toMatch(/不能凭此码放行|不是.{0,4}签发/);
    await visit.setOnline(true);
    await visit.page.reload();
    await visit.screen.shows('每 10 秒自动更换');
    await visit.screen.hides('手机的时间被往回调过');
    await isTold(visit, staff, ['放行', '赵*彬']);
    healthy(visit, staff);
  }, 60_000);

  it('in a browser without BigInt', async () => {
    const visit = await showing(ME, { lacksBigInt: true });
    const staff = await staffAtWork();
    await isTold(visit, staff, ['放行', '赵*彬']);
    healthy(visit, staff);
  }, 60_000);

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
    await stopTurning(visit);

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

  it('with a cracked screen: the larger code survives a dead strip that the usual one does not', async () => {
    const visit = await showing();
    expect(await visit.shownCode()).toMatch(/^HUREN1:/);
    await visit.page.evaluate(CRACK);
    expect(await visit.shownCode()).toBeUndefined();
    await visit.screen.tap('大码，屏幕碎裂、扫不出来时用大码');
    await visit.screen.shows('普通码');
    // Until the larger one is drawn the strip lies where the usual one was.
    const cracked = () => visit.page.evaluate(CRACK).then(() => visit.shownCode());
    await expect.poll(cracked).toMatch(/^HUREN1:/);
    const staff = await staffAtWork();
    const stop = door.film.followScreen(visit.page);
    await staff.screen.shows(['放行', '赵*彬'], 20_000);
    await stop();
    healthy(visit, staff);
  }, 60_000);

  // The last one: two days pass, twice, and with them most people's results.
  it('with a code that lapses while it is shown: it is not the result that has lapsed, and it is renewed as soon as there is a network', async () => {
    const visit = await showing(TESTED_AGAIN.id);
    const issued = () => door.asked.filter((each) => each === 'POST /share-codes').length;
    const twoDaysPass = async () => {
      door.sandbox().clock.skip(49 * HOUR_MS);
      await visit.setClock(now());
    };
    await visit.setOnline(false);
    await twoDaysPass();
    await visit.screen.shows(['码已到期', '码到期，不等于结果失效。', '连上网络后再试']);
    const before = issued();
    await visit.setOnline(true);
    await visit.screen.shows('每 10 秒自动更换', 20_000);
    expect(issued()).toBeGreaterThan(before);

    const another = issued();
    await twoDaysPass();
    await expect.poll(issued, { timeout: 20_000 }).toBeGreaterThan(another);
    await visit.screen.shows('每 10 秒自动更换', 20_000);
    // The schedule's turn, taken at once.
    await fetch(`${door.sandbox().gatewayOrigin}/sandbox/trust-list`, { method: 'POST' });
    const staff = await staffAtWork();
    await isTold(visit, staff, ['放行', '尾号 5252']);
    healthy(visit, staff);
  }, 90_000);
}

/** Text, because it runs in the page: a dead strip across the code, between its upper and lower corners. */
const CRACK = `(() => {
  document.querySelector('.crack')?.remove();
  const canvas = document.querySelector('canvas');
  canvas.scrollIntoView({ block: 'nearest' });
  const { left, top, width, height } = canvas.getBoundingClientRect();
  const crack = document.createElement('div');
  crack.className = 'crack';
  crack.style.cssText = 'position:fixed;z-index:9;background:#222;pointer-events:none;' +
    'left:' + (left + 0.06 * width) + 'px;top:' + (top + 0.45 * height) + 'px;' +
    'width:' + 0.88 * width + 'px;height:' + 0.14 * height + 'px';
  document.body.append(crack);
})()`;
