/** Jiangsu's signed headers, asked by a client of this test's own. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HOUR_MS } from '../../../core/index.ts';
import { strangersTest } from '../stranger.ts';
import { type Foreign, personOf, type TriedOut, tryOut } from '../try-out.ts';
import { createJiangsu } from './jiangsu.ts';

let source: TriedOut;
beforeEach(async () => {
  source = await tryOut(createJiangsu);
});
afterEach(() => source.stop());

async function ask(id: string, { skew = 0, secret = source.secret.appSecret, body = {} } = {}) {
  const { appKey } = source.secret as { appKey: string };
  const timestamp = String(source.clock.now() + skew);
  const signature = createHash('sha1').update(`${appKey}${secret}${timestamp}`).digest('hex');
  const { name, number } = personOf(id);
  const response = await fetch(`${source.origin}/app-backend/rna/queryRnaReport`, {
    method: 'POST',
    headers: { appKey, timestamp, signature },
    body: JSON.stringify({ name, cardNo: number, ...body }),
  });
  return { status: response.status, answer: (await response.json()) as Foreign };
}

it('answers with masked echo, sampling time and no testing time; a rare character is one character', async () => {
  const { answer } = await ask('li-ting');
  expect(answer).toMatchObject({ resCode: 0, resMessage: 'OK' });
  expect(answer.data.reportList).toMatchObject([
    {
      name: '李*',
      cardNo: '320***********0003',
      collectTime: '2022-07-30 19:00:00',
      checkTime: null,
      checkResult: '阴性',
      checkUnit: '上海浦江临检中心',
      timeFlag: '20220730',
    },
  ]);
});

it('leaves the result open while the report is not out', async () => {
  await source.stop();
  source = await tryOut(createJiangsu, (_source, _asked, now) => [{ ...strangersTest(now), outcome: undefined }]);
  expect((await ask('li-ting')).answer.data.reportList).toMatchObject([{ name: '佟*人', checkResult: '' }]);
});

it('has an empty list for nobody, for another name and for any document but an identity card', async () => {
  expect((await ask('ma-sulan')).answer).toEqual({ resCode: 0, resMessage: 'OK', data: { reportList: [] } });
  expect((await ask('li-ting', { body: { name: '李' } })).answer.data.reportList).toEqual([]);
  expect((await ask('ana-martins')).answer.data.reportList).toEqual([]);
});

it('refuses a wrong signature with HTTP 401', async () => {
  expect(await ask('li-ting', { secret: 'nonsense' })).toMatchObject({ status: 401, answer: { resCode: 401 } });
});

it('takes a clock that is an hour off and refuses one that is more', async () => {
  expect((await ask('li-ting', { skew: HOUR_MS })).status).toBe(200);
  expect((await ask('li-ting', { skew: HOUR_MS + 1 })).status).toBe(401);
  expect((await ask('li-ting', { skew: -HOUR_MS - 1 })).status).toBe(401);
});

it('names a missing field', async () => {
  expect((await ask('li-ting', { body: { name: '' } })).answer).toMatchObject({ resCode: 400 });
});

it('sends characters that cannot be read when it is wrong', async () => {
  source.setFault('wrong');
  const { answer } = await ask('li-ting');
  expect(answer.data.reportList[0].checkResult).toContain('\uFFFD');
});

it('tells a caller over quota so', async () => {
  source.setFault('over-quota');
  expect((await ask('li-ting')).answer).toMatchObject({ resCode: 429 });
});
