/** Shanghai's gateway: a token for a day, renewed by one environment, and three services joined into one reply. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { instantOf } from '../core/index.ts';
import { askSource, checkIdentity } from './index.ts';
import { type LoopbackSource, type Reply, startLoopbackSource } from './testing/loopback-source.ts';
import { MORNING, meansAt, runningClock, sourceFile, ZHANG_SAN } from './testing/means.ts';
import { createMemoryTokens } from './testing/memory-tokens.ts';

const SECRET = { appId: 'app-demo', appSecret: 'secret-demo' };
const SOURCE = sourceFile('shanghai');
const CITY = '/gateway/interface-sj-hsjcjgcx-sjgt/getInfo';
const NATIONAL = '/gateway/interface-gj-xgfy-hsjcsjfwjk/getInfo';
const SAMPLING = '/gateway/interface-sj-hscyxxcx/getInfo';
const MATCH = '/gateway/interface-sj-ssmjm/getInfo';

const CITY_ROW = {
  name: '张三',
  card_no: '110101199003071233',
  test_orgname: '某检测所',
  collect_date: '2022-07-31 10:00:00',
  sample_date: '2022-07-31 08:00:00',
  report_date: '2022-07-31 20:00:00',
  nat_result: 1,
};

let server: LoopbackSource;
let token: string;
let tokensGiven: number;
let replies: Record<string, Reply>;

beforeEach(async () => {
  token = 'token-0';
  tokensGiven = 0;
  replies = {
    [CITY]: { body: { code: '0', message: 'success', data: [CITY_ROW] } },
    [NATIONAL]: { body: { code: 200, message: '', data: JSON.stringify({ code: '200', data: '', message: '' }) } },
    [SAMPLING]: { body: { code: '0', message: 'success', data: [] } },
    [MATCH]: { body: { code: '0', message: 'success', data: [{ type: '00' }] } },
  };
  server = await startLoopbackSource(async ({ path, query, headers }) => {
    if (path === '/gateway/auth/accesstoken/create') {
      if (query.get('appId') !== SECRET.appId || query.get('appSecret') !== SECRET.appSecret)
        return { body: { status: 500, code: 'GATEWAY0002', msg: '应用标识或密钥错误' } };
      await new Promise((passed) => setTimeout(passed, 30)); // long enough for a race
      tokensGiven += 1;
      token = `token-${tokensGiven}`; // a new one voids the old
      return { body: { access_token: token } };
    }
    const fits = headers.access_token === token && headers.authoritytype === '2' && headers.elementsversion === '1.00';
    return fits ? (replies[path] ?? { status: 404 }) : { body: { status: 500, code: 'GATEWAY0006', msg: '令牌失效' } };
  });
});
afterEach(() => server.stop());

const ask = () => askSource(SOURCE, meansAt(server.origin, SECRET), ZHANG_SAN);

test('three services are asked with their own parameters and joined', async () => {
  replies[SAMPLING] = {
    body: {
      code: '0',
      data: [
        {
          real_name: '张三',
          card_no: '110101199003071233',
          sample_station_name: '某采样点',
          print_time: '2022-08-01 07:00:00',
        },
      ],
    },
  };
  const { reply, calls } = await ask();
  expect(calls).toBe(4);
  expect(reply.kind === 'found' && reply.results).toEqual([
    {
      outcome: 'negative',
      sampleCollectedAt: Date.parse('2022-07-31T08:00:00+08:00'),
      reportIssuedAt: Date.parse('2022-07-31T20:00:00+08:00'),
      institution: '某检测所',
    },
    { sampleCollectedAt: Date.parse('2022-08-01T07:00:00+08:00'), samplingPoint: '某采样点' },
  ]);
  const bodies = server.asked.slice(1).map(({ body }) => JSON.parse(body.toString()));
  expect(bodies).toEqual([
    { xm: '张三', zjhm: '110101199003071233' },
    { xm: '张三', zjhm: '110101199003071233' },
    { card_no: '110101199003071233' },
  ]);
});

test('when one service fails, the reply is a failure and what the others told is kept', async () => {
  replies[NATIONAL] = { body: { code: 200, data: JSON.stringify({ errCode: '30005', errMsg: '服务降级' }) } };
  const { reply, partial, calls } = await ask();
  expect(reply).toMatchObject({ kind: 'failed', reason: 'source-error' });
  expect(partial).toHaveLength(1);
  expect(calls).toBe(4);
});

test('over quota, the other services are left alone', async () => {
  replies[CITY] = { body: { status: 500, code: 'GATEWAY0429', msg: '超出配额' } };
  expect(await ask()).toMatchObject({ reply: { kind: 'failed', reason: 'over-quota' }, calls: 2 });
});

test('silence of all three is none', async () => {
  replies[CITY] = { body: { code: '0', message: 'success', data: [] } };
  expect((await ask()).reply.kind).toBe('none');
});

test('two environments with the same expired token renew it once between them', async () => {
  const clock = runningClock();
  const tokens = createMemoryTokens(clock);
  await tokens.renew('shanghai', undefined, async () => ({
    value: 'expired',
    expiresAt: instantOf(MORNING + 3_600_000),
  }));
  tokens.renewals.length = 0;
  const environment = () => askSource(SOURCE, meansAt(server.origin, SECRET, { tokens, clock }), ZHANG_SAN);
  const both = await Promise.all([environment(), environment()]);
  expect(both.map(({ reply }) => reply.kind)).toEqual(['found', 'found']);
  expect(tokens.renewals).toEqual(['shanghai']);
  expect(tokensGiven).toBe(1);
});

test('wrong credentials are refused without asking anything', async () => {
  const asked = await askSource(SOURCE, meansAt(server.origin, { ...SECRET, appSecret: 'wrong' }), ZHANG_SAN);
  expect(asked).toMatchObject({ reply: { kind: 'failed', reason: 'refused' }, calls: 1 });
});

test('name and number match when anything comes back, and do not when nothing does', async () => {
  const check = () => checkIdentity(SOURCE, meansAt(server.origin, SECRET), 'matched', ZHANG_SAN);
  expect(await check()).toMatchObject({ word: 'yes', calls: 2 });
  expect(JSON.parse(server.asked.at(-1)!.body.toString())).toEqual({ XM: '张三', ZJHM: '110101199003071233' });
  replies[MATCH] = { body: { code: '0', message: 'success', data: [] } };
  expect((await check()).word).toBe('no');
});
