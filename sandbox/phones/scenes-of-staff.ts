/** The scenes of staff: what the check says of each kind of code, and the work around it. */

import { instantOf, MINUTE_MS } from '../../core/index.ts';
import type { Credential } from '../../core/share-code/index.ts';
import { inventCode } from './invented-codes.ts';
import { NARROW, type Scene, type Stage, tap } from './scene.ts';

const DESK = 1280;
const CHECK = 'check';

/** Straight to a page of staff, as these settings have it. */
async function open({ visit }: Stage, page: string, settings: object = {}): Promise<void> {
  const address = new URL(`#/staff/pages/${page}/index`, visit.page.url()).href;
  await visit.page.evaluate(`localStorage.setItem('settings', JSON.stringify(${JSON.stringify(settings)}))`);
  await visit.page.goto(address);
  await visit.page.reload();
}

async function hold({ film, sandbox }: Stage, more: Partial<Credential> = {}): Promise<void> {
  const code = await inventCode(sandbox, more);
  film!.showCode(
    more.deviceKey === undefined && 'deviceKey' in more ? code.onPaper() : code.shownAt(sandbox.clock.now()),
  );
}
const longAgo = ({ sandbox }: Stage) => {
  const at = (hours: number) => instantOf(sandbox.clock.now() - hours * 60 * MINUTE_MS);
  return { results: [{ sampleCollectedAt: at(200), reportIssuedAt: at(190) }] };
};
const ofMall = { person: 'shen-yuqing' };
const MALL = '杭州武林河畔商场';

async function atMall(stage: Stage, page: string, settings: object = {}): Promise<void> {
  await open(stage, 'venues', { ...ofMall, ...settings });
  await tap(stage, new RegExp(`^(${MALL}|Wulin Riverside Mall, Hangzhou)，`));
  await stage.visit.screen.shows(/不在场所值守|Work at no venue/);
  if (page === CHECK) {
    await tap(stage, /^(开始核验|Start checking)$/);
    await stage.visit.screen.shows('信任清单 刚刚更新', 20_000);
  } else if (page !== 'venues') await open(stage, page, { ...ofMall, ...settings });
}

export const ofStaff: Scene[] = [
  {
    name: 'check-empty',
    camera: true,
    screenOnly: true,
    async play(stage) {
      await atMall(stage, CHECK);
      await stage.visit.screen.shows(['对准对方手机上的共享码', /信任清单/]);
    },
  },
  {
    name: 'check-admit',
    camera: true,
    screenOnly: true,
    async play(stage) {
      await atMall(stage, CHECK);
      await hold(stage, { name: '欧阳*静', last4: '0018' });
      await stage.visit.screen.shows('认可，至');
    },
  },
  {
    name: 'check-compare',
    camera: true,
    screenOnly: true,
    async play(stage) {
      await atMall(stage, CHECK);
      await hold(stage, { deviceKey: undefined, name: '陆**', last4: '4410' });
      await stage.visit.screen.shows('请比对证件');
    },
  },
  {
    name: 'check-ask-online',
    camera: true,
    screenOnly: true,
    async play(stage) {
      await atMall(stage, CHECK);
      await hold(stage, { ...longAgo(stage), complete: false });
      await stage.visit.screen.shows('请联网核验');
    },
  },
  {
    name: 'check-refuse',
    camera: true,
    screenOnly: true,
    async play(stage) {
      await atMall(stage, CHECK);
      await hold(stage, longAgo(stage));
      await stage.visit.screen.shows('不能凭此码放行');
    },
  },
  {
    name: 'check-health-code',
    camera: true,
    screenOnly: true,
    async play(stage) {
      await atMall(stage, CHECK);
      stage.film!.showCode('https://jkm.hangzhou.example/q?c=1');
      await stage.visit.screen.shows('这是健康码，请出示共享码。');
    },
  },
  {
    name: 'check-queue',
    camera: true,
    screenOnly: true,
    async play(stage) {
      await atMall(stage, CHECK);
      const { screen } = stage.visit;
      await hold(stage, { last4: '0001' });
      await screen.shows('尾号 0001');
      await hold(stage, { ...longAgo(stage), complete: false, last4: '0002' });
      await screen.shows('尾号 0002');
      await hold(stage, { last4: '0003' });
      await screen.shows('尾号 0003');
      await tap(stage, '人多时');
    },
  },
  {
    name: 'check-compare-en-elder-320',
    width: NARROW,
    camera: true,
    screenOnly: true,
    async play(stage) {
      await open(stage, CHECK, { language: 'en', elder: true });
      await hold(stage, { compare: true, name: 'Maximiliana-A*** Wolfeschlegelsteinhausen', last4: '0018' });
      await stage.visit.screen.shows('Compare the document');
    },
  },
  {
    name: 'check-ask-en-elder-320',
    width: NARROW,
    camera: true,
    screenOnly: true,
    async play(stage) {
      await open(stage, CHECK, { language: 'en', elder: true });
      await hold(stage, { ...longAgo(stage), complete: false });
      await stage.visit.screen.shows('Ask online');
    },
  },
  {
    name: 'check-no-camera',
    screenOnly: true,
    async play(stage) {
      await open(stage, CHECK);
      await stage.visit.screen.shows(/没有可用的相机|没有打开相机/);
    },
  },
  { name: 'staff-venues', play: (stage) => atMall(stage, 'venues') },
  {
    name: 'staff-venues-en-elder-320',
    width: NARROW,
    play: (stage) => atMall(stage, 'venues', { language: 'en', elder: true }),
  },
  {
    name: 'staff-manage',
    async play(stage) {
      await atMall(stage, 'venues');
      await tap(stage, `管理：${MALL}`);
      await stage.visit.screen.shows('邀请核验员');
      await tap(stage, '做一张海报');
      await stage.visit.screen.shows('存为图片');
    },
  },
  {
    name: 'staff-tally',
    camera: true,
    async play(stage) {
      await atMall(stage, CHECK);
      await hold(stage);
      await stage.visit.screen.shows('认可，至');
      await open(stage, 'tally', ofMall);
      await tap(stage, '签名，交检查人员');
      await stage.visit.screen.shows('复制链接');
    },
  },
  { name: 'staff-look-up', play: (stage) => atMall(stage, 'look-up') },
  {
    name: 'staff-desk-pairing',
    width: DESK,
    screenOnly: true,
    async play(stage) {
      await open(stage, 'desk');
      await tap(stage, '用手机连接');
      await stage.visit.screen.shows('等待连接');
    },
  },
  {
    name: 'staff-desk',
    width: DESK,
    screenOnly: true,
    async play(stage) {
      await open(stage, 'desk');
      await stage.visit.screen.shows('请扫码');
      const { sandbox, visit } = stage;
      for (const last4 of ['0001', '0002']) {
        const code = await inventCode(sandbox, { last4 });
        await visit.page.keyboard.type(`${code.shownAt(sandbox.clock.now())}\t`);
        await visit.screen.shows(`尾号 ${last4}`);
      }
    },
  },
];
