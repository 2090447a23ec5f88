/** Further signatures over a real connection, one source of each kind: the server signs for itself, from the interface document. */
import { createHash, createHmac } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { askSource } from './index.ts';
import { type Asked, type LoopbackSource, type Reply, startLoopbackSource } from './testing/loopback-source.ts';
import { MORNING, meansAt, sourceFile, ZHANG_SAN } from './testing/means.ts';

let server: LoopbackSource;
afterEach(() => server.stop());

const NUMBER = '110101199003071233';
const formOf = ({ body }: Asked) => Object.fromEntries(new URLSearchParams(body.toString()));
const jsonOf = ({ body }: Asked) => JSON.parse(body.toString()) as Record<string, string>;
const hash = (algorithm: string, text: string) => createHash(algorithm).update(text).digest('hex');
const hmac = (key: string, text: string) => createHmac('sha256', key).update(text).digest('base64');
const fresh = (ms: unknown) => Math.abs(Number(ms) - MORNING) < 30_000;

function sorted(fields: Record<string, unknown>): string {
  const names = Object.keys(fields).sort();
  return names.map((name) => `${name}=${fields[name]}`).join('&');
}

interface Dialect {
  secret: Record<string, string>;
  /** Whether the request is the one agreed, with its signature. */
  fits(asked: Asked): boolean;
  none: Reply;
  refused: Reply;
}

/** The lines Alibaba's gateway documents. */
function aliFits({ headers, body, path }: Asked, address: string, contentMd5: string): boolean {
  const own = ['key', 'nonce', 'timestamp'].map((name) => `x-ca-${name}:${headers[`x-ca-${name}`]}`);
  const text = ['POST', 'application/json', contentMd5, headers['content-type'], '', ...own, path + address];
  return (
    headers['x-ca-signature'] === hmac('s-demo', text.join('\n')) && fresh(headers['x-ca-timestamp']) && body.length > 0
  );
}

const ALI = { appKey: 'k-demo', appSecret: 's-demo' };
const ALI_REFUSED = { status: 403, headers: { 'x-ca-error-message': 'Invalid Signature' } };

const DIALECTS: Record<string, Dialect> = {
  xian: {
    secret: { privateKey: 's-demo' },
    fits({ method, query, headers, body }) {
      const [name, cardNum, { timestamp, uuid }] = [query.get('name'), query.get('cardNum'), headers];
      const text = `cardNum=${cardNum}driverName=webname=${name}privateKey=s-demotimestamp=${timestamp}uuid=${uuid}`;
      const signature = hash('sha1', hash('md5', text).slice(3, 28));
      const asked = method === 'POST' && name === '张三' && cardNum === NUMBER && body.length === 0;
      return (
        asked && headers.signature === signature && headers.drivername === 'web' && fresh(Number(timestamp) * 1000)
      );
    },
    none: { body: { code: 200, msg: '操作成功', data: [] } },
    refused: { body: { code: 401, msg: '签名错误' } },
  },
  heilongjiang: {
    secret: ALI,
    fits(asked) {
      const contentMd5 = createHash('md5').update(asked.body).digest('base64');
      return (
        asked.headers['content-md5'] === contentMd5 && aliFits(asked, '', contentMd5) && jsonOf(asked).xm === '张三'
      );
    },
    none: { body: { code: 404, msg: '未查询到数据', data: null } },
    refused: ALI_REFUSED,
  },
  yunnan: {
    secret: ALI,
    fits: (asked) => {
      const { idNumber, name } = formOf(asked);
      return aliFits(asked, `?idNumber=${idNumber}&name=${name}`, '') && name === '张三';
    },
    none: { body: { code: 'SUCCESS', data: [] } },
    refused: ALI_REFUSED,
  },
  hebei: {
    secret: { appId: 'a-demo', secretKey: 's-demo' },
    fits(asked) {
      const { sign, ...fields } = formOf(asked);
      return sign === hash('sm3', sorted({ ...fields, secretKey: 's-demo' })).toUpperCase() && fresh(fields.timestamp);
    },
    none: { body: { code: '0000', msg: '成功', data: null } },
    refused: { body: { code: '1001', msg: '签名错误' } },
  },
  jilin: {
    secret: { appKey: 'a-demo', secret: 's-demo' },
    fits(asked) {
      const { sign, ...fields } = jsonOf(asked);
      return sign === hash('sm3', `${sorted(fields)}&key=s-demo`) && fields.idNo === NUMBER;
    },
    none: { body: { success: true, code: 200, data: { natList: [] } } },
    refused: { body: { success: false, code: 4010, data: null } },
  },
  shanxi: {
    secret: { appKey: 'a-demo', appSecret: 's-demo' },
    fits(asked) {
      const { sign, ...fields } = formOf(asked);
      const time = /^2022-08-01 07:4\d:\d\d$/.test(fields.timestamp!);
      const asks = fields.param === `{"name":"张三","certType":"01","certNo":"${NUMBER}"}` && fields.v === '1.0';
      return sign === hash('md5', `${sorted(fields)}s-demo`).toUpperCase() && time && asks;
    },
    none: { body: { code: '1', msg: 'ok', result: {} } },
    refused: { body: { code: '25', msg: 'sign' } },
  },
  shandong: {
    secret: { clientId: 'a-demo', secretKey: 's-demo' },
    fits(asked) {
      const { headers } = asked;
      const [time, nonce] = [headers['x-timestamp'], headers['x-nonce']];
      const counts = JSON.stringify(jsonOf(asked)).includes('"STARTNUM":0,"PAGENUM":10');
      return headers['x-signature'] === hmac('s-demo', `a-demo${time}${nonce}`) && fresh(time) && counts;
    },
    none: { body: { status: '200', message: '', data: [] } },
    refused: { status: 401, body: { status: '401', message: '签名错误' } },
  },
  wuhan: {
    secret: { appid: 'a-demo', key: 's-demo' },
    fits(asked) {
      const { sign, time, idNo } = formOf(asked);
      return sign === hash('md5', `a-demo${time}${idNo}s-demo`) && idNo === NUMBER && fresh(Number(time) * 1000);
    },
    none: { body: { code: 0, msg: '', data: [] } },
    refused: { body: { code: -2, msg: '' } },
  },
};

test.each(Object.entries(DIALECTS))(
  '%s takes our signature, and no other',
  async (id, { secret, fits, none, refused }) => {
    server = await startLoopbackSource((asked) => (fits(asked) ? none : refused));
    const ask = (given: Record<string, string>) => askSource(sourceFile(id), meansAt(server.origin, given), ZHANG_SAN);
    expect(await ask(secret)).toMatchObject({ reply: { kind: 'none' }, calls: 1 });
    const last = Object.keys(secret).at(-1)!;
    expect(await ask({ ...secret, [last]: 'wrong' })).toMatchObject({
      reply: { kind: 'failed', reason: 'refused' },
      calls: 1,
    });
    expect(await ask({})).toMatchObject({ reply: { kind: 'failed', reason: 'refused' }, calls: 0 });
  },
);

test.each([
  ['hebei', { body: { code: '1002', msg: '时间戳超限' } }, 'refused'],
  ['yunnan', { status: 403, headers: { 'x-ca-error-message': 'Expired' } }, 'refused'],
  ['yunnan', { status: 429 }, 'over-quota'],
])('a clock that is off, or a quota, as %s says it: %j', async (id, reply, reason) => {
  server = await startLoopbackSource(() => reply);
  const { secret } = DIALECTS[id]!;
  expect((await askSource(sourceFile(id), meansAt(server.origin, secret), ZHANG_SAN)).reply).toMatchObject({ reason });
});
