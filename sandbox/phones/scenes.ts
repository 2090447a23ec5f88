/** Scenes: how to come to each screen that is worth a picture. */
import type { Sandbox } from '../sandbox.ts';
import type { BrowserVisit } from './browser-visit.ts';
import { crowd } from './crowd.ts';
import { bindByPhone, bindBySpecimen, choosePerson, consent, isToBeBound } from './first-opening.ts';
import { goTo, personCalled } from './going.ts';

interface Stage {
  visit: BrowserVisit;
  sandbox: Sandbox;
}
export interface Scene {
  name: string;
  /** RFC 3339; the sandbox's own morning unless another is named. */
  at?: string;
  width?: number;
  /** What fits on the phone at once, not the whole page. */
  screenOnly?: boolean;
  play(stage: Stage): Promise<void>;
}

const NARROW = 320;

async function arrive({ visit }: Stage, id: string): Promise<void> {
  const person = personCalled(id);
  await choosePerson(visit, person);
  await consent(visit);
  if (await isToBeBound(visit)) await (person.phone.registeredWith === 0 ? bindByPhone : bindBySpecimen)(visit, person);
}

/** At home, in a place, with all that was asked answered. */
async function at(stage: Stage, person: string, place: string): Promise<void> {
  await arrive(stage, person);
  await goTo(stage.visit, place);
  await stage.visit.screen.shows(/(\d) 个渠道，\1 个已答复/, 20_000);
}

async function askEverywhere({ visit }: Stage): Promise<void> {
  await visit.screen.tap('问遍所有渠道');
  await visit.screen.shows('7 个渠道，7 个已答复', 20_000);
}

const elder = ({ visit }: Stage) => visit.screen.tap('长辈版');
async function english({ visit }: Stage): Promise<void> {
  await visit.screen.tap('我的');
  await visit.screen.tap('English');
  await visit.page.goBack();
  await visit.screen.shows('Me');
}
const tap = ({ visit }: Stage, words: string | RegExp) => visit.screen.tap(words);

async function toForm(stage: Stage, id: string): Promise<void> {
  await choosePerson(stage.visit, personCalled(id));
  await consent(stage.visit);
  await stage.visit.screen.shows('怎样确认是你本人');
}

