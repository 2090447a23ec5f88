/** Jiangsu, Anhui and Guangdong: three recipes, each checked by a server that signs for itself. */
import { createHash } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { askSource } from './index.ts';
import { type Asked, type LoopbackSource, type Reply, startLoopbackSource } from './testing/loopback-source.ts';
import { MORNING, meansAt, sourceFile, ZHANG_SAN } from './testing/means.ts';

let server: LoopbackSource;
afterEach(() => server.stop());

async function serve(answer: (asked: Asked) => Reply): Promise<string> {
  server = await startLoopbackSource(answer);
  return server.origin;
}

const fresh = (ms: number) => Math.abs(ms - MORNING) < 30_000;

test('Jiangsu signs key, secret and milliseconds by SHA-1 in a header', async () => {
  const origin = await serve(({ headers, body }) => {
    const sign = createHash('sha1').update(`key-demosecret-demo${headers.timestamp}`).digest('hex');
    const fits = headers.appkey === 'key-demo' && headers.signature === sign && fresh(Number(headers.timestamp));
    if (!fits || body.toString() !== '{"name":"张三","cardNo":"110101199003071233"}')
      return { status: 401, body: { resCode: 401 } };
    return { body: { resCode: 0, resMessage: 'OK', data: { reportList: [] } } };
  });
  const ask = (appSecret: string) =>
    askSource(sourceFile('jiangsu'), meansAt(origin, { appKey: 'key-demo', appSecret }), ZHANG_SAN);
  expect((await ask('secret-demo')).reply.kind).toBe('none');
  expect((await ask('wrong')).reply).toMatchObject({ kind: 'failed', reason: 'refused' });
});

test('Anhui signs all parameters and the secret, sorted, by SHA-256 among the parameters', async () => {
  const row = { isDelete: '*三', isValid: '1101**********1233', name: 'd41d8cd9', idCardNo: '98f00b20' };
  const origin = await serve(({ headers, body }) => {
    const form = new URLSearchParams(body.toString());
    const given = form.get('sign');
    form.delete('sign');
    form.append('secretKey', 'secret-demo');
    const text = [...form]
      .map(([name, value]) => `${name}=${value}`)
      .sort()
      .join('&');
    const sign = createHash('sha256').update(text).digest('hex').toUpperCase();
    const fits =
      given === sign && fresh(Number(form.get('timestamp'))) && headers['content-type']?.includes('form-urlencoded');
    if (!fits) return { body: { code: '1001', msg: '签名错误' } };
    const hsList = [
      {
        ...row,
        hsjcjg: '阴性',
        hscjsj: '2022-07-31 08:00:00',
        hsjcsj: '2022-07-31 12:00:00',
        hsjcjgmc: '某检测所',
        hscjjgmc: '某采样点',
      },
      { ...row, hsjcjg: '阴性', hscjsj: null, hsjcsj: '2022-07-29 12:00:00', hsjcjgmc: '外省检测所', hscjjgmc: null },
      { ...row, isDelete: '*四', isValid: '3201**********0031', hsjcjg: '阳性', hsjcsj: '2022-07-30 12:00:00' },
    ];
    return { body: { code: '0', msg: 'ok', data: { hsFlag: true, hsList } } };
  });
  const ask = (secretKey: string) =>
    askSource(sourceFile('anhui'), meansAt(origin, { appId: 'app-demo', secretKey }), ZHANG_SAN);
  const { reply } = await ask('secret-demo');
  expect(reply.kind === 'found' && reply.results).toEqual([
    {
      outcome: 'negative',
      sampleCollectedAt: Date.parse('2022-07-31T08:00:00+08:00'),
      testedAt: Date.parse('2022-07-31T12:00:00+08:00'),
      institution: '某检测所',
      samplingPoint: '某采样点',
    },
    { outcome: 'negative', testedAt: Date.parse('2022-07-29T12:00:00+08:00'), institution: '外省检测所' },
  ]);
  expect((await ask('wrong')).reply).toMatchObject({ kind: 'failed', reason: 'refused' });
});

test('Anhui: no flag is none, too often is over quota', async () => {
  let body: object = { code: '0', msg: 'ok', data: { hsFlag: false } };
  const origin = await serve(() => ({ body }));
  const ask = () =>
    askSource(sourceFile('anhui'), meansAt(origin, { appId: 'app-demo', secretKey: 'secret-demo' }), ZHANG_SAN);
  expect((await ask()).reply.kind).toBe('none');
  body = { code: '1002', msg: '超限' };
  expect((await ask()).reply).toMatchObject({ reason: 'over-quota' });
});

test('Guangdong signs seconds, token and nonce; kinds of document go by WS 364; 0 is negative and 1 positive', async () => {
  const row = {
    xm: '张三',
    zjhm: '110101199003071233',
    jgmc: '某检测所',
    cysj: MORNING - 86_400_000,
    jcsj: null,
    bgsj: null,
    hjbs: '1',
  };
  const origin = await serve(({ headers, body }) => {
    const { 'x-tif-timestamp': seconds, 'x-tif-nonce': nonce } = headers;
    const sign = createHash('sha256').update(`${seconds}token-demo${nonce}${seconds}`).digest('hex');
    const fits =
      headers['x-tif-signature'] === sign && headers['x-tif-paasid'] === 'paas-demo' && fresh(Number(seconds) * 1000);
    if (!fits || headers['x-tif-serviceid'] !== 'nat-results') return { status: 401, body: { errcode: 401 } };
    const { zjlx } = JSON.parse(body.toString());
    if (zjlx !== '01') return { status: 429, headers: { 'retry-after': '5' } };
    const list = ['0', '1', '2', '3', '9'].map((jg) => ({ ...row, jg }));
    return { body: { errcode: 0, errmsg: 'ok', data: { list } } };
  });
  const means = () => meansAt(origin, { paasId: 'paas-demo', token: 'token-demo' });
  const { reply } = await askSource(sourceFile('guangdong'), means(), ZHANG_SAN);
  const rest = { sampleCollectedAt: MORNING - 86_400_000, institution: '某检测所', poolSize: 1 };
  expect(reply.kind === 'found' && reply.results).toEqual([
    { outcome: 'negative', ...rest },
    { outcome: 'positive', ...rest },
    { outcome: 'inconclusive', ...rest },
    rest,
    { outcomeUnknown: true, ...rest },
  ]);
  const passport = { ...ZHANG_SAN, document: { type: 'passport', number: 'E12345678' } } as const;
  const overQuota = await askSource(sourceFile('guangdong'), means(), passport);
  expect(overQuota.reply).toMatchObject({ kind: 'failed', reason: 'over-quota' });
  expect((overQuota.reply as { retryAt: number }).retryAt).toBeGreaterThan(MORNING + 4_999);
});
