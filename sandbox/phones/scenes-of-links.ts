/** The scenes of posters, receipts and links: what a venue asks, what was refused, what was shared, and who has looked. */
import { forged, posterPage } from './invented-posters.ts';
import { arrive, at, elder, english, NARROW, type Scene, type Stage, tap } from './scene.ts';

const ME = 'zhao-wenbin';
const MALL = 'hzwulin0';

async function goPage({ visit }: Stage, page: string): Promise<void> {
  await visit.page.goto(new URL(`#/${page}`, visit.page.url()).href);
}
const goMore = (stage: Stage, page: string) => goPage(stage, `more/pages/${page}/index`);

async function receipt(stage: Stage): Promise<void> {
  await goMore(stage, 'refused');
  await tap(stage, /^本地健康码里查不到/);
  await stage.visit.screen.type('名称', '某小区北门');
  await tap(stage, '开一张凭条');
  await stage.visit.screen.shows('签名无误，是互认签的', 20_000);
}

export const ofLinks: Scene[] = [
  {
    name: 'venue',
    async play(stage) {
      await arrive(stage, ME);
      await goPage(stage, await posterPage(stage.sandbox, MALL));
      await stage.visit.screen.shows('杭州武林河畔商场想看你的核酸结果');
    },
  },
  {
    name: 'venue-refused-en-elder-320',
    width: NARROW,
    async play(stage) {
      await arrive(stage, ME);
      await elder(stage);
      await english(stage);
      await goPage(stage, await posterPage(stage.sandbox, MALL));
      await stage.visit.screen.shows('asks to see your test result');
      await tap(stage, 'Do not show');
      await stage.visit.screen.shows('nothing has happened');
    },
  },
  {
    name: 'venue-false',
    async play(stage) {
      await goPage(stage, forged(await posterPage(stage.sandbox, MALL)));
      await stage.visit.screen.shows('这张场所码是假的');
    },
  },
  {
    name: 'refused',
    async play(stage) {
      await arrive(stage, ME);
      await goMore(stage, 'refused');
      await tap(stage, /^本地健康码里查不到/);
    },
  },
  {
    name: 'refused-en-elder-320',
    width: NARROW,
    async play(stage) {
      await arrive(stage, ME);
      await goMore(stage, 'refused');
      await stage.visit.screen.shows('不认纸质报告');
      await stage.visit.page.evaluate(
        `localStorage.setItem('settings', JSON.stringify({ ...JSON.parse(localStorage.getItem('settings')), language: 'en', elder: true }))`,
      );
      await stage.visit.page.reload();
      await stage.visit.screen.shows('Paper reports are not accepted');
      await tap(stage, 'Paper reports are not accepted');
      await tap(stage, 'Make a receipt');
    },
  },
  {
    name: 'receipt',
    async play(stage) {
      await arrive(stage, ME);
      await receipt(stage);
    },
  },
  {
    name: 'receipt-en-elder-320',
    width: NARROW,
    async play(stage) {
      await arrive(stage, ME);
      await receipt(stage);
      await stage.visit.page.evaluate(
        `localStorage.setItem('settings', JSON.stringify({ ...JSON.parse(localStorage.getItem('settings')), language: 'en', elder: true }))`,
      );
      await stage.visit.page.reload();
      await stage.visit.screen.shows('Truly signed by Huren');
    },
  },
  {
    name: 'link',
    async play(stage) {
      await arrive(stage, ME);
      await goMore(stage, 'link');
      await stage.visit.screen.shows('没有分享过链接。');
    },
  },
  {
    name: 'link-made-en-elder-320',
    width: NARROW,
    async play(stage) {
      await arrive(stage, ME);
      await goMore(stage, 'link');
      await stage.visit.screen.shows('没有分享过链接。');
      await stage.visit.page.evaluate(
        `localStorage.setItem('settings', JSON.stringify({ ...JSON.parse(localStorage.getItem('settings')), language: 'en', elder: true }))`,
      );
      await stage.visit.page.reload();
      await stage.visit.screen.shows('No link was shared.');
      await tap(stage, /^A person/);
      await tap(stage, 'Make the link');
      await stage.visit.screen.shows('The link is ready');
    },
  },
  {
    name: 'opened',
    async play(stage) {
      const { page } = stage.visit;
      await at(stage, ME, '杭州市');
      await goMore(stage, 'link');
      await page.evaluate(
        'window.copied = []; navigator.clipboard.writeText = async (text) => void window.copied.push(text);',
      );
      await tap(stage, '生成链接');
      await tap(stage, '复制链接');
      await stage.visit.screen.shows('已复制');
      const link = await page.evaluate<string>('window.copied[0]');
      await page.evaluate(
        `localStorage.setItem('settings', JSON.stringify({ ...JSON.parse(localStorage.getItem('settings')), person: 'shen-yuqing' }))`,
      );
      await page.goto(link);
      await page.reload();
      await tap(stage, '打开');
      await stage.visit.screen.shows('证件尾号');
    },
  },
  {
    name: 'looks',
    async play(stage) {
      const opened = ofLinks.find(({ name }) => name === 'opened')!;
      await opened.play(stage);
      await stage.visit.page.evaluate(
        `localStorage.setItem('settings', JSON.stringify({ ...JSON.parse(localStorage.getItem('settings')), person: '${ME}' }))`,
      );
      await goMore(stage, 'looks');
      await stage.visit.page.reload();
      await stage.visit.screen.shows('打开了你分享的链接');
    },
  },
];
