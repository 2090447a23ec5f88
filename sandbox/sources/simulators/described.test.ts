/** Every described source: what it says of somebody in full, of nobody, to a wrong signature, a wrong clock, a used nonce. */
import { afterEach, describe, expect, it } from 'vitest';
import { ask, type Client, type Variation } from '../clients/client.ts';
import { CLIENTS, type ClientId } from '../clients/index.ts';
import { type Foreign, type TriedOut, tryOut } from '../try-out.ts';
import { SIMULATORS } from './index.ts';

/** Somebody each source knows, how many rows come, and the newest of them in the words of docs/interfaces.md. */
const KNOWN: Record<ClientId, [person: string, rows: number, newest: Foreign]> = {
  'state-council': [
    'dang-xiaodong',
    1,
    {
      xm: '党晓东',
      zjhm: '610113198606120005',
      hsjg: '01',
      cysj: '2022-07-30 10:00:00',
      bgsj: '2022-07-30 17:40:00',
      jcjg: '西安雁塔医学检验实验室',
      cyd: '雁塔区小寨采样点',
      hcrs: '10',
    },
  ],
  beijing: [
    'qiao-anran',
    20,
    {
      xm: '乔安然',
      zjhm: '370212199602140002',
      jcjg: '阴性',
      cysj: '2022-07-31 06:21',
      bgsj: '2022-07-31 13:00',
      jgmc: '青岛崂山医学检验所',
      cydmc: '胶东机场机组采样点',
      hjbs: 5,
    },
  ],
  tianjin: [
    'qiao-anran',
    1,
    {
      name: '乔安然',
      certNo: '370212199602140002',
      result: '阴性',
      sampleTime: '2022-07-31 06:21:00',
      reportTime: '2022-07-31 13:00:00',
      labName: '青岛崂山医学检验所',
      siteName: '胶东机场机组采样点',
      pool: 5,
    },
  ],
  hebei: [
    'meng-fanxing',
    1,
    {
      xm: '孟繁星',
      zjhm: '140105197510180006',
      hsjg: '阴性',
      cysj: '2022-07-29 14:00:00',
      jcsj: '2022-07-29 21:00:00',
      bgsj: '2022-07-29 22:30:00',
      jcjgmc: '太原汾河医学检验所',
      cydmc: '小店区货运采样点',
      hjlx: '单采',
    },
  ],
  shanxi: [
    'meng-fanxing',
    1,
    {
      name: '孟繁星',
      certNo: '140105197510180006',
      outcome: '未检出',
      collected: '2022-07-29 14:00:00',
      tested: '2022-07-29 21:00:00',
      issued: '2022-07-29 22:30:00',
      lab: '太原汾河医学检验所',
      tubes: '1',
    },
  ],
  'inner-mongolia': [
    'bai-xuemei',
    1,
    {
      xm: '白雪梅',
      zjhm: '21010219790630000X',
      jg: 2,
      cysj: '2022-07-31 09:00',
      bgsj: '2022-07-31 16:10',
      jgmc: '沈阳浑河临检中心',
    },
  ],
  liaoning: [
    'bai-xuemei',
    1,
    {
      userName: '白*梅',
      certNo: '210***********000X',
      natResult: 1,
      sampleTime: '2022/07/31 09:00:00',
      reportTime: '2022/07/31 16:10:00',
      orgName: '沈阳浑河临检中心',
      siteName: '和平区太原街采样点',
      mixNum: '10',
    },
  ],
  jilin: [
    'bai-xuemei',
    1,
    {
      name: '白雪梅',
      idNo: '21010219790630000X',
      result: 'NEG',
      sampleTime: '2022-07-29T08:00:00+08:00',
      reportTime: '2022-07-29T15:30:00+08:00',
      lab: '哈尔滨松花江医学检验所',
      site: '道里区中央大街采样点',
      pool: 10,
    },
  ],
  heilongjiang: [
    'bai-xuemei',
    1,
    {
      xm: '白雪梅',
      zjhm: '21010219790630000X',
      hsjcjg: '阴性',
      hscysj: '20220729080000',
      hsjcsj: '20220729140000',
      hsbgsj: '20220729153000',
      hsjcjgmc: '哈尔滨松花江医学检验所',
    },
  ],
  fujian: [
    'ho-waiman',
    1,
    {
      xm: '何慧文',
      zjhm: 'H00000035',
      result: '阴性',
      sampleTime: '2022-07-31 10:05',
      checkTime: '2022-07-31 14:30',
      org: '深圳湾医学检验所',
      poolType: '单采',
    },
  ],
  jiangxi: [
    'sofia-rossi',
    1,
    {
      name: 'ROSSI SOFIA',
      idcard: 'YZ0000019',
      jg: '阴性',
      cysj: '2022/07/31 09:30:00',
      bgsj: '2022/07/31 16:20:00',
      jcjg: '杭州清波医学检验所',
      hcbs: '10',
    },
  ],
  shandong: [
    'qiao-anran',
    10,
    {
      XM: '乔安然',
      ZJHM: '370212199602140002',
      JCJG: '阴性',
      CYSJ: '2022-07-31 06:21:00',
      JCSJ: '2022-07-31 11:30:00',
      BGSJ: '2022-07-31 13:00:00',
      JCJGMC: '青岛崂山医学检验所',
      CYDMC: '胶东机场机组采样点',
      HCBS: '5',
    },
  ],
  henan: [
    'meng-fanxing',
    1,
    {
      idCard: '140105197510180006',
      acidResult: '阴性',
      samplingTime: '2022-07-29 14:00:00',
      sampleTimestamp: 1_659_074_400_000,
      expireTime: '2022-08-01 14:00:00',
      expireTimeStamp: 1_659_333_600_000,
      expireHour: '7',
      source: '0',
      timeDesc: '72小时',
      sysTimestamp: 1_659_311_100_000,
    },
  ],
  hubei: [
    'fang-zhiyuan',
    1,
    {
      name: '方*远',
      certNo: '4201**********0000',
      result: 0,
      sampleAt: '2022-07-29T11:10:00Z',
      reportAt: '2022-07-29T19:20:00Z',
      lab: '云简检测',
      site: '洪山区流动采样车',
      poolSize: 10,
      barcode: 'T22072900116',
      reportNo: 'TR22072900116',
    },
  ],
  hunan: [
    'nong-xiuying',
    1,
    {
      xm: '农秀英',
      zjhm: '450102199303210009',
      jg: '阴性',
      cysj: '2022-07-31 11:00:00',
      bgsj: '2022-07-31 18:20:00',
      jcjg: '长沙岳麓医学检验所',
      cyd: '雨花区高铁站采样点',
    },
  ],
  guangxi: ['nong-xiuying', 1, { checkTime: '2022-07-30 14:00:00', checkResult: '阴性' }],
  hainan: [
    'qiao-anran',
    20,
    {
      name: '乔安然',
      id_no: '370212********0002',
      nat: '1',
      sampled_at: '2022-07-30T22:21:00.000Z',
      issued_at: '2022-07-31T05:00:00.000Z',
      lab: '青岛崂山医学检验所',
      mix: '5',
    },
  ],
  chongqing: [
    'ran-qiming',
    2,
    {
      xm: '冉*明',
      zjhm: '500103********0009',
      jcjg: '待复核',
      cysj: '2022-07-31 10:10:00',
      jcsj: '2022-07-31 17:30:00',
      bgsj: '2022-07-31 19:00:00',
      jgmc: '重庆嘉陵医学检验所',
      cyd: '渝中区解放碑采样点',
      hcrs: '10:1',
      txm: 'T22073100154',
      bgbh: 'TR22073100154',
    },
  ],
  sichuan: [
    'tan-guilan',
    1,
    {
      hscysj: '2022-07-28 09:20:00',
      hsjcsj: '2022-07-28T15:30:00.000+08:00',
      hsjcjg: '阴性',
      hsjcjgmc: '清禾医院',
      inDay7: '1',
      xm: '***',
      zjhm: '******************',
    },
  ],
  guizhou: [
    'nong-xiuying',
    1,
    {
      xm: '农秀英',
      zjhm: '450102199303210009',
      jg: '阴性',
      cysj: '2022-07-30 08:30:00',
      bgsj: '2022-07-30 15:40:00',
      jcjg: '南宁邕江医学检验所',
      hcbs: '5',
    },
  ],
  yunnan: [
    'nong-xiuying',
    1,
    {
      name: '农秀英',
      idNumber: '450102199303210009',
      result: 'negative',
      sampling_time: 1_659_141_000_000,
      report_time: 1_659_166_800_000,
      org: '南宁邕江医学检验所',
      point: '青秀区东葛路采样点',
      count: 5,
    },
  ],
  tibet: [
    'yerlan-haliq',
    1,
    {
      name: '叶尔兰•哈力克',
      certNo: '65900119840101000X',
      result: '阴性',
      cysj: '2022-07-30 11:00:00',
      bgsj: '2022-07-30 20:30:00',
      lab: '拉萨河医学检验所',
      hc: '5',
    },
  ],
  shaanxi: [
    'dang-xiaodong',
    1,
    {
      xm: '党晓东',
      sfzh: '610113198606120005',
      jg: '阴性',
      cysj: '2022-07-30 10:00:00',
      bgsj: '2022-07-30 17:40:00',
      jcjg: '西安雁塔医学检验实验室',
    },
  ],
  gansu: [
    'meng-fanxing',
    1,
    {
      name: '**星',
      cardNo: '1401**********0006',
      result: '阴性',
      sampleTime: '20220731T102000',
      checkTime: '20220731T160000',
      reportTime: '20220731T172000',
      checkOrg: '兰州黄河医学检验所',
      sampleOrg: '七里河区货运采样点',
    },
  ],
  qinghai: [
    'yerlan-haliq',
    1,
    {
      XM: '叶尔兰·哈力克',
      ZJHM: '65900119840101000X',
      JG: '1',
      CYSJ: 1_659_150_000,
      BGSJ: 1_659_184_200,
      JCJG: '拉萨河医学检验所',
      HC: 5,
    },
  ],
  ningxia: [
    'meng-fanxing',
    1,
    {
      xm: '孟繁星',
      zjhm: '140105197510180006',
      jg: '阴性',
      cysj: '20220731102000',
      bgsj: '20220731172000',
      jgmc: '兰州黄河医学检验所',
      cyd: '七里河区货运采样点',
      hcbs: '1',
    },
  ],
  xinjiang: [
    'yerlan-haliq',
    1,
    {
      xm: '叶尔兰·哈力克',
      zjhm: '65900119840101000X',
      jcjg: '阴性',
      cysj: '2022-07-28 09:00:00',
      jcsj: '2022-07-28 18:00:00',
      bgsj: '2022-07-28 20:00:00',
      jcjgmc: '石河子医学检验所',
      hcbs: '10',
    },
  ],
  xpcc: [
    'yerlan-haliq',
    1,
    {
      XM: '叶尔兰·哈力克',
      GMSFHM: '65900119840101000x',
      HSJG: '0',
      CYSJ: '2022/07/28 09:00:00',
      BGSJ: '2022/07/28 20:00:00',
      JCJG: '石河子医学检验所',
      HCBS: '10',
    },
  ],
  shenzhen: [
    'ho-waiman',
    1,
    {
      name: '何慧文',
      certNo: 'H0*****35',
      result: '0',
      sampleTime: '2022-07-31 10:05:00',
      testTime: '2022-07-31 14:30:00',
      reportTime: '2022-07-31 15:15:00',
      lab: '深圳湾医学检验所',
      site: '福田口岸采样点',
      pool: '1',
      barcode: 'T22073100148',
      reportNo: 'TR22073100148',
    },
  ],
  xian: [
    'dang-xiaodong',
    1,
    {
      name: '党晓东',
      cardNum: '610113198606120005',
      result: '阴性',
      collectTime: '2022-07-30 10:00:00',
      resultTime: '2022-07-30 16:00:00',
      orgName: '西安雁塔医学检验实验室',
      siteName: '雁塔区小寨采样点',
      mix: '10',
    },
  ],
  zhengzhou: [
    'qiao-anran',
    10,
    {
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      name: '乔安然',
      idCard: '370212199602140002',
      createTime: '2022-07-31 06:21:00',
      reportTime: '2022-07-31 13:00:00',
      checkResult: '阴性',
      checkOrgName: '青岛崂山医学检验所',
      activyId: expect.any(String),
    },
  ],
  wuhan: [
    'fang-zhiyuan',
    1,
    { detectTime: '2022-07-30 01:30:00', detectOrg: '云简检测', detectResult: '阴性', source: '2' },
  ],
  hangzhou: [
    'sofia-rossi',
    1,
    { report_on_time: '2022-07-31 16:20:00', institutions: '杭州清波医学检验所', result: '阴性' },
  ],
  'mingze-gene': [
    'pan-weiqi',
    1,
    {
      fullUrl: 'https://fhir.mingze.example/fhir/r4/DiagnosticReport/r0',
      search: { mode: 'match' },
      resource: {
        resourceType: 'DiagnosticReport',
        identifier: [{ system: 'urn:oid:2.16.156.10011.1.33', value: 'TR22072800901' }],
        status: 'final',
        code: { coding: [{ system: 'http://loinc.org', code: '94500-6', display: 'SARS-CoV-2 RNA' }] },
        subject: { reference: expect.stringMatching(/^Patient\//) },
        effectiveDateTime: '2022-07-28T12:30:00+08:00',
        issued: '2022-07-28T19:30:00+08:00',
        performer: [{ display: '明泽基因医学检验所' }],
        specimen: [{ reference: expect.stringMatching(/^urn:uuid:/) }],
        result: [{ reference: expect.stringMatching(/^urn:uuid:/) }],
      },
    },
  ],
  'qinghe-hospital': [
    'tan-guilan',
    2,
    {
      PatName: '谭桂兰',
      CardNo: '510105195304080004',
      Result: '阴性',
      SampleTime: '2022-07-31 07:30:00',
      TestTime: '2022-07-31 11:40:00',
      ReportTime: '2022-07-31 13:05:00',
      Unit: '清禾医院',
      Site: '清禾医院住院部',
      Pool: '1',
      Barcode: 'T22073100103',
      ReportNo: 'TR22073100103',
    },
  ],
  'yunjian-testing': [
    'fang-zhiyuan',
    2,
    {
      name: '方志远',
      cardNo: '420106198809030000',
      result: '',
      sampleTime: '2022/08/01 06:40:00',
      examTime: null,
      reportTime: null,
      site: '洪山区流动采样车',
      mix: '10',
      tubeCode: 'T22080100117',
      reportNo: null,
    },
  ],
};

/** Asked by number alone, so a wrong name is not noticed. */
const NAMELESS: ClientId[] = ['xpcc', 'mingze-gene'];

let source: TriedOut;
afterEach(() => source.stop());

describe.each(Object.keys(KNOWN) as ClientId[])('%s', (id) => {
  const client: Client = CLIENTS[id];
  const [person, count, newest] = KNOWN[id];
  const start = async () => {
    source = await tryOut(SIMULATORS[id]);
  };
  /** Lets a second pass first: some allow one call in it. */
  const asked = (who = person, variation: Variation = {}) => {
    source.clock.move(1000);
    return ask(client, source, who, variation);
  };
  const isRefused = ({ text, headers }: Awaited<ReturnType<typeof asked>>) =>
    typeof client.refused === 'string'
      ? (headers.get('x-ca-error-message') ?? text).includes(client.refused)
      : Object.entries(client.refused).every(([name, value]) => read(text)[name] === value);

  it('tells what it holds, newest first, in its own words', async () => {
    await start();
    const { status, text } = await asked();
    expect(status).toBe(200);
    const rows = client.rows(text);
    expect(rows).toHaveLength(count);
    const [first] = rows;
    // Henan's clock has moved with the test's.
    if (id === 'henan') first.sysTimestamp = newest.sysTimestamp;
    expect(first).toEqual(newest);
  });

  it('holds nothing about somebody who was never tested, or under another name', async () => {
    await start();
    expect(client.rows((await asked('ma-sulan')).text)).toEqual([]);
    const misnamed = await asked(person, { name: '欧阳测试' });
    expect(client.rows(misnamed.text)).toHaveLength(NAMELESS.includes(id) ? count : 0);
  });

  it('refuses a wrong signature or credential', async () => {
    await start();
    const answer = await asked(person, { secret: { [client.key]: 'not-the-right-one' } });
    expect(isRefused(answer), answer.text).toBe(true);
  });

  if (client.skewMinutes)
    it('takes a clock that is as far off as it forgives, and no further', async () => {
      await start();
      const far = client.skewMinutes! * 60_000;
      // Tasks are asked after a while later, and signed anew then.
      for (const skewMs of [-far + 5000, far]) {
        expect(client.rows((await asked(person, { skewMs })).text)).toHaveLength(count);
      }
      for (const skewMs of [-far - 1000, far + 1000]) {
        const answer = await asked(person, { skewMs });
        expect(() => {
          if (client.rows(answer.text).length === 0) throw new Error('no rows');
        }).toThrow();
      }
    });

  if (client.hasNonce)
    it('takes a nonce once', async () => {
      await start();
      expect(client.rows((await asked(person, { nonce: 'once' })).text)).toHaveLength(count);
      const again = await asked(person, { nonce: 'once' });
      expect(() => {
        if (client.rows(again.text).length === 0) throw new Error('no rows');
      }).toThrow();
    });

  if (client.codes && !NAMELESS.includes(id))
    it('finds a document under its own code alone', async () => {
      await start();
      // Nobody here has a passport but one.
      const other = person === 'sofia-rossi' ? 'resident-id' : 'passport';
      const answer = await asked(person, { type: client.codes![other] });
      expect(client.rows(answer.text)).toEqual([]);
    });
});

const read = (text: string): Foreign => JSON.parse(text.replace(/^\ufeff/, ''));
