/** Posters, receipts and links between two phones: what is true and what is false, with no network; what opens once; and who has looked. */
import { describe, expect, it } from 'vitest';
import type { BrowserVisit } from './browser-visit.ts';
import { type Door, openDoor } from './door.ts';
import { goTo } from './going.ts';
import { forged, pageOf, posterPage } from './invented-posters.ts';

const ME = 'zhao-wenbin';
const MALL = 'hzwulin0';
const NAME = '杭州武林河畔商场';
/** Text, because it runs in the page. */
const AS = (person: string) => `localStorage.setItem('settings', JSON.stringify({
  ...JSON.parse(localStorage.getItem('settings') ?? '{}'), person: '${person}' }))`;
const COPIES = `window.copied = []; navigator.clipboard.writeText = async (text) => void window.copied.push(text);`;
const WORKS_ALONE = `navigator.serviceWorker.ready.then(() => true)`;

const door = await openDoor();
if ('none' in door) it.skip(`skipped because ${door.none}`, () => undefined);
else describe('links', () => betweenPhones(door));

function betweenPhones(door: Door): void {
  const more = (page: string) => `more/pages/${page}/index`;
  const go = ({ page }: BrowserVisit, path: string) => page.goto(door.address(path));
  const healthy = (...visits: BrowserVisit[]) => expect(visits.flatMap((visit) => visit.faults())).toEqual([]);
  const poster = () => posterPage(door.sandbox(), MALL);

  async function copied({ screen, page }: BrowserVisit): Promise<string> {
    await page.evaluate(COPIES);
    await screen.tap('复制链接');
    await screen.shows('已复制');
    return pageOf(await page.evaluate<string>('window.copied[0]'));
  }
  /** The staff's phone, on this page as this person. */
  async function as(person: string, path: string): Promise<BrowserVisit> {
    const visit = await door.open('staff', path);
    await visit.page.evaluate(AS(person));
    await visit.page.reload();
    return visit;
  }

  it('a poster says which venue asks; showing takes its place and scene along, and refusing is nothing to anybody', async () => {
    const citizen = await door.arrive('citizen', ME);
    await goTo(citizen, '北京市');
    await go(citizen, await poster());
    await citizen.screen.shows([`${NAME}想看你的核酸结果`, /杭州市「公共场所、交通」/]);
    const before = door.asked.length;
    await citizen.screen.tap('不出示');
    await citizen.screen.shows(['没有出示，什么也没有发生。', '场所不知道你扫过']);
    // Home goes on asking for its own results and code; of the venue nobody is told.
    expect(door.asked.slice(before).filter((each) => /venue|verification|look|receipt|link/.test(each))).toEqual([]);
    await citizen.screen.tap('先看在这里认不认可');
    await citizen.screen.shows('在杭州市的公共场所、交通');
    await go(citizen, await poster());
    await citizen.screen.tap('出示');
    await citizen.screen.shows('每 10 秒自动更换', 20_000);
    healthy(citizen);
  }, 60_000);

  it('a poster is told true from false with no network, once the list is here; and scanned from home', async () => {
    const citizen = await door.arrive('citizen', ME);
    const [truly, falsely] = [await poster(), forged(await poster())];
    await go(citizen, truly);
    await citizen.screen.shows(`${NAME}想看你的核酸结果`);
    expect(await citizen.page.evaluate(WORKS_ALONE)).toBe(true);
    await citizen.setOnline(false);
    await go(citizen, falsely);
    await citizen.page.reload();
    await citizen.screen.shows(['这张场所码是假的', '请他们换一张真的']);
    await citizen.screen.hides('出示');
    await go(citizen, 'pages/home/index');
    await citizen.screen.shows('扫场所码');
    await citizen.hold(`https://h5.example/#/${truly}`);
    await citizen.screen.tap('扫场所码');
    await citizen.screen.shows(`${NAME}想看你的核酸结果`, 20_000);
    healthy(citizen);
  }, 60_000);

  it('a phone that has never had a list says that it cannot tell, and accuses nobody', async () => {
    const visit = await door.open('citizen', await poster(), { reaches: 'page' });
    await visit.screen.shows(['现在分不出这张码的真假', '连上网络后再打开']);
    await visit.screen.hides('假的');
  });

  it('a poster that is scanned for a receipt or a link is told false from one that cannot be judged', async () => {
    const citizen = await door.arrive('citizen', ME);
    const [truly, falsely] = [await poster(), forged(await poster())].map((page) => `https://h5.example/#/${page}`);
    const scans = async (button: string, code: string, words: string[]) => {
      await citizen.hold(code);
      await citizen.screen.tap(button);
      await citizen.screen.shows(words, 20_000);
    };
    await go(citizen, more('refused'));
    await scans('扫那里的场所码', falsely!, ['这张场所码是假的', '请他们换一张真的']);
    await go(citizen, more('link'));
    await scans('只给一个场所：扫它的场所码', falsely!, ['这张场所码是假的', '请他们换一张真的']);
    await citizen.setOnline(false);
    await citizen.setClock(door.sandbox().clock.now() + 49 * 3_600_000);
    await scans('只给一个场所：扫它的场所码', truly!, ['现在分不出这张码的真假', '名单太旧了']);
    await go(citizen, more('refused'));
    await scans('扫那里的场所码', truly!, ['现在分不出这张码的真假', '名单太旧了']);
    await citizen.screen.hides('这不是');
    healthy(citizen);
  }, 120_000);

  it('a receipt is made once a venue and day, names nobody, and is checked in another browser with no network', async () => {
    const citizen = await door.arrive('citizen', ME);
    await go(citizen, await poster());
    await citizen.screen.tap('在这里被拒绝了？');
    await citizen.screen.shows(['来自场所码', NAME]);
    await citizen.screen.tap('开一张凭条');
    await citizen.screen.shows('请先选对方怎么说的');
    await citizen.screen.tap('不是在本地做的检测');
    await citizen.screen.shows('不得因为不是在本地做的检测');
    await citizen.screen.tap('开一张凭条');
    const said = await citizen.screen.shows(['不是通行凭证', '签名无误，是互认签的', NAME], 20_000);
    expect(said).not.toMatch(/赵|文彬|尾号|0007/);
    const link = await copied(citizen);

    const stranger = await door.open('staff', link);
    await stranger.screen.shows(['不是通行凭证', '签名无误，是互认签的', '不是在本地做的检测', NAME]);
    expect(await stranger.page.evaluate(WORKS_ALONE)).toBe(true);
    await stranger.setOnline(false);
    await go(stranger, forged(link));
    await stranger.page.reload();
    await stranger.screen.shows('这张凭条是假的');

    // The same venue and day: the one that is kept.
    const before = door.asked.filter((each) => each === 'POST /receipts').length;
    await go(citizen, more('refused'));
    await citizen.screen.shows(['这部手机里的凭条', NAME]);
    await go(citizen, (await poster()).replace('pages/venue', 'pages/refused'));
    await citizen.screen.shows('已经开过一张，就在这里');
    await citizen.screen.tap('要我重新做一次检测');
    await citizen.screen.tap('开一张凭条');
    await citizen.screen.shows('签名无误，是互认签的');
    expect(door.asked.filter((each) => each === 'POST /receipts')).toHaveLength(before);
    healthy(citizen, stranger);
  }, 60_000);

  it('another phone of the same citizen has the same one, whatever is said on it', async () => {
    const phones = [await door.arrive('citizen', 'chen-guolin'), await door.arrive('citizen', 'chen-guolin')];
    for (const [{ screen, page }, complaint] of [
      [phones[0]!, '不认纸质报告'],
      [phones[1]!, '不是在本地做的检测'],
    ] as const) {
      await page.goto(door.address(more('refused')));
      await screen.tap(complaint);
      await screen.type('名称', '某小区北门');
      await screen.tap('开一张凭条');
      await screen.shows(['签名无误，是互认签的', '某小区北门（本人填写）', '不认纸质报告'], 20_000);
    }
    healthy(...phones);
  }, 60_000);

  it('a link opens once, by a tap of a venue’s staff, is gone when left, and stands under who has looked', async () => {
    const citizen = await door.arrive('citizen', ME);
    await goTo(citizen, '杭州市');
    await citizen.screen.shows(/(?<!\d)(\d+) 个渠道，\1 个已答复/, 20_000);
    await go(citizen, more('link'));
    await citizen.screen.shows('没有分享过链接。');
    await citizen.screen.tap('生成链接');
    await citizen.screen.shows(['链接做好了', '给任何一个场所']);
    const link = await copied(citizen);

    const staff = await as('shen-yuqing', link);
    await staff.screen.shows(['点下面的按钮才会打开。', NAME]);
    expect(door.asked.filter((each) => each.endsWith('/openings'))).toEqual([]);
    await staff.screen.tap('打开');
    await staff.screen.shows([/认可，至/, '赵*彬', '证件尾号', '离开这一页就不再显示']);
    await go(staff, 'pages/notice/index');
    await staff.screen.shows('以上是要点');
    await staff.page.goBack();
    await staff.screen.shows('点下面的按钮才会打开。');
    await staff.screen.hides('赵*彬');
    // Within five minutes, for an answer that was lost; and for nobody else.
    await staff.screen.tap('打开');
    await staff.screen.shows([/认可，至/, '赵*彬']);
    const other = await as('li-ting', link);
    await other.screen.tap(NAME);
    await other.screen.tap('打开');
    await other.screen.shows('已经打开过了，只能打开一次');

    await go(citizen, more('looks'));
    await citizen.screen.shows([NAME, '打开了你分享的链接', '不留记录', '14 天']);
    healthy(citizen, staff, other);
  }, 90_000);

  it('a link leads on where nobody can sign in, and opens where it is scanned or pasted', async () => {
    const citizen = await door.arrive('citizen', ME);
    await go(citizen, more('link'));
    await citizen.screen.tap('生成链接');
    await citizen.screen.shows(['链接做好了', '浏览器里打不开']);
    const link = await copied(citizen);
    await expect.poll(() => citizen.shownCode(), { timeout: 20_000 }).toBe(door.address(link));

    const browser = await door.open('staff', 'pages/notice/index');
    await browser.page.goto(door.deployedAddress(link));
    const said = await browser.screen.shows(['有人请你看结果', '浏览器里不能登录', '粘贴，或者在那里扫对方的二维码']);
    expect(said).not.toMatch(/选一个人|打开\n/);
    expect(await copied(browser)).toBe(link);
    expect(browser.asked.filter((each) => /openings|sessions|venues/.test(each))).toEqual([]);

    const staff = await as('shen-yuqing', 'staff/pages/venues/index');
    await staff.screen.shows(NAME);
    await staff.screen.type('或粘贴邀请或分享的链接', 'https://elsewhere.example/');
    await staff.screen.type('或粘贴邀请或分享的链接', door.deployedAddress(link));
    await staff.screen.shows(['点下面的按钮才会打开。', NAME]);

    await go(staff, 'staff/pages/check/index');
    await staff.screen.shows('对准对方手机上的共享码');
    door.film.showCode(door.deployedAddress(link));
    await staff.screen.tap('打开分享的链接');
    await staff.screen.tap('打开');
    await staff.screen.shows([/赵\*彬/, '离开这一页就不再显示']);
    healthy(citizen, browser, staff);
  }, 90_000);

  it.each([
    'staff/pages/join/index?venue=hzwulin0&invitation=Zm9vYmFyYmF6cXV4MTIz',
    'staff/pages/pair/index?desk=abcd1234',
  ])('so does a link for staff: %s', async (path) => {
    const browser = await door.open('staff', 'pages/notice/index');
    await browser.page.goto(door.deployedAddress(path));
    await browser.screen.shows('浏览器里不能登录');
    expect(await copied(browser)).toBe(path);
    healthy(browser);
  });

  it('a link that was revoked, that is of another venue, or whose secret is wrong is told apart as far as it may be', async () => {
    const citizen = await door.arrive('citizen', ME);
    await go(citizen, more('link'));
    await citizen.screen.tap('生成链接');
    await citizen.screen.shows('链接做好了');
    const link = await copied(citizen);
    const nobody = await as('lukas-weber', link);
    await nobody.screen.tap('打开');
    await nobody.screen.shows('请选一个你在那里工作的场所');
    const staff = await as('shen-yuqing', forged(link));
    await staff.screen.tap('打开');
    await staff.screen.shows('这个链接打不开');
    await citizen.screen.tap('撤销，给任何一个场所');
    await citizen.screen.tap('确认撤销');
    await citizen.screen.shows(/\d 撤销/);
    await go(staff, link);
    await staff.page.reload();
    await staff.screen.tap('打开');
    await staff.screen.shows('对方撤销了这个链接');
    healthy(citizen, nobody, staff);
  }, 60_000);
}
