/**
 * How requests are written and signed. Vectors of public clients are given as they are; where there is none, the text to be
 * signed is written out by hand from the interface document and digested here by Node alone.
 */
import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { instantOf } from '../core/index.ts';
import type { Connection, HttpRequest, Question } from './protocol.ts';
import { type RequestSettings, type Target, valuesOf, writeRequest } from './request.ts';
import type { SourceFile } from './source-file.ts';
import { meansAt, sourceFile, ZHANG_SAN } from './testing/means.ts';

const AT = instantOf(1_659_096_000_000); // 29 July 2022, 20:00 in Beijing
const NUMBER = '110101199003071233';

interface Given {
  secret?: Record<string, string>;
  question?: Question;
  nonce?: string;
  token?: string;
}

function write(
  settings: RequestSettings,
  target: Target,
  { secret = {}, question = ZHANG_SAN, nonce, token }: Given = {},
) {
  const means = meansAt('http://unasked.example', secret, nonce ? { nonce: () => nonce } : {});
  const source = { documents: { 'resident-id': '01' } } as SourceFile;
  const connection = { source, ...means, now: () => AT } as unknown as Connection;
  const values = valuesOf(connection, settings.timestamp, target, question);
  return writeRequest(settings, target, { ...values, $token: token });
}

/** The first service of a source as its own file has it. */
function writeFor(id: string, given: Given): HttpRequest {
  const { settings, results } = sourceFile(id);
  return write(settings as RequestSettings, results[0]!, given);
}

const form = ({ body }: HttpRequest) => Object.fromEntries(new URLSearchParams(String(body)));
const json = ({ body }: HttpRequest) => JSON.parse(String(body));
const md5 = (text: string, encoding: 'hex' | 'base64' = 'hex') => createHash('md5').update(text).digest(encoding);
const sm3 = (text: string) => createHash('sm3').update(text).digest('hex');
const hmac = (algorithm: string, key: string, text: string) => createHmac(algorithm, key).update(text);

describe('vectors of public clients', () => {
  test('Zhejiang: MD5 over key, secret and milliseconds', () => {
    const sent = form(writeFor('zhejiang', { secret: { appKey: 'A330demo' }, token: 'secretdemo' }));
    expect(sent).toEqual({
      sfzh: NUMBER,
      appKey: 'A330demo',
      sign: '74af817437a0587cabd68b8d76b46e52',
      requestTime: '1659096000000',
    });
  });

  test.each([
    ['guangdong', 'a21181d3bb9e503926d533d8cb4488a83bd41f07872f67cadb34f0d434f36167'],
    ['inner-mongolia', 'A21181D3BB9E503926D533D8CB4488A83BD41F07872F67CADB34F0D434F36167'],
  ])('TIF headers as %s writes them', (id, signature) => {
    const { headers } = writeFor(id, { secret: { paasId: 'paas-demo', token: 'token-demo' } });
    expect(headers).toMatchObject({
      'x-tif-paasid': 'paas-demo',
      'x-tif-timestamp': '1659096000',
      'x-tif-nonce': 'abc-123',
      'x-tif-signature': signature,
    });
  });

  test('Xi’an: sorted without separators, MD5, the fourth to the twenty-eighth character, SHA-1; the body empty', () => {
    const request = writeFor('xian', { secret: { privateKey: 'pk-demo' }, nonce: 'u-demo' });
    expect(request).toMatchObject({
      method: 'POST',
      path: `/prod-api/naat/open/api/getResultByCardNumAndName?name=%E5%BC%A0%E4%B8%89&cardNum=${NUMBER}`,
      headers: {
        driverName: 'web',
        timestamp: '1659096000',
        uuid: 'u-demo',
        signature: '085621ad1c271c824af2b8566e04ef80d588c011',
      },
    });
    expect(request.body).toBeUndefined();
  });

  test('Shandong: HMAC over client, milliseconds and nonce', () => {
    const secret = { clientId: 'cid-demo', secretKey: 'sk-demo' };
    expect(
      writeFor('shandong', {
        secret,
        nonce: 'nonce1',
        question: { ...ZHANG_SAN, turn: { $start: '0', $pageSize: '10' } },
      }).headers,
    ).toMatchObject({
      'X-Client-Id': 'cid-demo',
      'X-Timestamp': '1659096000000',
      'X-Nonce': 'nonce1',
      'X-Signature': 'ID7teeaNIcV9T07iQV3zmPPGKfTqMnaCAMfHFyI/ZNQ=',
    });
  });
});

