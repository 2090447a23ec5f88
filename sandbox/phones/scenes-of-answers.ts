/** The scenes of the home page with its answers, in words, sizes and languages. */
import { arrive, askEverywhere, at, elder, english, NARROW, type Scene, tap } from './scene.ts';

export const answers: Scene[] = [
  { name: 'home-nationwide', play: (stage) => arrive(stage, 'chen-guolin') },
  { name: 'home-zh', play: (stage) => at(stage, 'zhao-wenbin', '杭州市') },
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
    name: 'home-en',
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
];