export const scenes: Scene[] = [
  { name: 'welcome-people', screenOnly: true, play: ({ visit }) => visit.screen.shows('陈国林').then(() => undefined) },
  {
    name: 'welcome-consent',
    async play({ visit }) {
      await choosePerson(visit, personCalled('chen-guolin'));
      await visit.screen.shows('先请你同意');
    },
  },
  {
    name: 'welcome-consent-en-320',
    width: NARROW,
    async play({ visit }) {
      await choosePerson(visit, personCalled('chen-guolin'));
      await visit.screen.tap('English');
    },
  },
  {
    name: 'welcome-refused',
    async play({ visit }) {
      await choosePerson(visit, personCalled('chen-guolin'));
      await visit.screen.shows('先请你同意');
      await visit.screen.tap('不同意');
    },
  },
  { name: 'identity-form', play: (stage) => toForm(stage, 'ana-martins') },
  {
    name: 'identity-mistakes-320',
    width: NARROW,
    async play(stage) {
      await toForm(stage, 'jiang-yilin');
      await stage.visit.screen.type('证件号码', '330108199211300009');
      await tap(stage, '用样本或报告编号确认');
    },
  },
  {
    name: 'identity-checking',
    async play(stage) {
      stage.sandbox.sources.setFault('national-platform', 'slow');
      await toForm(stage, 'jiang-yilin');
      await tap(stage, /^填入/);
      await tap(stage, '用手机号确认');
      await stage.visit.screen.shows('正在核对');
    },
  },
  {
    name: 'identity-failed',
    async play(stage) {
      await toForm(stage, 'jiang-yilin');
      await tap(stage, /^填入/);
      await stage.visit.screen.type('样本或报告编号', 'HX00000000000');
      await tap(stage, '用样本或报告编号确认');
      await stage.visit.screen.shows('没有核对上', 20_000);
    },
  },
  {
    name: 'identity-bound',
    async play(stage) {
      await toForm(stage, 'jiang-yilin');
      await tap(stage, /^填入/);
      await tap(stage, '用手机号确认');
      await stage.visit.screen.shows('添加好了', 20_000);
    },
  },
  { name: 'home-nationwide', play: (stage) => arrive(stage, 'chen-guolin') },
  { name: 'home-recognised', play: (stage) => at(stage, 'zhao-wenbin', '杭州市') },
  { name: 'home-recognised-320', width: NARROW, play: (stage) => at(stage, 'zhao-wenbin', '杭州市') },
  {
    name: 'home-recognised-elder',
    async play(stage) {
      await at(stage, 'zhao-wenbin', '杭州市');
      await elder(stage);
    },
  },
  {
    name: 'home-recognised-elder-320',
    width: NARROW,
    async play(stage) {
      await at(stage, 'zhao-wenbin', '杭州市');
      await elder(stage);
    },
  },
  {
    name: 'home-recognised-en',
    async play(stage) {
      await at(stage, 'zhao-wenbin', '杭州市');
      await english(stage);
    },
  },
  {
    name: 'home-recognised-en-elder-320',
    width: NARROW,
    async play(stage) {
      await at(stage, 'zhao-wenbin', '杭州市');
      await elder(stage);
      await english(stage);
    },
  },
  { name: 'home-not-asked-everywhere', play: (stage) => at(stage, 'he-miaomiao', '上海市') },
  {
    name: 'home-expired',
    async play(stage) {
      await at(stage, 'he-miaomiao', '上海市');
      await askEverywhere(stage);
    },
  },
  { name: 'home-sampling-proof', play: (stage) => at(stage, 'wu-xiaoyang', '上海市') },
  {
    name: 'home-pending',
    async play(stage) {
      await at(stage, 'wu-xiaoyang', '成都市');
      await askEverywhere(stage);
    },
  },
  { name: 'home-positive', play: (stage) => at(stage, 'zhou-jianhua', '上海市') },
  { name: 'home-awaiting-retest', play: (stage) => at(stage, 'sun-yuzhen', '杭州市') },
  {
    name: 'home-no-results',
    async play(stage) {
      await at(stage, 'ma-sulan', '成都市');
      await askEverywhere(stage);
    },
  },
  { name: 'home-not-required', at: '2022-12-10T08:00:00+08:00', play: (stage) => arrive(stage, 'chen-guolin') },
  { name: 'home-many-results', play: (stage) => at(stage, 'xu-shouchang', '上海市') },
  {
    name: 'home-many-results-open-320',
    width: NARROW,
    async play(stage) {
      await at(stage, 'xu-shouchang', '上海市');
      await tap(stage, /^还有 \d+ 条$/);
    },
  },
  { name: 'home-long-name-320', width: NARROW, play: (stage) => at(stage, 'abdurehim-tursun', '新疆生产建设兵团') },
  {
    name: 'home-long-name-en-320',
    width: NARROW,
    async play(stage) {
      await at(stage, 'abdurehim-tursun', '新疆生产建设兵团');
      await english(stage);
    },
  },
  {
    name: 'home-waiting',
    async play(stage) {
      stage.sandbox.sources.setFault('zhejiang', 'hanging');
      await arrive(stage, 'chen-guolin');
      await goTo(stage.visit, '杭州市');
      await stage.visit.screen.shows('1 个在问');
    },
  },
  {
    name: 'home-silent-source',
    async play(stage) {
      stage.sandbox.sources.setFault('zhejiang', 'down');
      await arrive(stage, 'chen-guolin');
      await goTo(stage.visit, '杭州市');
      await stage.visit.screen.shows(/浙江健康码 .*没有答复/, 30_000);
    },
  },
  {
    name: 'home-silent-source-open-elder-320',
    width: NARROW,
    async play(stage) {
      stage.sandbox.sources.setFault('zhejiang', 'down');
      await arrive(stage, 'chen-guolin');
      await goTo(stage.visit, '杭州市');
      await stage.visit.screen.shows(/浙江健康码 .*没有答复/, 30_000);
      await elder(stage);
      await tap(stage, '展开');
    },
  },
  {
    name: 'home-busy',
    async play(stage) {
      await arrive(stage, 'chen-guolin');
      await crowd(stage.sandbox, 'zhejiang', 120);
      await goTo(stage.visit, '杭州市');
      await stage.visit.screen.shows('正在排队');
    },
  },
  {
    name: 'home-no-network',
    async play(stage) {
      await at(stage, 'zhao-wenbin', '杭州市');
      await stage.visit.setOnline(false);
      await tap(stage, '再查一次');
      await stage.visit.screen.shows('连不上网络');
    },
  },
  {
    name: 'home-no-network-nothing-kept',
    async play(stage) {
      await arrive(stage, 'zhao-wenbin');
      await stage.visit.setOnline(false);
      await goTo(stage.visit, '上海市').catch(() => undefined);
      await stage.visit.screen.shows('没有网络');
    },
  },
  {
    name: 'home-failure',
    async play(stage) {
      await arrive(stage, 'zhao-wenbin');
      const problem = { type: 'about:blank', title: 'Internal Server Error', status: 500, reference: '7c1e-0b52' };
      const headers = { 'access-control-allow-origin': '*' };
      const contentType = 'application/problem+json';
      await stage.visit.page.route('**/results?**', (route) =>
        route.fulfill({ status: 500, headers, contentType, body: JSON.stringify(problem) }),
      );
      await goTo(stage.visit, '上海市').catch(() => undefined);
      await stage.visit.screen.shows('参考号');
    },
  },
  {
    name: 'home-loading',
    screenOnly: true,
    async play(stage) {
      await arrive(stage, 'zhao-wenbin');
      await stage.visit.page.route('**/results?**', () => undefined);
      await tap(stage, /^地方：/);
      await tap(stage, '上海市');
    },
  },
  {
    name: 'home-places',
    screenOnly: true,
    async play(stage) {
      await at(stage, 'chen-guolin', '杭州市');
      await tap(stage, /^地方：/);
      await stage.visit.screen.shows('要去哪里？');
    },
  },
  {
    name: 'home-scenes-320',
    screenOnly: true,
    width: NARROW,
    async play(stage) {
      await arrive(stage, 'chen-guolin');
      await tap(stage, /^场景：/);
    },
  },
  {
    name: 'home-channels-open',
    async play(stage) {
      await at(stage, 'zhao-wenbin', '杭州市');
      await tap(stage, '展开');
    },
  },
  {
    name: 'me',
    async play(stage) {
      await arrive(stage, 'lam-kawai');
      await tap(stage, '我的');
      await stage.visit.screen.shows('尾号');
    },
  },
  {
    name: 'me-elder-en-320',
    width: NARROW,
    async play(stage) {
      await arrive(stage, 'abdurehim-tursun');
      await elder(stage);
      await tap(stage, '我的');
      await tap(stage, 'English');
      await stage.visit.screen.shows('Language');
    },
  },
  {
    name: 'notice',
    async play(stage) {
      await arrive(stage, 'chen-guolin');
      await tap(stage, '全国互认通知');
      await stage.visit.screen.shows('不得因为');
    },
  },
  {
    name: 'notice-en-elder-320',
    width: NARROW,
    async play(stage) {
      await arrive(stage, 'chen-guolin');
      await elder(stage);
      await english(stage);
      await tap(stage, 'The notice');
    },
  },
];