describe('vectors written out by hand', () => {
  test('Hebei: SM3 in upper case over all parameters and the secret, sorted', () => {
    const sent = form(writeFor('hebei', { secret: { appId: 'id-demo', secretKey: 'sk-demo' } }));
    const text = `appId=id-demo&nonce=abc-123&secretKey=sk-demo&timestamp=1659096000000&xm=张三&zjhm=${NUMBER}&zjlx=01`;
    expect(sent.sign).toBe(sm3(text).toUpperCase());
    expect(Object.keys(sent)).not.toContain('secretKey');
  });

  test('Jilin: SM3 over the sorted parameters with the key at the end', () => {
    const sent = json(writeFor('jilin', { secret: { appKey: 'key-demo', secret: 'sk-demo' } }));
    const text = `appKey=key-demo&idNo=${NUMBER}&idType=01&name=张三&nonceStr=abc-123&timestamp=1659096000&key=sk-demo`;
    expect(sent.sign).toBe(sm3(text));
  });

  test('Shanxi: the question as JSON in one parameter, the time as text, MD5', () => {
    const sent = form(writeFor('shanxi', { secret: { appKey: 'key-demo', appSecret: 'sk-demo' } }));
    const param = `{"name":"张三","certType":"01","certNo":"${NUMBER}"}`;
    const text = `appKey=key-demo&method=sx.nat.query&param=${param}&timestamp=2022-07-29 20:00:00&v=1.0sk-demo`;
    expect(sent).toMatchObject({ param, timestamp: '2022-07-29 20:00:00', v: '1.0', sign: md5(text).toUpperCase() });
  });

  test('the State Council’s ministry form: HMAC over the sorted envelope', () => {
    const secret = { accessKey: 'ak-demo', accessSecret: 'as-demo' };
    const sent = form(writeFor('state-council', { secret }));
    const biz = `{"xm":"张三","zjlx":"01","zjhm":"${NUMBER}"}`;
    const text = `access_key=ak-demo&biz_content=${biz}&format=json&request_id=abc-123&timestamp=20220729200000&version=1.0`;
    expect(sent.sign).toBe(hmac('sha256', 'as-demo', text).digest('hex'));
  });

  const ALI = { appKey: 'key-demo', appSecret: 'sk-demo' };
  const lines = (...text: string[]) => hmac('sha256', 'sk-demo', text.join('\n')).digest('base64');
  const NAMED = ['x-ca-key:key-demo', 'x-ca-nonce:abc-123', 'x-ca-timestamp:1659096000000'];

  test('Alibaba’s gateway with JSON: the body by its MD5', () => {
    const { headers, body } = writeFor('heilongjiang', { secret: ALI });
    const contentMd5 = md5(`{"xm":"张三","zjlx":"01","zjhm":"${NUMBER}"}`, 'base64');
    const type = 'application/json; charset=utf-8';
    expect(body).toBe(`{"xm":"张三","zjlx":"01","zjhm":"${NUMBER}"}`);
    expect(headers).toMatchObject({
      accept: 'application/json',
      'content-type': type,
      'content-md5': contentMd5,
      'X-Ca-Signature-Headers': 'x-ca-key,x-ca-nonce,x-ca-timestamp',
      'X-Ca-Signature': lines('POST', 'application/json', contentMd5, type, '', ...NAMED, '/nat/result/query'),
    });
  });

  test('Alibaba’s gateway with a form: its parameters sorted behind the path, unencoded', () => {
    const { headers } = writeFor('yunnan', { secret: ALI });
    const type = 'application/x-www-form-urlencoded; charset=utf-8';
    const address = `/ynjkm/natList?idNumber=${NUMBER}&name=张三`;
    expect(headers['X-Ca-Signature']).toBe(lines('POST', 'application/json', '', type, '', ...NAMED, address));
  });

  test('Beijing: its own number of the service and the token are signed, the question is a nested body', () => {
    const question: Question = { ...ZHANG_SAN, turn: { $page: '2', $pageSize: '20' } };
    const request = writeFor('beijing', { secret: { callerId: 'caller-demo' }, token: 'token-demo', question });
    const signature = createHash('sha256').update('caller-demobj_hsjc1659096000000token-demo').digest('hex');
    expect(request.headers).toMatchObject({ 'X-Service-Id': 'bj_hsjc', 'X-Sign': signature.toUpperCase() });
    expect(json(request)).toMatchObject({
      page: 2, // a number, as pages are in JSON
      whereList: [
        [{ queryValue: '张三' }, { queryValue: '01' }, { queryField: 'zjhm', logical: 'equals', queryValue: NUMBER }],
      ],
    });
  });

  test('the Corps: a condition with the number inside, the rest as it stands', () => {
    const secret = { senderId: 's', authorizeInfo: 'a', userCardId: 'u', userName: 'n' };
    const { Params, SenderId } = json(writeFor('xpcc', { secret }));
    expect([Params.Condition, Params.InfoCodeMode, SenderId]).toEqual([`GMSFHM='${NUMBER}'`, '0', 's']);
  });
});

