/** Zhejiang's gateway: a short secret renewed by a longer one, and the longer one by the appSecret. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { instantOf } from '../core/index.ts';
import { askSource, checkIdentity } from './index.ts';
import type { Clock } from './protocol.ts';
import { type LoopbackSource, startLoopbackSource } from './testing/loopback-source.ts';
import { MORNING, meansAt, runningClock, sourceFile, ZHANG_SAN } from './testing/means.ts';
import { createMemoryTokens } from './testing/memory-tokens.ts';

const SECRET = { appKey: 'A330demo', appSecret: 'secretdemo' };
const SOURCE = sourceFile('zhejiang');
const ROW = {
  xm: '张三',
  sfzh: '110101199003071233',
  cysj: '2022-07-31 08:00:00',
  bgsj: '2022-07-31 20:00:00',
  hsjcjg: '阴性',
  hsjcjgmc: '某检测所',
  cydmc: '某采样点',
  bgbh: 'ZJ20220731-0007',
  hcbs: '10',
};

let server: LoopbackSource;
let requestSecret: string;
let refreshSecret: string;
let given: number;
let rows: object[];

beforeEach(async () => {
  requestSecret = 'none yet';
  refreshSecret = 'none yet';
  given = 0;
  rows = [ROW];
  server = await startLoopbackSource(({ path, body }) => {
    const form = Object.fromEntries(new URLSearchParams(body.toString()));
    const key = path.endsWith('ByKey.htm')
      ? SECRET.appSecret
      : path.endsWith('BySec.htm')
        ? refreshSecret
        : requestSecret;
    const sign = createHash('md5').update(`${SECRET.appKey}${key}${form.requestTime}`).digest('hex');
    if (form.sign !== sign || form.appKey !== SECRET.appKey) return { body: { code: '14', msg: '签名无效' } };
    if (!path.startsWith('/gateway/app/')) return { body: { code: '00', msg: '成功', datas: rows } };
    given += 1;
    requestSecret = `request-${given}`;
    refreshSecret = `refresh-${given}`;
    const ends = { requestSecretEndTime: MORNING + 15 * 60_000, refreshSecretEndTime: MORNING + 48 * 3_600_000 };
    return { body: { code: '00', msg: '成功', datas: { requestSecret, refreshSecret, ...ends } } };
  });
});
afterEach(() => server.stop());

const paths = () => server.asked.map(({ path }) => path.split('/').at(-1));

function later(ms: number): Clock {
  return runningClock(instantOf(MORNING + ms));
}

test('by key at first, by the longer secret when the short one has run out, by key again when both have', async () => {
  const tokens = createMemoryTokens({ now: () => instantOf(now) });
  let now: number = MORNING;
  const ask = async (at: number) => {
    now = at;
    const clock = later(at - MORNING);
    return askSource(SOURCE, meansAt(server.origin, SECRET, { tokens, clock }), ZHANG_SAN);
  };
  expect(await ask(MORNING)).toMatchObject({ reply: { kind: 'found' }, calls: 2 });
  expect(await ask(MORNING + 60_000)).toMatchObject({ calls: 1 });
  expect(await ask(MORNING + 15 * 60_000)).toMatchObject({ reply: { kind: 'found' }, calls: 2 });
  expect(await ask(MORNING + 72 * 3_600_000)).toMatchObject({ reply: { kind: 'found' }, calls: 2 });
  const business = 'hsjc330.htm';
  const [byKey, bySecret] = ['refreshTokenByKey.htm', 'refreshTokenBySec.htm'];
  expect(paths()).toEqual([byKey, business, business, bySecret, business, byKey, business]);
});

test('when another voided both secrets, the call heals by key', async () => {
  const means = meansAt(server.origin, SECRET);
  await askSource(SOURCE, means, ZHANG_SAN);
  requestSecret = 'voided';
  refreshSecret = 'voided';
  const { reply, calls } = await askSource(SOURCE, means, ZHANG_SAN);
  expect(reply.kind).toBe('found');
  expect(calls).toBe(4); // refused, by the longer secret, by key, asked again
});

test('two environments renew once', async () => {
  const clock = runningClock();
  const tokens = createMemoryTokens(clock);
  const environment = () => askSource(SOURCE, meansAt(server.origin, SECRET, { tokens, clock }), ZHANG_SAN);
  const all = await Promise.all([environment(), environment(), environment()]);
  expect(all.map(({ reply }) => reply.kind)).toEqual(['found', 'found', 'found']);
  expect(given).toBe(1);
});

test('a row is read whole', async () => {
  const { reply } = await askSource(SOURCE, meansAt(server.origin, SECRET), ZHANG_SAN);
  expect(reply.kind === 'found' && reply.results).toEqual([
    {
      outcome: 'negative',
      sampleCollectedAt: Date.parse('2022-07-31T08:00:00+08:00'),
      reportIssuedAt: Date.parse('2022-07-31T20:00:00+08:00'),
      institution: '某检测所',
      samplingPoint: '某采样点',
      poolSize: 10,
      specimen: 'ZJ20220731-0007',
    },
  ]);
});

test('the holder of a report knows its number, has it by own name, and has it of late', async () => {
  const word = async (row: object, specimenNumber = 'zj20220731-0007 ') => {
    rows = [
      { ...ROW, bgbh: 'ZJ-OTHER' },
      { ...ROW, ...row },
    ];
    const question = { ...ZHANG_SAN, specimenNumber };
    return (await checkIdentity(SOURCE, meansAt(server.origin, SECRET), 'holder', question)).word;
  };
  expect(await word({})).toBe('yes');
  expect(await word({}, 'ZJ20220731-0008')).toBe('no');
  expect(await word({ bgbh: '' }, ' ')).toBe('no');
  await expect(word({}, '')).rejects.toThrow(RangeError);
  expect(await word({ xm: '李四', sfzh: '11010519491231002X' })).toBe('no');
  expect(await word({ cysj: '2022-07-18 07:45:01' })).toBe('yes');
  expect(await word({ cysj: '2022-07-18 07:44:00' })).toBe('no');
  rows = [];
  expect((await checkIdentity(SOURCE, meansAt(server.origin, SECRET), 'holder', ZHANG_SAN)).word).toBe('no');
});

test('only rows about others are no proof, and no failure either', async () => {
  rows = [{ ...ROW, xm: '李四', sfzh: '11010519491231002X' }];
  expect((await checkIdentity(SOURCE, meansAt(server.origin, SECRET), 'holder', ZHANG_SAN)).word).toBe('no');
  expect((await askSource(SOURCE, meansAt(server.origin, SECRET), ZHANG_SAN)).reply).toMatchObject({
    reason: 'wrong-person',
  });
});
