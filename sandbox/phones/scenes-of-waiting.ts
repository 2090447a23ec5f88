/** The scenes of the home page while something is missing: an answer, a source, the network; and its pickers. */
import { crowd } from './crowd.ts';
import { goTo } from './going.ts';
import { arrive, at, elder, NARROW, type Scene, tap } from './scene.ts';

export const waiting: Scene[] = [
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
    name: 'home-crowd',
    async play(stage) {
      await at(stage, 'zhao-wenbin', '杭州市');
      const headers = { 'access-control-allow-origin': '*' };
      await stage.visit.page.route('**/sessions', (route) =>
        route.fulfill({ status: 429, headers, json: { message: 'Too Many Requests' } }),
      );
      await stage.visit.reopen();
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
];
