/** What stands behind the national gateway, one source of each kind: a ministry's signed form, SOAP, and the police ministry's conditions. */
import { createCipheriv, createHash, createHmac } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { askSource } from './index.ts';
import type { SourceFile } from './source-file.ts';
import { type Asked, type LoopbackSource, type Reply, startLoopbackSource } from './testing/loopback-source.ts';
import { MORNING, meansAt, sourceFile, ZHANG_SAN } from './testing/means.ts';

const GATEWAY = { rid: 'rid-demo', appKey: 'appkey-demo' };
const BAD_SIGNATURE = { body: { code: '-1', data: '', message: '签名错误' } };

let server: LoopbackSource;
afterEach(() => server.stop());

/** The gateway itself: renews, checks its four headers, and lets through what is signed for `sid`. */
async function serve(sid: string, behind: (asked: Asked) => Reply, prefix = 'gjzwfwpt'): Promise<string> {
  const isSigned = (fields: Record<string, unknown>, key: string) => {
    const [rid, time] = [fields[`${prefix}_rid`], fields[`${prefix}_rtime`]];
    const text = `${fields[`${prefix}_sid`]}${rid}${time}`;
    const fresh = Math.abs(Number(time) - MORNING) < 30_000;
    return fresh && fields[`${prefix}_sign`] === createHmac('sha256', key).update(text).digest('base64');
  };
  server = await startLoopbackSource((asked) => {
    if (asked.path === '/sysapi/auth/refreshappsecret') {
      if (!isSigned(JSON.parse(asked.body.toString()), GATEWAY.appKey)) return BAD_SIGNATURE;
      const sha1 = (bytes: string | Buffer) => createHash('sha1').update(bytes).digest();
      const cipher = createCipheriv('aes-128-ecb', sha1(sha1(GATEWAY.appKey)).subarray(0, 16), null);
      const secret = cipher.update('app-secret', 'utf8', 'base64') + cipher.final('base64');
      return { body: { code: '0', message: 'success', data: { secret, secretEndTime: String(MORNING + 7_200_000) } } };
    }
    if (!isSigned(asked.headers, 'app-secret')) return BAD_SIGNATURE;
    if (asked.headers[`${prefix}_sid`] !== sid) return { body: { code: 'E-106', data: '', message: '不在授权列表' } };
    return behind(asked);
  });
  return server.origin;
}

const ask = (source: SourceFile, origin: string, secret: Record<string, string>) =>
  askSource(source, meansAt(origin, { ...GATEWAY, ...secret }), ZHANG_SAN).then(({ reply }) => reply);

describe('a ministry’s signed form', () => {
  const SOURCE = sourceFile('state-council');
  const SECRET = { accessKey: 'ak-demo', accessSecret: 'as-demo' };
  const ROW = { xm: '张三', zjhm: '110101199003071233', hsjg: '01', bgsj: '2022-07-31 16:00:00', hcrs: '10' };

  const behind = ({ headers, body }: Asked): Reply => {
    const { sign, ...fields } = Object.fromEntries(new URLSearchParams(body.toString()));
    const names = ['access_key', 'biz_content', 'format', 'request_id', 'timestamp', 'version'];
    const text = names.map((name) => `${name}=${fields[name]}`).join('&');
    const fits =
      sign === createHmac('sha256', SECRET.accessSecret).update(text).digest('hex') &&
      /^202208010[78]\d{4}$/.test(fields.timestamp ?? '') &&
      headers['content-type']?.startsWith('application/x-www-form-urlencoded') &&
      fields.biz_content === '{"xm":"张三","zjlx":"10","zjhm":"110101199003071233"}';
    return { body: fits ? { code: '1', msg: 'success', biz_data: { result: [ROW] } } : { code: '2', msg: '验签失败' } };
  };

  test('goes through under both signatures', async () => {
    const origin = await serve('s_gwy_nat', behind);
    expect(await ask(SOURCE, origin, SECRET)).toMatchObject({
      kind: 'found',
      results: [{ outcome: 'negative', poolSize: 10 }],
    });
    expect(await ask(SOURCE, origin, { ...SECRET, accessSecret: 'wrong' })).toMatchObject({ reason: 'refused' });
    expect(await ask(SOURCE, origin, { ...SECRET, appKey: 'wrong' })).toMatchObject({ reason: 'refused' });
  });
});

