/** What staff do beside checking: joining, managing, a desk with a scanner that types, the day's tally, a look-up; and opening with no network. */
import { describe, expect, it } from 'vitest';
import type { BrowserVisit } from './browser-visit.ts';
import { type Door, openDoor } from './door.ts';
import { personCalled } from './going.ts';
import { inventCode } from './invented-codes.ts';

const PAGES = 'staff/pages';
/** Text, because it runs in the page. */
const WORKS_ALONE = `navigator.serviceWorker.ready.then(() => true)`;
const AS = (person: string) => `localStorage.setItem('settings', JSON.stringify({
  ...JSON.parse(localStorage.getItem('settings') ?? '{}'), person: '${person}' }))`;
const LINKS = `window.copied = []; navigator.clipboard.writeText = async (text) => void window.copied.push(text);`;

const door = await openDoor();
if ('none' in door) it.skip(`skipped because ${door.none}`, () => undefined);
else describe('staff', () => atWork(door));

function atWork(door: Door): void {
  const now = () => door.sandbox().clock.now();
  const invent = (more?: Parameters<typeof inventCode>[1]) => inventCode(door.sandbox(), more);

  /** On this page, signed in as this person. */
  async function on(page: string, person?: string, window?: { width: number; height: number }): Promise<BrowserVisit> {
    const visit = await door.open('staff', `${PAGES}/${page}/index`, { window });
    await visit.page.evaluate(LINKS);
    if (!person) return visit;
    await visit.page.evaluate(AS(person));
    await visit.page.reload();
    await visit.page.evaluate(LINKS);
    return visit;
  }
  async function chosen(page: string, person: string, venue: string): Promise<BrowserVisit> {
    const visit = await on('venues', person);
    await visit.screen.tap(new RegExp(`^${venue}，`));
    await visit.screen.shows('不在场所值守');
    if (page !== 'venues') await visit.page.goto(door.address(`${PAGES}/${page}/index`));
    return visit;
  }
  async function copied({ screen, page }: BrowserVisit): Promise<string> {
    await screen.tap('复制链接');
    await screen.shows('已复制');
    return page.evaluate<string>('window.copied[window.copied.length - 1]');
  }
  /** Of whichever origin, opened at the one under test. */
  const opened = (link: string) => door.address(link.slice(link.indexOf('#/') + 2));

  it('find the check at once the second time, with no network at all', async () => {
    const { screen, page, setOnline, faults } = await on('check');
    await screen.shows(/信任清单 (刚刚|\d+ 分钟前)更新/, 20_000);
    expect(await page.evaluate(WORKS_ALONE)).toBe(true);
    door.film.showCode((await invent({ last4: '0101' })).shownAt(now()));
    await screen.shows(['放行', '尾号 0101']);
    door.film.showNothing();
    await setOnline(false);
    await page.goto('about:blank');
    await page.goto(door.address(''));
    await screen.shows('对准对方手机上的共享码');
    door.film.showCode((await invent({ last4: '0102' })).shownAt(now()));
    await screen.shows(['放行', '尾号 0102']);
    door.film.showNothing();
    await screen.tap('‹ 首页');
    await screen.hides('放行');
    await screen.shows('哪里测的，都算数');
    expect(faults()).toEqual([]);
  });

  it('are invited by a link that works once, and are out when they are removed', async () => {
    const manager = await chosen('venues', 'shen-yuqing', '杭州武林河畔商场');
    await manager.screen.tap('管理：杭州武林河畔商场');
    await manager.screen.shows('核验员');
    await manager.screen.tap('邀请核验员');
    const link = await copied(manager);
    const joining = await on('venues', 'jiang-yilin');
    await joining.screen.shows('还没有加入任何场所');
    await joining.page.goto(opened(link));
    await joining.screen.tap('接受邀请');
    await joining.screen.shows('已加入 杭州武林河畔商场');
    const late = await on('venues', 'lukas-weber');
    await late.page.goto(opened(link));
    await late.screen.tap('接受邀请');
    await late.screen.shows('这个邀请已经用过');

    await joining.page.goto(door.address(`${PAGES}/venues/index`));
    const [joined] = (await joining.screen.shows(/核验员 \w{6}/)).match(/核验员 \w{6}/)!;
    await manager.page.reload();
    await manager.screen.shows(joined);
    await manager.screen.tap(`移除，${joined}`);
    await manager.screen.tap('确定移除');
    await manager.screen.hides(joined);
    await joining.page.reload();
    await joining.screen.shows('还没有加入任何场所');
    for (const visit of [manager, joining, late]) expect(visit.faults()).toEqual([]);
  });

  it('make a poster whose code reads, and names the venue', async () => {
    const { screen, page, shownCode, faults } = await chosen('venues', 'shen-yuqing', '杭州武林河畔商场');
    await screen.tap('管理：杭州武林河畔商场');
    await screen.tap('做一张海报');
    await screen.shows(['存为图片', '打印']);
    await page.setViewportSize({ width: 1000, height: 1700 });
    await expect
      .poll(async () => shownCode?.(), { timeout: 10_000 })
      .toMatch(/#\/more\/pages\/venue\/index\?code=[\w-]{100}/);
    expect(faults()).toEqual([]);
  });

  it('connect a desk, whose scanner types, and sign a tally there that anybody can check with no network', async () => {
    const desk = await on('desk', undefined, { width: 1280, height: 800 });
    await desk.screen.shows(['请扫码', '未选场所']);
    await desk.screen.tap('用手机连接');
    const link = await copied(desk);
    const staff = await chosen('venues', 'shen-yuqing', '杭州武林河畔商场');
    await staff.page.goto(opened(link));
    await staff.screen.shows('这台电脑将在「杭州武林河畔商场」核验');
    await staff.screen.tap('连接');
    await staff.screen.shows('已连接，电脑现在在 杭州武林河畔商场 核验');
    await desk.screen.shows(['杭州武林河畔商场', /用到 8月\d日/, '结束连接'], 20_000);

    await types(desk, `  ${(await invent({ last4: '0201' })).shownAt(now())}\t`);
    await desk.screen.shows(['放行', '尾号 0201']);
    const silent = await invent({ last4: '0202', complete: false, results: [] });
    await types(desk, silent.shownAt(now()));
    await desk.screen.shows(['请联网核验', '尾号 0202']);
    await desk.screen.tap('联网核验');
    await desk.screen.shows('联网核验的答复');

    await desk.screen.tap('核验统计');
    await desk.screen.tap('签名，交检查人员');
    const tally = await copied(desk);
    const inspector = await on('check');
    await inspector.screen.shows(/信任清单 (刚刚|\d+ 分钟前)更新/, 20_000);
    expect(await inspector.page.evaluate(WORKS_ALONE)).toBe(true);
    await inspector.setOnline(false);
    await inspector.page.goto(opened(tally));
    await inspector.screen.shows(['签名无误', '杭州武林河畔商场', '2022-08-01', '1 次']);
    await inspector.page.goto(opened(tally.slice(0, -2) + (tally.at(-2) === 'A' ? 'B' : 'A') + tally.at(-1)));
    await inspector.page.reload();
    await inspector.screen.shows('这份统计不是互认签的，或者被改动过');
    for (const visit of [desk, staff]) expect(visit.faults()).toEqual([]);
  });

  it('survive an input method that has taken every key of the scanner for pinyin', async () => {
    const { screen, page, faults } = await on('desk', undefined, { width: 1280, height: 800 });
    await screen.shows('请扫码');
    const code = (await invent({ last4: '0301' })).shownAt(now());
    await page.evaluate(`(${TYPED_AS_PINYIN})(${JSON.stringify(code)})`);
    await screen.shows(['放行', '尾号 0301']);
    expect(faults()).toEqual([]);
  });

  it('look somebody up by document, with consent, and learn a verdict only; who was looked up is told of it', async () => {
    const visit = await chosen('look-up', 'shen-yuqing', '杭州武林河畔商场');
    const { screen, faults } = visit;
    const person = personCalled('zhao-wenbin');
    await screen.shows('请读给来人听');
    await screen.type('姓名', person.name);
    await screen.type('证件号码', person.documents[0]!.number);
    await screen.tap('查询');
    await screen.shows('没有本人同意不能查询。');
    await screen.tap('已读给本人听，本人口头同意');
    await screen.tap('查询');
    const seen = await screen.shows(['姓名和证件号没有留在这部手机上', '查下一位'], 60_000);
    expect(seen).toMatch(/放行|不能凭此码放行|仍不能判定/);
    expect(seen).not.toContain(person.documents[0]!.number);
    const citizen = await door.arrive('citizen', person.id);
    await citizen.page.goto(door.address('more/pages/looks/index'));
    await citizen.screen.shows(['谁看过', '杭州武林河畔商场', '经你同意，凭证件代查']);
    expect([...faults(), ...citizen.faults()]).toEqual([]);
  }, 60_000);
}

/** At once: a page that is told each key by itself may hear a silence between two of them. */
const types = ({ page }: BrowserVisit, text: string) => page.evaluate(`(${TYPED})(${JSON.stringify(text)})`);
const TYPED = `(text) => {
  for (const letter of text) window.dispatchEvent(new KeyboardEvent('keydown', {
    key: letter === '\\t' ? 'Tab' : letter, bubbles: true, cancelable: true }));
}`;

/** What a browser tells of keys while an input method composes: no letter, but where each key lies. */
const TYPED_AS_PINYIN = `(code) => {
  const places = { ' ': 'Space', '-': 'Minus', '.': 'Period', '/': 'Slash', ':': 'Semicolon', '+': 'Equal' };
  const shifted = ')!@#$%^&*(';
  const press = (place, shiftKey) => window.dispatchEvent(new KeyboardEvent('keydown', {
    key: 'Process', code: place, shiftKey, isComposing: true, keyCode: 229, bubbles: true, cancelable: true }));
  for (const letter of code) {
    const digit = shifted.indexOf(letter);
    if (/[A-Z]/.test(letter)) press('Key' + letter, true);
    else if (/[0-9]/.test(letter)) press('Digit' + letter, false);
    else if (digit >= 0) press('Digit' + digit, true);
    else press(places[letter], letter === ':' || letter === '+');
  }
  press('Enter', false);
}`;