describe('what a recipe may say', () => {
  const signed = (
    signature: object,
    given: Given = {},
    parameters: Record<string, string> = { b: '2', a: '1', c: '' },
  ) =>
    write(
      {
        signature: { digest: 'md5', encoding: 'hex', ...signature } as RequestSettings['signature'],
        headers: { s: '$signature' },
      },
      { path: '/p', parameters },
      given,
    ).headers.s;

  test.each<[string, object, string]>([
    ['pairs joined by what it names', { sorted: {}, join: '|' }, 'a=1|b=2|c='],
    ['names left out', { sorted: {}, leaveOut: ['b'] }, 'a=1&c='],
    ['empty values left out', { sorted: {}, leaveOutEmpty: true }, 'a=1&b=2'],
    ['pairs that are not sent', { sorted: { ab: '$secret.key' } }, 'a=1&ab=k&b=2&c='],
    [
      'parts with a separator',
      { parts: ['$method', '$path', '$body'], separator: '\n' },
      'POST\n/p\n{"b":"2","a":"1","c":""}',
    ],
    ['placeholders inside a part', { parts: ['k:${secret.key};', '${nonce}'] }, 'k:k;abc-123'],
  ])('%s', (_name, recipe, text) => expect(signed(recipe, { secret: { key: 'k' } })).toBe(md5(text)));

  test('HMAC-SM3, and SM3 of it once more', () => {
    const recipe = { parts: ['abc'], digest: 'hmac-sm3', encoding: 'base64', key: '$secret.key' };
    const once = hmac('sm3', 'k', 'abc').digest('base64');
    expect(signed(recipe, { secret: { key: 'k' } })).toBe(once);
    const again = { digest: 'sm3', encoding: 'HEX' };
    expect(signed({ ...recipe, again }, { secret: { key: 'k' } })).toBe(sm3(once).toUpperCase());
  });

  test('a field the secret lacks is refused; a name that stands for nothing is the file’s mistake', () => {
    expect(() => signed({ parts: ['$secret.key'] })).toThrow('refused');
    expect(() => signed({ parts: ['${secret.key}'] })).toThrow('refused');
    expect(() => signed({ parts: ['$toString'] })).toThrow(RangeError);
    expect(() => write({}, { path: '/p', parameters: { a: '$nubmer' } })).toThrow('nothing stands for $nubmer');
  });
});

describe('where parameters go', () => {
  const target = { path: '/p', parameters: { name: '$name', page: '$page' } };
  const given = { question: { ...ZHANG_SAN, name: 'Li D’A + B', turn: { $page: '3' } } } as Given;

  test.each<[string, RequestSettings, Partial<Target>, object]>([
    ['JSON, with counts as numbers', {}, {}, { method: 'POST', path: '/p', body: '{"name":"Li D’A + B","page":3}' }],
    ['a form', { body: 'form' }, {}, { method: 'POST', path: '/p', body: 'name=Li+D%E2%80%99A+%2B+B&page=3' }],
    ['the query', { body: 'query' }, {}, { method: 'POST', path: '/p?name=Li%20D%E2%80%99A%20%2B%20B&page=3' }],
    ['the query of a GET', {}, { method: 'GET' }, { method: 'GET', path: '/p?name=Li%20D%E2%80%99A%20%2B%20B&page=3' }],
    ['one parameter', { wrap: 'q' }, {}, { body: '{"q":"{\\"name\\":\\"Li D’A + B\\",\\"page\\":3}"}' }],
    [
      'the query, beside a body',
      {},
      { parameters: { page: '$page' }, body: { n: '$name' } },
      { path: '/p?page=3', body: '{"n":"Li D’A + B"}' },
    ],
    [
      'one parameter, as the body says',
      { wrap: 'q', body: 'form' },
      { parameters: {}, body: [1, null, true, '$page'] },
      { body: 'q=%5B1%2Cnull%2Ctrue%2C3%5D' },
    ],
  ])('%s', (_name, settings, more, expected) => {
    const { headers: _headers, ...request } = write(settings, { ...target, ...more }, given);
    expect(request).toMatchObject(expected);
  });

  test('a name cannot end the condition it stands in, and cannot bring placeholders of its own', () => {
    const question = { ...ZHANG_SAN, name: "D'Angelo' OR '1'='1 ${secret.key} $number" };
    const body = { whole: '$name', inside: "XM='${name}'" };
    const sent = json(write({}, { path: '/p', parameters: {}, body }, { question, secret: { key: 'k' } }));
    expect(sent.whole).toBe(question.name);
    expect(sent.inside).toBe("XM='D''Angelo'' OR ''1''=''1 ${secret.key} $number'");
  });

  test('parameters in Base64 and hex', () => {
    const encode = { name: 'hex', page: 'base64' } as const;
    const sent = json(write({}, { path: '/p', parameters: { name: '$name', page: 'x' }, encode }));
    expect(sent).toEqual({ name: 'e5bca0e4b889', page: 'eA==' });
  });

  test('headers of the source and of the service', () => {
    const settings = { headers: { authorization: 'Bearer ${token}', b: 'source' } };
    const request = write(
      settings,
      { path: '/p', settings: { headers: { b: '$service.id' }, values: { id: 'service' } } },
      { token: 't' },
    );
    expect(request.headers).toMatchObject({ authorization: 'Bearer t', b: 'service' });
  });
});