describe('SOAP', () => {
  const SOURCE = sourceFile('ningxia');
  const SECRET = { username: 'u-demo', password: 'p<d>emo' };
  const escaped = (xml: string) => xml.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const answer = (body: string, code = '200') =>
    `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><getHsjcResponse xmlns="urn:nx:hsjc"><return>${escaped(`<response><responseinfo><code>${code}</code><message/></responseinfo>${body}</response>`)}</return></getHsjcResponse></s:Body></s:Envelope>`;
  const ROW =
    '<data><xm>张三</xm><zjhm>110101199003071233</zjhm><jg>阴性</jg><cysj>20220731080000</cysj><bgsj/><hcbs>10</hcbs></data>';

  test('is told whom to ask about by a nested document, and answers as text', async () => {
    const origin = await serve('s_nx_hsjc', ({ path, headers, body }) => {
      const xml = body.toString();
      const [, input = ''] = /<xmlInput>(.*)<\/xmlInput>/.exec(xml) ?? [];
      const document = Buffer.from(input, 'base64').toString();
      const asked =
        /^<request><requestinfo><requestDate>2022-08-01 07:4\d:\d\d<\/requestDate><requestOrgCode>huren<\/requestOrgCode><requestOrgName>互认<\/requestOrgName><\/requestinfo><body><data><xm>张三<\/xm><zjlx>01<\/zjlx><zjhm>110101199003071233<\/zjhm><\/data><\/body><\/request>$/;
      const fits =
        path === '/wsproxy' &&
        headers.soapaction === '"urn:getHsjc"' &&
        headers['content-type'] === 'text/xml; charset=UTF-8' &&
        xml.includes('<getHsjc xmlns="urn:nx:hsjc"><username>u-demo</username><password>p&lt;d&gt;emo</password>') &&
        asked.test(document);
      return { body: fits ? answer(`<body>${ROW}${ROW.replace('阴性', '检测中')}</body>`) : answer('<body/>', '401') };
    });
    const reply = await ask(SOURCE, origin, SECRET);
    expect(reply).toMatchObject({ kind: 'found', results: [{ outcome: 'negative', poolSize: 10 }, {}] });
    expect(await ask(SOURCE, origin, { ...SECRET, password: 'wrong' })).toMatchObject({ reason: 'refused' });
  });

  test.each<[string, Reply, object]>([
    ['an empty body is none', { body: answer('<body/>') }, { kind: 'none' }],
    ['their quota', { body: answer('<body/>', '429') }, { reason: 'over-quota' }],
    [
      'the gateway’s own quota, in JSON',
      { body: { code: '429', data: '', message: '超限' } },
      { reason: 'over-quota' },
    ],
    [
      'the gateway’s own failure, in JSON',
      { body: { code: '-1', data: '', message: '服务异常' } },
      { reason: 'source-error' },
    ],
    [
      'a fault',
      {
        status: 500,
        body: '<s:Envelope xmlns:s="u"><s:Body><s:Fault><faultcode>s:Server</faultcode></s:Fault></s:Body></s:Envelope>',
      },
      { reason: 'source-error' },
    ],
    ['JSON that says nothing', { body: {} }, { reason: 'unreadable' }],
    ['a page at night', { body: '<html><body>系统维护中</body></html>' }, { reason: 'unreadable' }],
  ])('%s', async (_name, reply, expected) => {
    const origin = await serve('s_nx_hsjc', () => reply);
    expect(await ask(SOURCE, origin, SECRET)).toMatchObject(expected);
  });

  test('another service number is not ours to ask', async () => {
    const origin = await serve('another', () => ({ body: answer('<body/>') }));
    expect(await ask(SOURCE, origin, SECRET)).toMatchObject({ reason: 'refused' });
  });
});

describe('the police ministry’s conditions', () => {
  const SOURCE = sourceFile('xpcc');
  const SECRET = { senderId: 's-demo', authorizeInfo: 'a-demo', userCardId: 'c-demo', userName: 'n-demo' };
  const ROW = {
    XM: '张三',
    GMSFHM: '110101199003071233',
    HSJG: '0',
    CYSJ: '2022/07/31 08:00:00',
    BGSJ: '2022/07/31 16:00:00',
  };

  test('name the number inside the condition', async () => {
    const origin = await serve('s_bt_hsjc', ({ body }) => {
      const asked = JSON.parse(body.toString());
      if (asked.AuthorizeInfo !== 'a-demo') return { body: { Code: '10', Message: '未授权' } };
      const fits = asked.Params.Condition === "GMSFHM='110101199003071233'" && asked.EndUser.UserName === 'n-demo';
      return { body: fits ? { Code: '1', PayLoad: { Data: { Result: [ROW] } } } : { Code: '99' } };
    });
    expect(await ask(SOURCE, origin, SECRET)).toMatchObject({ kind: 'found', results: [{ outcome: 'negative' }] });
    expect(await ask(SOURCE, origin, { ...SECRET, authorizeInfo: 'wrong' })).toMatchObject({ reason: 'refused' });
  });
});

test('the older gateway has other names, and some services want the four fields in the body too', async () => {
  const { settings, ...file } = sourceFile('national-platform');
  const source = { ...file, settings: { ...settings, prefix: 'gjgxjhpt', repeatInBody: true } };
  const origin = await serve(
    's_nat_results',
    ({ headers, body }) => {
      const sent = JSON.parse(body.toString());
      const same = ['rid', 'sid', 'rtime', 'sign'].every(
        (name) => sent[`gjgxjhpt_${name}`] === headers[`gjgxjhpt_${name}`],
      );
      return { body: same && sent.xm === '张三' ? { code: '200', data: null } : { code: '300', data: null } };
    },
    'gjgxjhpt',
  );
  expect(await ask(source, origin, {})).toMatchObject({ kind: 'none' });
});
