/** Anhui's signed form, asked by a client of this test's own. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { strangersTest } from '../stranger.ts';
import { type Foreign, personOf, type TriedOut, tryOut } from '../try-out.ts';
import { createAnhui } from './anhui.ts';

let source: TriedOut;
beforeEach(async () => {
  source = await tryOut(createAnhui);
});
afterEach(() => source.stop());

async function ask(id: string, { skew = 0, secret = source.secret.secretKey, tamper = {} } = {}): Promise<Foreign> {
  const { name, number } = personOf(id);
  const { appId } = source.secret as { appId: string };
  const timestamp = String(source.clock.now() + skew);
  // Sorted by hand, so that the test does not share the simulator's sorting.
  const text = `appId=${appId}&secretKey=${secret}&sfzh=${number}&timestamp=${timestamp}&xm=${name}`;
  const sign = createHash('sha256').update(text).digest('hex').toUpperCase();
  const body = new URLSearchParams({ appId, timestamp, xm: name, sfzh: number, sign, ...tamper });
  const response = await fetch(`${source.origin}/ahjkm/hs/query`, { method: 'POST', body });
  expect(response.status).toBe(200);
  return response.json();
}

it('hides name and number in the odd fields and hashes the named ones', async () => {
  const { code, data } = await ask('yan-ruolan');
  expect(code).toBe('0');
  expect(data.hsFlag).toBe(true);
  expect(data.hsList).toMatchObject([
    {
      name: createHash('md5').update('严若兰').digest('hex'),
      isDelete: '**兰',
      isValid: '3401**********0003',
      hsjcjg: '阴性',
      hsjcsj: '2022-07-31 02:40:00',
      hscjsj: '2022-07-30 20:10:00',
      hsjcjgmc: '合肥庐阳医学检验所',
      hscjjgmc: '蜀山区三里庵采样点',
      dataSource: '1',
    },
  ]);
});

it('knows neither time nor place of sampling when the laboratory is in another province', async () => {
  await source.stop();
  source = await tryOut(createAnhui, (_source, _asked, now) => [strangersTest(now)]);
  expect((await ask('yan-ruolan')).data.hsList).toMatchObject([{ hscjsj: null, hscjjgmc: null, isDelete: '**人' }]);
});

it('says hsFlag false for who has none', async () => {
  expect(await ask('ma-sulan')).toEqual({ code: '0', msg: '成功', data: { hsFlag: false, hsList: null } });
});

it.each([
  ['a wrong secret', { secret: 'nonsense' }],
  ['a field changed after signing', { tamper: { xm: '别人' } }],
  ['a field added after signing', { tamper: { extra: '1' } }],
  ['a clock more than ten minutes off', { skew: 10 * 60_000 + 1 }],
])('refuses %s', async (_what, change) => {
  expect(await ask('yan-ruolan', change)).toMatchObject({ code: '1001', data: null });
});

it('shows another person when it is wrong', async () => {
  source.setFault('wrong');
  expect((await ask('yan-ruolan')).data.hsList).toMatchObject([{ isDelete: '**人', isValid: '1101**********0006' }]);
});

it('tells a caller over quota so', async () => {
  source.setFault('over-quota');
  expect(await ask('yan-ruolan')).toMatchObject({ code: '1002' });
});
