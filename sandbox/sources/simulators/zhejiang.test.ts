/** Zhejiang's rotating secrets, asked by a client of this test's own. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../../core/index.ts';
import { type Foreign, personOf, type TriedOut, tryOut } from '../try-out.ts';
import { createZhejiang, signRequest } from './zhejiang.ts';

const RESULTS = '/gateway/api/001003001/dataSharing/hsjc330.htm';

let source: TriedOut;
beforeEach(async () => {
  source = await tryOut(createZhejiang);
});
afterEach(() => source.stop());

async function call(
  path: string,
  secret: string,
  form: Record<string, string> = {},
  requestTime: number = source.clock.now(),
) {
  const appKey = source.secret.appKey!;
  const sign = createHash('md5').update(`${appKey}${secret}${requestTime}`).digest('hex');
  const body = new URLSearchParams({ appKey, sign, requestTime: String(requestTime), ...form });
  const response = await fetch(source.origin + path, { method: 'POST', body });
  expect(response.status).toBe(200);
  return (await response.json()) as Foreign;
}

const byKey = async () => (await call('/gateway/app/refreshTokenByKey.htm', source.secret.appSecret!)).datas;
const ask = async (id: string, document = 0) =>
  call(RESULTS, (await byKey()).requestSecret, { sfzh: personOf(id, document).number });

it('signs as the vector of the facts', () => {
  expect(signRequest('A330demo', 'secretdemo', '1659096000000')).toBe('74af817437a0587cabd68b8d76b46e52');
});

describe('results', () => {
  it('carry name, number, both times, pool and report number', async () => {
    expect(await ask('chen-guolin')).toEqual({
      code: '00',
      msg: '成功',
      datas: [
        {
          xm: '陈国林',
          sfzh: personOf('chen-guolin').number,
          cysj: '2022-07-29 18:00:00',
          bgsj: '2022-07-29 23:30:00',
          hsjcjg: '阴性',
          hsjcjgmc: '杭州清波医学检验所',
          cydmc: '西湖区文新街道采样点',
          bgbh: expect.stringMatching(/^TR22\d+$/),
          hcbs: '10',
        },
      ],
    });
  });

  it('tell 待复核, and 检测中 without report time or number while the retest is under way', async () => {
    source.clock.move(2 * HOUR_MS);
    const { datas } = await ask('sun-yuzhen');
    expect(datas.map((row: Foreign) => row.hsjcjg)).toEqual(['阴性', '待复核', '检测中']);
    expect(datas[2]).toMatchObject({ cysj: '2022-08-01 08:05:00', bgsj: null, bgbh: null, hcbs: '1' });
    source.clock.move(2 * HOUR_MS);
    expect((await ask('sun-yuzhen')).datas[2]).toMatchObject({ hsjcjg: '阴性', bgsj: '2022-08-01 10:30:00' });
  });

  it('follow a correction, and write times two minutes off where the story says so', async () => {
    expect((await ask('jiang-yilin')).datas).toMatchObject([{ hsjcjg: '阴性', bgsj: '2022-07-31 19:00:00' }]);
    expect((await ask('zhao-wenbin')).datas).toMatchObject([{ cysj: '2022-07-30 10:02:00' }]);
  });

  it('know a permit, and nothing of who was never there', async () => {
    expect((await ask('tsai-mingche')).datas).toMatchObject([{ sfzh: '00000018' }]);
    expect(await ask('ma-sulan')).toMatchObject({ code: '00', datas: [] });
  });
});

describe('secrets', () => {
  it('are refused with 14 when key, signature or time is wrong', async () => {
    expect(await call('/gateway/app/refreshTokenByKey.htm', 'nonsense')).toMatchObject({ code: '14' });
    expect(await call(RESULTS, source.secret.appSecret!, { sfzh: '1' })).toMatchObject({ code: '14' });
    const { requestSecret } = await byKey();
    const form = { sfzh: personOf('ma-sulan').number };
    expect(await call(RESULTS, requestSecret, form, source.clock.now() + 11 * 60_000)).toMatchObject({ code: '14' });
    expect(await call(RESULTS, requestSecret, {})).toMatchObject({ code: '11' });
  });

  it('die after a quarter of an hour and are renewed with the refresh secret, for 48 hours', async () => {
    const { requestSecret, requestSecretEndTime, refreshSecret } = await byKey();
    const form = { sfzh: personOf('ma-sulan').number };
    expect(requestSecretEndTime).toBe(source.clock.now() + 15 * 60_000);
    source.clock.move(15 * 60_000 - 1);
    expect(await call(RESULTS, requestSecret, form)).toMatchObject({ code: '00' });
    source.clock.move(1);
    expect(await call(RESULTS, requestSecret, form)).toMatchObject({ code: '14' });
    const { datas: renewed } = await call('/gateway/app/refreshTokenBySec.htm', refreshSecret);
    expect(await call(RESULTS, renewed.requestSecret, form)).toMatchObject({ code: '00' });
    source.clock.move(48 * HOUR_MS);
    expect(await call('/gateway/app/refreshTokenBySec.htm', renewed.refreshSecret)).toMatchObject({ code: '14' });
  });
});

it('shows another person when it is wrong, yet only to who has signed', async () => {
  source.setFault('wrong');
  expect((await ask('chen-guolin')).datas).toMatchObject([{ xm: '佟别人' }]);
  expect(await call(RESULTS, 'nonsense', { sfzh: '1' })).toMatchObject({ code: '14' });
});

it('tells a caller over quota so', async () => {
  source.setFault('over-quota');
  expect(await call(RESULTS, 'any')).toMatchObject({ code: '15' });
});
