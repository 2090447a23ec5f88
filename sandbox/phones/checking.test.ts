/** 核验 in a browser whose camera sees codes: what staff are told, with a network and without, whatever their phone is like. */
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { HOUR_MS, instantOf } from '../../core/index.ts';
import { euCertificate } from '../papers/index.ts';
import { between } from './at-the-door.ts';
import type { BrowserVisit, BrowserVisitSettings } from './browser-visit.ts';
import { type Door, openDoor } from './door.ts';
import { type InventedCode, inventCode } from './invented-codes.ts';

const DAY_MS = 24 * HOUR_MS;
/** The page looks at its list's age every ten seconds. */
const A_REDRAWING_MS = 20_000;
/** As the trust list has it, or the program where there is no list. */
const NOTICE = /不得以本地(查询不到|健康码未能查询)/;
const CHECK = 'staff/pages/check/index';
/** What may never stand where our own phones or networks are at fault. */
const ACCUSATIONS = /不能凭此码放行|不是.{0,4}签发/;

const door = await openDoor();
if ('none' in door) it.skip(`skipped because ${door.none}`, () => undefined);
else describe('a member of staff', () => checking(door));

function checking(door: Door): void {
  const now = () => door.sandbox().clock.now();
  const invent = (more?: Parameters<typeof inventCode>[1]) => inventCode(door.sandbox(), more);
  const hold = (code: InventedCode) => door.film.showCode(code.shownAt(now()));

  /** With a list from now, which is all that a phone needs. */
  async function atWork(settings?: BrowserVisitSettings): Promise<BrowserVisit> {
    const visit = await door.open('staff', CHECK, settings);
    await visit.screen.shows(/信任清单 (刚刚|\d+ 分钟前)更新/, 20_000);
    return visit;
  }

  it('is told whom to let through, and until when; with no network as with one; and asks nobody', async () => {
    const { screen, setOnline, faults } = await atWork();
    const before = door.asked.length;
    hold(await invent({ name: '欧***丽', last4: '1233' }));
    await screen.shows(['放行', /认可，至 8月\d日 \d\d:\d\d/, '欧***丽 · 尾号 1233']);
    await setOnline(false);
    hold(await invent({ last4: '5678' }));
    await screen.shows(['放行', '尾号 5678']);
    expect(door.asked.slice(before)).toEqual([]);
    expect(faults()).toEqual([]);
  });

  it('is told of a person once, however long they stand there, and counts them once', async () => {
    const { screen, page, faults } = await atWork();
    const [first, second] = [await invent({ last4: '0001' }), await invent({ last4: '0002' })];
    hold(first);
    await screen.shows('尾号 0001');
    // Ten seconds later it is another picture of the same code, long enough before the camera to be read.
    door.film.showCode(first.shownAt(now() + 10_000), 'marked');
    await page.waitForFunction(MARKED, undefined, { timeout: 10_000 });
    await wait(1_000);
    door.film.showNothing();
    await screen.shows('今日 放行 1 · 未放行 0 · 联网 0', A_REDRAWING_MS);
    hold(second);
    await screen.shows('尾号 0002');
    hold(first);
    await screen.shows(['请比对证件', '两分钟之内，这个码在这部手机上出示过']);
    await screen.tap('一致');
    await screen.shows('证件已比对，一致');
    await screen.tap('人多时');
    await screen.shows('最近十次核验');
    expect(faults()).toEqual([]);
  });

  it('is told anew of whoever stands there when another place is chosen, by its rule', async () => {
    const { screen, faults } = await atWork();
    const ago = (hours: number) => instantOf(now() - hours * HOUR_MS);
    const results = [{ sampleCollectedAt: ago(62), reportIssuedAt: ago(60), poolSize: 1 }];
    hold(await invent({ last4: '0003', results }));
    await screen.shows(['放行', '尾号 0003']);
    await screen.tap('全国');
    // 48 hours, where 72 hold nationwide.
    await screen.tap('成都市');
    await screen.shows('不能凭此码放行');
    door.film.showNothing();
    await screen.shows('今日 放行 0 · 未放行 1 · 联网 0', A_REDRAWING_MS);
    expect(faults()).toEqual([]);
  });

  it.each([
    ['a health code', 'https://jkm.hangzhou.example/q?c=1', '这是健康码，请出示共享码。'],
    ['a certificate', () => euCertificate(CERTIFIED), '这是一张证书，请出示共享码。'],
    ['a poster', 'https://h5.example/#/more/pages/venue/index?code=AAAA', '这是场所的海报，不是人的码。'],
    ['a receipt', 'https://h5.example/#/more/pages/receipt/index?code=AAAA', '这是「被拒绝了」的凭条，不是通行凭证。'],
    ['a shared link', 'https://h5.example/#/more/pages/opened/index?link=a.b', '这是分享的链接，不是共享码。'],
    ['an address', 'https://shop.example/', '这是一个网址，请出示共享码。'],
    ['something else', '6901234567892', '这是别的码，请出示共享码。'],
    ['half a share code', 'HUREN1:6BF+70790', '这个码不完整，没有读全。'],
  ])('is told what was held up by mistake: %s', async (_, held, words) => {
    const { screen, faults } = await atWork();
    door.film.showCode(typeof held === 'string' ? held : held());
    await screen.shows(['这不是共享码', words]);
    expect(faults()).toEqual([]);
  });

  it('is told of a picture taken a minute ago, which accuses nobody, and of a code that nobody signed', async () => {
    const { screen, faults } = await atWork();
    const code = await invent();
    door.film.showCode(code.shownAt(instantOf(now() - 61_000)));
    expect(await screen.shows(['请联网核验', /可能是截(图|屏)，.*对方手机(的)?时间不准/, NOTICE])).not.toMatch(
      ACCUSATIONS,
    );
    const text = (await invent()).shownAt(now());
    door.film.showCode(text.slice(0, 60) + (text[60] === 'A' ? 'B' : 'A') + text.slice(61));
    await screen.shows(['不能凭此码放行', /不是.{0,4}签发的/]);
    expect(faults()).toEqual([]);
  });

  it('reads a printed code, is asked to compare the document, and can take back what came of it', async () => {
    const { screen, faults } = await atWork();
    door.film.showCode((await invent({ deviceKey: undefined, name: '陆**', last4: '4410' })).onPaper());
    await screen.shows(['放行', '请比对证件', '陆**，证件尾号 4410', '这是打印的码，别人也可能有一张。']);
    await screen.tap('不一致');
    await screen.shows(['不能凭此码放行', '证件和码不是同一个人']);
    // A slip of the finger, and another.
    await screen.tap('重新比对');
    await screen.tap('一致');
    await screen.shows(['放行', '证件已比对，一致']);
    await screen.tap('重新比对');
    await screen.shows('请比对证件');
    expect(faults()).toEqual([]);
  });

  it('needs no BigInt', async () => {
    const visit = await atWork({ lacksBigInt: true });
    const { screen, page, faults } = visit;
    expect(await page.evaluate('typeof BigInt')).toBe('undefined');
    const code = await invent({ last4: '0303' });
    hold(code);
    await screen.shows(['放行', '尾号 0303']);
    for (const forgery of code.forgeriesAt(now())) {
      await between(visit);
      door.film.showCode(forgery);
      await screen.shows(['不能凭此码放行', /不是.{0,4}签发的/]);
    }
    expect(faults()).toEqual([]);
  });

  it('on a phone that was never online is told so, with the sentence of the notice, and nobody is refused', async () => {
    const visit = await door.open('staff', CHECK, { reaches: 'page' });
    await visit.screen.shows('还没有信任清单，连上网络就有');
    hold(await invent());
    expect(await visit.screen.shows(['请联网核验', NOTICE])).not.toMatch(ACCUSATIONS);
  });

  it('on a phone whose clock is a day off is told the right thing, for the clock learns', async () => {
    for (const off of [-DAY_MS, DAY_MS]) {
      const { screen, faults, close } = await atWork({ clock: now() + off });
      hold(await invent({ last4: off < 0 ? '1111' : '2222' }));
      await screen.shows(['放行', off < 0 ? '尾号 1111' : '尾号 2222']);
      expect(faults()).toEqual([]);
      await close();
    }
  });

  it('on a phone whose clock was set back is told so, accuses nobody, and goes on after the next contact', async () => {
    const visit = await atWork();
    await visit.setOnline(false);
    await visit.setClock(now() - DAY_MS);
    await visit.screen.shows('这部手机的时间被往回拨了', A_REDRAWING_MS);
    hold(await invent({ last4: '0404' }));
    expect(await visit.screen.shows(['请联网核验', NOTICE])).not.toMatch(ACCUSATIONS);
    await visit.setOnline(true);
    await visit.screen.tap(/这部手机的时间被往回拨了|信任清单/);
    await visit.screen.hides('这部手机的时间被往回拨了');
    hold(await invent({ last4: '0405' }));
    await visit.screen.shows(['放行', '尾号 0405']);
    expect(visit.faults()).toEqual([]);
  });

  it('with a list of more than 48 hours is told so, with the sentence of the notice, and nobody is refused', async () => {
    const visit = await atWork();
    await visit.setOnline(false);
    const code = await invent();
    const later = instantOf(now() + 49 * HOUR_MS);
    await visit.setClock(later);
    await visit.screen.shows('已过 48 小时，请连网', A_REDRAWING_MS);
    door.film.showCode(code.shownAt(later));
    expect(await visit.screen.shows(['请联网核验', /超过 ?48 ?小时/, NOTICE])).not.toMatch(ACCUSATIONS);
    expect(visit.faults()).toEqual([]);
  });
}

/** Text, because it runs in the page: the camera's picture is that of a film that is marked in its last corner. */
const MARKED = `(() => {
  const video = document.querySelector('video');
  const corner = new OffscreenCanvas(1, 1).getContext('2d');
  corner.drawImage(video, video.videoWidth - 8, video.videoHeight - 8, 8, 8, 0, 0, 1, 1);
  return corner.getImageData(0, 0, 1, 1).data[0] < 128;
})()`;

const CERTIFIED = {
  family: 'Rossi',
  given: 'Sofia',
  birthDate: '1988-02-28',
  sampledAt: '2022-07-31T14:00:00+02:00',
  issuedAt: '2022-07-31T21:00:00+02:00',
};
