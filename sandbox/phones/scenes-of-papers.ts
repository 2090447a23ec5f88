/** The scenes of paper: each way to add it, what is said of each, and what is refused. */
import { euCertificate, qrPng, smartHealthCard } from '../papers/index.ts';
import { arrive, elder, english, NARROW, paperPage, type Scene, type Stage, tap } from './scene.ts';

const holder = { family: 'Weber', given: 'Lukas', birthDate: '1988-02-28' };
const sampled = { sampledAt: '2022-07-31T12:00:00+08:00', issuedAt: '2022-07-31T20:00:00+08:00' };
const card = { ...holder, given: ['Lukas'], sampledAt: sampled.sampledAt, reportedAt: sampled.issuedAt };

async function papers(stage: Stage, person = 'lukas-weber'): Promise<void> {
  await arrive(stage, person);
  await paperPage(stage);
}

async function number(stage: Stage, text: string, institution: string): Promise<void> {
  await tap(stage, '登记纸上的编号');
  await stage.visit.screen.type('纸上的编号', text);
  await tap(stage, '检测机构，请选择');
  await tap(stage, institution);
}

/** What a camera would have read, typed by hand. */
async function paste(stage: Stage, text: string, verify = '核验'): Promise<void> {
  await stage.visit.page.locator('textarea:visible').fill(text);
  await tap(stage, verify);
}

async function certificate(stage: Stage, text: string): Promise<void> {
  await papers(stage);
  await tap(stage, '扫证书二维码');
  await paste(stage, text);
}

/** A picture chosen for the paper whose button is touched. */
async function photograph(stage: Stage): Promise<void> {
  const chosen = stage.visit.page.waitForEvent('filechooser');
  await tap(stage, '拍照留底');
  await (await chosen).setFiles({ name: 'paper.png', mimeType: 'image/png', buffer: qrPng('HXR22073100034', 12) });
  await tap(stage, '看照片');
}

async function several(stage: Stage): Promise<void> {
  await papers(stage, 'jiang-yilin');
  await number(stage, 'HXR22073100034', '和信医学检验');
  await tap(stage, '登记');
  await stage.visit.screen.shows('机构已确认', 30_000);
  await number(stage, 'MZ99000000001', '明泽基因医学检验所');
  await tap(stage, '登记');
  await stage.visit.screen.shows('机构答复：没有这个编号', 30_000);
  await number(stage, 'BYJ 2022-0731-77A0', '其他机构');
  await stage.visit.screen.type('机构名称', '新疆生产建设兵团第一师阿拉尔市第三人民医院核酸检测中心');
  await tap(stage, '登记');
  await stage.visit.screen.shows('这家机构还没有接入', 30_000);
}

export const ofPapers: Scene[] = [
  { name: 'paper-nothing', play: papers },
  {
    name: 'paper-number',
    async play(stage) {
      await papers(stage);
      await number(stage, 'HXR22073100034', '和信医学检验');
    },
  },
  {
    name: 'paper-number-mistakes-elder-320',
    width: NARROW,
    async play(stage) {
      await arrive(stage, 'lukas-weber');
      await elder(stage);
      await paperPage(stage);
      await tap(stage, '登记纸上的编号');
      await tap(stage, '登记');
    },
  },
  {
    name: 'paper-institutions',
    screenOnly: true,
    async play(stage) {
      await papers(stage);
      await tap(stage, '登记纸上的编号');
      await tap(stage, '检测机构，请选择');
    },
  },
  {
    name: 'paper-registered',
    async play(stage) {
      stage.sandbox.sources.setFault('mingze-gene', 'hanging');
      await papers(stage);
      await number(stage, 'MZ22073100017', '明泽基因医学检验所');
      await tap(stage, '登记');
      await stage.visit.screen.shows('已登记，待机构确认');
    },
  },
  { name: 'paper-several', play: several },
  {
    name: 'paper-several-en-elder-320',
    width: NARROW,
    async play(stage) {
      await several(stage);
      await stage.visit.page.goBack();
      await elder(stage);
      await english(stage);
      await paperPage(stage);
      await stage.visit.screen.shows('Confirmed by the institution');
    },
  },
  {
    name: 'home-papers',
    async play(stage) {
      await several(stage);
      await stage.visit.page.goBack();
      await stage.visit.screen.shows(['纸质结果', '这家机构还没有接入']);
      await stage.visit.screen.hides('正在查', 30_000);
    },
  },
  {
    name: 'paper-photo',
    async play(stage) {
      await papers(stage, 'jiang-yilin');
      await number(stage, 'HXR22073100034', '和信医学检验');
      await tap(stage, '登记');
      await stage.visit.screen.shows('机构已确认', 30_000);
      await photograph(stage);
      await stage.visit.screen.shows('收起照片');
    },
  },
  {
    name: 'paper-deletion',
    async play(stage) {
      await papers(stage, 'jiang-yilin');
      await number(stage, 'HXR22073100034', '和信医学检验');
      await tap(stage, '登记');
      await stage.visit.screen.shows('机构已确认', 30_000);
      await tap(stage, '删除');
    },
  },
  {
    name: 'paper-certificate',
    async play(stage) {
      await papers(stage);
      await tap(stage, '扫证书二维码');
    },
  },
  {
    name: 'paper-certificate-added',
    async play(stage) {
      await certificate(stage, euCertificate({ ...holder, ...sampled }));
      await stage.visit.screen.shows('证书核验无误');
    },
  },
  {
    name: 'paper-certificate-part',
    async play(stage) {
      await certificate(stage, smartHealthCard({ ...card, codes: 2 })[1]!);
      await stage.visit.screen.shows('请扫下一个');
    },
  },
  {
    name: 'paper-refused',
    async play(stage) {
      await certificate(stage, euCertificate({ ...holder, ...sampled, of: 'vaccination' }));
      await stage.visit.screen.shows('这是疫苗接种或康复证书');
    },
  },
  {
    name: 'paper-refused-en-elder-320',
    width: NARROW,
    async play(stage) {
      await arrive(stage, 'lukas-weber');
      await elder(stage);
      await english(stage);
      await paperPage(stage);
      await tap(stage, 'Scan a certificate');
      const late = { ...sampled, expiresAt: '2022-08-01T00:00:00+08:00' };
      await paste(stage, euCertificate({ ...holder, ...late }), 'Verify');
      await stage.visit.screen.shows('has expired');
    },
  },
  {
    name: 'paper-scanner-no-camera',
    screenOnly: true,
    async play(stage) {
      await papers(stage);
      await tap(stage, '扫证书二维码');
      await tap(stage, '扫二维码');
      await stage.visit.screen.shows('没有打开相机');
    },
  },
  {
    name: 'paper-no-network',
    async play(stage) {
      await papers(stage);
      await stage.visit.setOnline(false);
      await number(stage, 'HXR22073100034', '其他机构');
      await stage.visit.screen.type('机构名称', '和信医学检验');
      await tap(stage, '登记');
      await stage.visit.screen.shows('没有网络');
    },
  },
];
