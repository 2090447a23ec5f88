/** The scenes of showing: a code as it is held up, what is said beside it, what keeps it from being shown, and the family's. */
import { HOUR_MS } from '../../core/index.ts';
import { personCalled } from './going.ts';
import { arrive, at, elder, english, NARROW, type Scene, type Stage, tap } from './scene.ts';

const ME = 'zhao-wenbin';
const GUARDIAN = 'lu-wenjing';

/** From home. */
async function show(stage: Stage): Promise<void> {
  await tap(stage, /^(出示共享码|Show my share code)$/);
  await stage.visit.screen.shows(/每 10 秒自动更换|every 10 seconds/, 20_000);
  await stage.visit.screen.hides(/正在换成新的|Being replaced/, 20_000);
}
async function showing(stage: Stage, person = ME, place = '杭州市'): Promise<void> {
  await at(stage, person, place);
  await show(stage);
}
async function toFamily(stage: Stage): Promise<void> {
  await tap(stage, '我的');
  await tap(stage, '家人');
}
async function withFamily(stage: Stage): Promise<void> {
  await at(stage, GUARDIAN, '杭州市');
  await toFamily(stage);
  await stage.visit.screen.shows('添加家人');
}

export const ofShowing: Scene[] = [
  { name: 'show', play: showing },
  {
    name: 'show-elder-320',
    width: NARROW,
    async play(stage) {
      await at(stage, ME, '杭州市');
      await elder(stage);
      await show(stage);
    },
  },
  {
    name: 'show-en',
    async play(stage) {
      await at(stage, ME, '杭州市');
      await english(stage);
      await show(stage);
    },
  },
  {
    name: 'show-long-name-en-elder-320',
    width: NARROW,
    async play(stage) {
      await at(stage, 'abdurehim-tursun', '杭州市');
      await elder(stage);
      await english(stage);
      await show(stage);
    },
  },
  {
    name: 'show-large',
    async play(stage) {
      await showing(stage);
      await tap(stage, /^大码/);
      await stage.visit.screen.shows('普通码');
    },
  },
  {
    name: 'show-no-network',
    screenOnly: true,
    async play(stage) {
      await showing(stage);
      await stage.visit.setOnline(false);
      await stage.visit.page.reload();
      await stage.visit.screen.shows('每 10 秒自动更换');
    },
  },
  {
    name: 'show-clock-back',
    async play(stage) {
      await showing(stage);
      await stage.visit.setOnline(false);
      await stage.visit.setClock(stage.sandbox.clock.now() - 24 * HOUR_MS);
      await stage.visit.screen.shows('手机的时间被往回调过');
    },
  },
  {
    name: 'show-lapsed',
    async play(stage) {
      await showing(stage);
      await stage.visit.setOnline(false);
      await stage.visit.setClock(stage.sandbox.clock.now() + 49 * HOUR_MS);
      await stage.visit.screen.shows('码已到期');
    },
  },
  {
    name: 'show-withheld',
    async play(stage) {
      await at(stage, 'sun-yuzhen', '杭州市');
      await tap(stage, '出示共享码');
      await stage.visit.screen.shows('现在没有码可以出示', 20_000);
    },
  },
  {
    name: 'show-withheld-en-elder-320',
    width: NARROW,
    async play(stage) {
      await at(stage, 'sun-yuzhen', '杭州市');
      await elder(stage);
      await english(stage);
      await tap(stage, 'Show my share code');
    },
  },
  {
    name: 'show-replacing',
    async play(stage) {
      const { page, screen } = stage.visit;
      await showing(stage);
      // The code on the phone is of other facts than those that home hears, and no new one can be had.
      await page.route('**/share-codes', (route) => route.abort());
      await page.evaluate(
        `localStorage.setItem('share-codes', localStorage.getItem('share-codes').replace(/"facts":"[^"]+"/, '"facts":"x"'))`,
      );
      await page.goto(new URL('#/pages/home/index', page.url()).href);
      await page.reload();
      await screen.shows('渠道');
      await tap(stage, '出示共享码');
      await screen.shows('正在换成新的', 20_000);
    },
  },
  {
    name: 'show-renewed-not',
    async play(stage) {
      const { page, screen } = stage.visit;
      await showing(stage);
      await screen.hides('正在换新', 20_000);
      const silent = { type: '/problems/code-withheld', withheld: 'no-negative' };
      await page.route('**/share-codes', (route) => route.fulfill({ status: 409, json: silent }));
      await tap(stage, '换一个新的码');
      await screen.shows(['没有换成', '每 10 秒自动更换'], 20_000);
    },
  },
  {
    name: 'show-signed-out',
    async play({ visit }) {
      await visit.page.goto(new URL('#/pages/show/index', visit.page.url()).href);
      await visit.page.reload();
      await visit.screen.shows('登录', 20_000);
    },
  },
  { name: 'family', play: withFamily },
  {
    name: 'family-adding',
    async play(stage) {
      await arrive(stage, GUARDIAN);
      await toFamily(stage);
      await tap(stage, '添加家人');
    },
  },
  {
    name: 'family-codes',
    async play(stage) {
      await withFamily(stage);
      for (const { name } of personCalled(GUARDIAN).family!.slice(0, 2)) {
        await tap(stage, `出示，${name[0]}*${name[2]}`);
        await stage.visit.screen.shows('每 10 秒自动更换', 30_000);
        await stage.visit.page.goBack();
        await stage.visit.screen.shows('添加家人');
      }
      await tap(stage, '一起出示 3 个人的码');
      await tap(stage, '停止轮换');
      await tap(stage, '下一个');
      await stage.visit.screen.shows('第 2 个，共 3 个');
    },
  },
  {
    name: 'family-en-elder-320',
    width: NARROW,
    async play(stage) {
      const { page, screen } = stage.visit;
      await withFamily(stage);
      await page.evaluate(
        `localStorage.setItem('settings', JSON.stringify({ ...JSON.parse(localStorage.getItem('settings')), language: 'en', elder: true }))`,
      );
      await page.reload();
      await screen.shows(/Show the codes of|Add a family member/);
    },
  },
  {
    name: 'family-codes-missing-en-elder-320',
    width: NARROW,
    async play(stage) {
      const { page, screen } = stage.visit;
      await withFamily(stage);
      await screen.shows(/一起出示 [34] 个人的码/, 45_000);
      await stage.visit.setOnline(false);
      await page.evaluate(`(() => {
        const set = (name, change) => localStorage.setItem(name, JSON.stringify(change(JSON.parse(localStorage.getItem(name)))));
        set('settings', (all) => ({ ...all, language: 'en', elder: true }));
        set('share-codes', ({ own, ...codes }) => ({ own, [Object.keys(codes)[0]]: Object.values(codes)[0] }));
      })()`);
      await page.goto(new URL('#/pages/show/index?all=1', page.url()).href);
      await page.reload();
      await screen.tap(/^Without a code, and not among these/);
      await screen.shows('The first code needs a network');
    },
  },
  {
    name: 'codes',
    async play(stage) {
      await showing(stage);
      await tap(stage, '我的码');
      await stage.visit.screen.shows('就在这部手机上');
    },
  },
  {
    name: 'codes-printed',
    async play(stage) {
      await showing(stage);
      await tap(stage, '我的码');
      await tap(stage, '打印一张码');
      await tap(stage, '打印 A4 纸');
      await stage.visit.screen.shows('纸上有怎样撤销的说明', 20_000);
    },
  },
  {
    name: 'codes-revoking-en-elder-320',
    width: NARROW,
    async play(stage) {
      await at(stage, ME, '杭州市');
      await elder(stage);
      await english(stage);
      await show(stage);
      await tap(stage, 'My codes');
      await stage.visit.page.getByText('Revoke', { exact: true }).first().tap();
    },
  },
];
