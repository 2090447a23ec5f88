/** The scenes of forty sources: filling the home page, standing there when all have spoken, and as anybody sees them. */
import {
  arrive,
  askEverywhere,
  at,
  channelsPage,
  elder,
  english,
  NARROW,
  type Scene,
  type Stage,
  tap,
  toChannels,
} from './scene.ts';

/** One is down, one hangs, one is slow: what a morning is like. */
async function unevenly(stage: Stage): Promise<void> {
  const { sources } = stage.sandbox;
  sources.setFault('henan', 'down');
  sources.setFault('yunnan', 'hanging');
  sources.setFault('sichuan', 'slow');
}

/** Everything that can be asked is asked, and a good deal has answered. */
async function filling(stage: Stage): Promise<void> {
  await unevenly(stage);
  await arrive(stage, 'lam-kawai');
  await tap(stage, '查询范围：常用渠道');
  await tap(stage, '所有渠道');
  await stage.visit.screen.shows(/4\d 个渠道，[23]\d 个已答复/, 60_000);
}

interface Status {
  id: string;
  day: { answered: number | null }[];
}
/** What the published document may come to say of a source, after a day that was not all well. */
const CHANGED: Record<string, object> = {
  zhejiang: { medianSeconds: 0.42, usuallyLate: { hours: 2, measured: true } },
  beijing: { medianSeconds: 1.3, usuallyLate: { hours: 1, measured: true } },
  tianjin: { state: 'share', medianSeconds: 4.8 },
  hebei: {
    state: 'closed',
    backAt: '2022-08-01T10:00:00+08:00',
    announcement: { zh: '系统升级，上午十点恢复', en: 'Being upgraded until ten' },
  },
  shanxi: { state: 'held' },
  'inner-mongolia': { connected: false },
};
const NIGHT: (number | null)[] = [
  1,
  1,
  0.98,
  1,
  1,
  1,
  1,
  0.97,
  1,
  1,
  1,
  1,
  1,
  1,
  0.6,
  0.35,
  0,
  0.7,
  null,
  null,
  1,
  1,
  1,
  1,
];

/** The document as it is published, with a day behind it. */
async function afterADay({ visit }: Stage): Promise<void> {
  await visit.page.route('**/sources', async (route) => {
    const response = await route.fetch();
    const document = (await response.json()) as { sources: Status[] };
    const sources = document.sources.map((source) => ({
      ...source,
      day: source.day.map((hour, at) => ({ ...hour, answered: NIGHT[at] ?? null })),
      ...CHANGED[source.id],
    }));
    await route.fulfill({ response, json: { ...document, sources } });
  });
}

/** Nothing more is under way. */
async function spoken(stage: Stage): Promise<void> {
  await unevenly(stage);
  await at(stage, 'xu-shouchang', '上海市');
  await tap(stage, '查询范围：常用渠道');
  await tap(stage, '所有渠道');
  await stage.visit.screen.shows([/4\d 个渠道，4\d 个已答复/, '没有答复'], 60_000);
  await stage.visit.screen.hides(/个在问/, 60_000);
}

export const channels: Scene[] = [
  { name: 'home-everywhere-filling', play: filling },
  {
    name: 'home-everywhere-filling-open',
    async play(stage) {
      await filling(stage);
      await tap(stage, /^展开$/);
    },
  },
  {
    name: 'home-everywhere-open',
    async play(stage) {
      await spoken(stage);
      await tap(stage, /^展开$/);
    },
  },
  {
    name: 'home-everywhere-open-elder-320',
    width: NARROW,
    async play(stage) {
      await spoken(stage);
      await elder(stage);
      await tap(stage, /^展开$/);
    },
  },
  {
    name: 'home-everywhere-open-en',
    async play(stage) {
      await spoken(stage);
      await english(stage);
      await tap(stage, /^Show$/);
    },
  },
  {
    name: 'home-everywhere-none',
    async play(stage) {
      await at(stage, 'ma-sulan', '成都市');
      await askEverywhere(stage);
      await tap(stage, /^展开$/);
    },
  },
  {
    name: 'home-scope',
    screenOnly: true,
    async play(stage) {
      await arrive(stage, 'chen-guolin');
      await tap(stage, '查询范围：常用渠道');
      await stage.visit.screen.shows('问哪些渠道？');
    },
  },
  {
    name: 'channels',
    async play(stage) {
      await afterADay(stage);
      await arrive(stage, 'zhao-wenbin');
      await channelsPage(stage);
    },
  },
  {
    name: 'channels-one-open',
    async play(stage) {
      await afterADay(stage);
      await arrive(stage, 'zhao-wenbin');
      await channelsPage(stage);
      await stage.visit.screen.type('搜索渠道', '浙江');
      await tap(stage, /^浙江健康码，/);
    },
  },
  {
    name: 'channels-elder-320',
    width: NARROW,
    async play(stage) {
      await afterADay(stage);
      await arrive(stage, 'zhao-wenbin');
      await elder(stage);
      await channelsPage(stage);
      await stage.visit.page.locator('.result-row-head:visible').nth(3).tap();
    },
  },
  {
    name: 'channels-en',
    async play(stage) {
      await afterADay(stage);
      await arrive(stage, 'zhao-wenbin');
      await english(stage);
      await channelsPage(stage);
      await stage.visit.page.locator('.result-row-head:visible').nth(4).tap();
    },
  },
  {
    name: 'channels-nothing-found',
    screenOnly: true,
    async play(stage) {
      await arrive(stage, 'zhao-wenbin');
      await channelsPage(stage);
      await stage.visit.screen.type('搜索渠道', '蓬莱');
    },
  },
  {
    name: 'channels-no-network',
    screenOnly: true,
    async play(stage) {
      await arrive(stage, 'zhao-wenbin');
      await channelsPage(stage);
      await stage.visit.page.goBack();
      await stage.visit.setOnline(false);
      await toChannels(stage.visit.screen);
      await stage.visit.screen.shows('连不上网络');
    },
  },
];
