/** The scenes before the home page: welcome, consent, binding. */
import { choosePerson } from './first-opening.ts';
import { personCalled } from './going.ts';
import { NARROW, type Scene, tap, toForm } from './scene.ts';

export const arriving: Scene[] = [
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
  {
    name: 'welcome-no-network',
    async play({ visit }) {
      await visit.page.evaluate(`localStorage.setItem('settings', '{"person":"zhao-wenbin"}')`);
      await visit.page.route('**/sessions', (route) => route.abort());
      await visit.reopen();
      await visit.screen.shows('没有网络');
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
];
