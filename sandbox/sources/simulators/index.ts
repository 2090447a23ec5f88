/** Every simulator by its source's id; one line a source. */
import type { CreateSimulator } from '../simulator.ts';
import type { SourceId } from '../source-ids.ts';
import { createAnhui } from './anhui.ts';
import { createBeijing } from './beijing.ts';
import { createChongqing } from './chongqing.ts';
import { createFujian } from './fujian.ts';
import { createGansu } from './gansu.ts';
import { createGuangdong } from './guangdong.ts';
import { createGuangxi } from './guangxi.ts';
import { createGuizhou } from './guizhou.ts';
import { createHainan } from './hainan.ts';
import { createHangzhou } from './hangzhou.ts';
import { createHebei } from './hebei.ts';
import { createHeilongjiang } from './heilongjiang.ts';
import { createHenan } from './henan.ts';
import { createHexinLab } from './hexin-lab.ts';
import { createHubei } from './hubei.ts';
import { createHunan } from './hunan.ts';
import { createInnerMongolia } from './inner-mongolia.ts';
import { createJiangsu } from './jiangsu.ts';
import { createJiangxi } from './jiangxi.ts';
import { createJilin } from './jilin.ts';
import { createLiaoning } from './liaoning.ts';
import { createMingzeGene } from './mingze-gene.ts';
import { createNationalPlatform } from './national-platform.ts';
import { createNingxia } from './ningxia.ts';
import { createQinghai } from './qinghai.ts';
import { createQingheHospital } from './qinghe-hospital.ts';
import { createShaanxi } from './shaanxi.ts';
import { createShandong } from './shandong.ts';
import { createShanghai } from './shanghai.ts';
import { createShanxi } from './shanxi.ts';
import { createShenzhen } from './shenzhen.ts';
import { createSichuan } from './sichuan.ts';
import { createStateCouncil } from './state-council.ts';
import { createTianjin } from './tianjin.ts';
import { createTibet } from './tibet.ts';
import { createWuhan } from './wuhan.ts';
import { createXian } from './xian.ts';
import { createXinjiang } from './xinjiang.ts';
import { createXpcc } from './xpcc.ts';
import { createYunjianTesting } from './yunjian-testing.ts';
import { createYunnan } from './yunnan.ts';
import { createZhejiang } from './zhejiang.ts';
import { createZhengzhou } from './zhengzhou.ts';

export const SIMULATORS: Record<SourceId, CreateSimulator> = {
  'national-platform': createNationalPlatform,
  shanghai: createShanghai,
  zhejiang: createZhejiang,
  jiangsu: createJiangsu,
  anhui: createAnhui,
  guangdong: createGuangdong,
  'hexin-lab': createHexinLab,
  'state-council': createStateCouncil,
  beijing: createBeijing,
  tianjin: createTianjin,
  hebei: createHebei,
  shanxi: createShanxi,
  'inner-mongolia': createInnerMongolia,
  liaoning: createLiaoning,
  jilin: createJilin,
  heilongjiang: createHeilongjiang,
  fujian: createFujian,
  jiangxi: createJiangxi,
  shandong: createShandong,
  henan: createHenan,
  hubei: createHubei,
  hunan: createHunan,
  guangxi: createGuangxi,
  hainan: createHainan,
  chongqing: createChongqing,
  sichuan: createSichuan,
  guizhou: createGuizhou,
  yunnan: createYunnan,
  tibet: createTibet,
  shaanxi: createShaanxi,
  gansu: createGansu,
  qinghai: createQinghai,
  ningxia: createNingxia,
  xinjiang: createXinjiang,
  xpcc: createXpcc,
  shenzhen: createShenzhen,
  xian: createXian,
  zhengzhou: createZhengzhou,
  wuhan: createWuhan,
  hangzhou: createHangzhou,
  'mingze-gene': createMingzeGene,
  'qinghe-hospital': createQingheHospital,
  'yunjian-testing': createYunjianTesting,
};
