/** What is particular to one source: pages, tokens' ends, tasks, checks, odd encodings, and the vectors of the facts. */
import { createCipheriv } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, instantOf } from '../../../core/index.ts';
import { people } from '../../people/index.ts';
import { ask, hash, hmac, inOrder, post, postForm, type Sent, sendTo } from '../clients/client.ts';
import { throughGateway } from '../clients/in-steps.ts';
import { CLIENTS } from '../clients/index.ts';
import { hex, mac, sorted } from '../dialects/digests.ts';
import { sm4Decrypt, sm4Encrypt } from '../dialects/national-ciphers.ts';
import type { HeldTest } from '../holdings.ts';
import type { SourceId } from '../source-ids.ts';
import { strangersTest } from '../stranger.ts';
import { type Foreign, personOf, type TriedOut, tryOut } from '../try-out.ts';
import { SIMULATORS } from './index.ts';
import { signXian } from './xian.ts';

let source: TriedOut;
afterEach(() => source?.stop());

const start = async (id: SourceId, held?: (now: number) => HeldTest[]) => {
  source = await tryOut(SIMULATORS[id], held && ((_source, _asked, now) => held(now)));
  return sendTo(source.origin);
};
const read = ({ text }: Sent): Foreign => JSON.parse(text.replace(/^\ufeff/, ''));
const QIAO = personOf('qiao-anran');

describe('vectors of the facts', () => {
  it.each([
    [
      'Shandong',
      mac('sk-demo', 'cid-demo1659096000000nonce1', 'base64'),
      'ID7teeaNIcV9T07iQV3zmPPGKfTqMnaCAMfHFyI/ZNQ=',
    ],
    ['SM3', hex('sm3', 'abc'), '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
    [
      'D7',
      signXian({
        cardNum: '110101199003071233',
        driverName: 'web',
        name: '张三',
        privateKey: 'pk-demo',
        timestamp: '1659096000',
        uuid: 'u-demo',
      }),
      '085621ad1c271c824af2b8566e04ef80d588c011',
    ],
  ])('%s', (_name, actual, expected) => {
    expect(actual).toBe(expected);
  });

  it('SM4, one block', () => {
    const block = Buffer.from('0123456789abcdeffedcba9876543210', 'hex');
    const cipher = createCipheriv('sm4-ecb', block, null);
    expect(cipher.update(block).toString('hex')).toBe('681edf34d206965e86b3e94f536e4246');
    expect(sm4Decrypt(sm4Encrypt('阴性', block), block)).toBe('阴性');
    expect(sm4Decrypt(sm4Encrypt('阴性', block), Buffer.alloc(16))).toBe(undefined);
  });

  it('sorts by bytes, and leaves the signature out', () => {
    expect(sorted({ b: '2', B: '1', sign: 'x', a: '' }, 'sign')).toBe('B=1&a=&b=2');
  });
});

describe('pages', () => {
  it('beijing: twenty, then two, and no more', async () => {
    const send = await start('beijing');
    const { callerId, authCode } = source.secret;
    const { token } = read(await send('/auth/token', post({}, { callerId, authCode }))).data;
    const page = (number: number) => {
      const now = String(source.clock.now());
      const sign = hash('sha256', `${callerId}bj_hsjc${now}${token}`).toUpperCase();
      const values = { xm: QIAO.name, zjlx: '10', zjhm: QIAO.number };
      const whereList = [
        Object.entries(values).map(([queryField, queryValue]) => ({ queryField, logical: 'equals', queryValue })),
      ];
      const headers = {
        'X-Caller-Id': callerId!,
        'X-Service-Id': 'bj_hsjc',
        'X-Timestamp': now,
        'X-Token': token,
        'X-Sign': sign,
      };
      return send('/service/query', post(headers, { returnType: 'json', page: number, pageSize: 20, whereList }));
    };
    const pages = [read(await page(1)).data, read(await page(2)).data, read(await page(3)).data];
    expect(pages.map(({ total, list }) => [total, list.length])).toEqual([
      [22, 20],
      [22, 2],
      [22, 0],
    ]);
  });

  it('shandong: from the STARTNUMth row, PAGENUM at a time', async () => {
    const send = await start('shandong');
    const { clientId, secretKey } = source.secret;
    const from = (STARTNUM: unknown, PAGENUM: unknown = 10) => {
      const nonce = String(STARTNUM) + String(PAGENUM);
      const now = String(source.clock.now());
      const headers = {
        'x-client-id': clientId!,
        'x-timestamp': now,
        'x-nonce': nonce,
        'x-signature': hmac(secretKey!, clientId + now + nonce, 'base64'),
      };
      return send('/api/nat/list', post(headers, { XM: QIAO.name, ZJLX: '01', ZJHM: QIAO.number, STARTNUM, PAGENUM }));
    };
    const lengths = [];
    for (const at of [0, 10, '20', 30]) lengths.push(read(await from(at)).data.length);
    expect(lengths).toEqual([10, 10, 2, 0]);
    for (const wrong of [await from(0, 11), await from(0, 0), await from(-1), await from('a')]) {
      expect(read(wrong).status).toBe('500');
    }
  });

  it('zhengzhou: the third page of ten holds two', async () => {
    const send = await start('zhengzhou');
    const { appKey, appSecret } = source.secret;
    const fields = {
      appKey: appKey!,
      timestamp: String(source.clock.now()),
      name: QIAO.name,
      idCard: QIAO.number,
      pageNum: '3',
      pageSize: '10',
    };
    const sign = hash('md5', inOrder({ ...fields, appSecret: appSecret! }));
    const { data } = read(await send('/zzapp/nat/list', postForm({ ...fields, sign })));
    expect([data.total, data.pageNum, data.resultList.length]).toEqual([22, 3, 2]);
  });

  it('hainan: by a cursor that is good for ten minutes and for that person', async () => {
    const send = await start('hainan');
    const { app, secret } = source.secret;
    let calls = 0;
    const page = (cursor: string, id_no = QIAO.number) => {
      const [nonce, now] = [String(calls++), String(source.clock.now())];
      const headers = { 'x-app': app!, 'x-time': now, 'x-nonce': nonce, 'x-sign': hmac(secret!, app + now + nonce) };
      return send('/nat/list', post(headers, { name: QIAO.name, id_type: '10', id_no, limit: 20, cursor }));
    };
    const { next_cursor } = read(await page(''));
    expect(read(await page(next_cursor, '110101190001010006')).errcode).toBe(40032);
    source.clock.move(10 * 60_000 - 1);
    expect(read(await page(next_cursor))).toMatchObject({ errcode: 0, next_cursor: '', result: [{}, {}] });
    source.clock.move(1);
    expect(read(await page(next_cursor)).errcode).toBe(40032);
  });

  it('mingze-gene: by the address it gives, of its own host', async () => {
    const send = await start('mingze-gene');
    const bundle = read(await ask(CLIENTS['mingze-gene'], source, 'shen-yuqing'));
    expect([bundle.total, bundle.link[0].relation]).toEqual([12, 'next']);
    const { host, pathname, search } = new URL(bundle.link[0].url);
    expect(host).toBe('fhir.mingze.example');
    const headers = { authorization: `Bearer ${source.secret.accessToken}` };
    const next = read(await send(pathname + search, { method: 'GET', headers }));
    expect(next.entry.filter(({ search: { mode } }: Foreign) => mode === 'match')).toHaveLength(2);
    expect(next.link).toEqual([]);
    expect((await send(pathname + search, { method: 'GET' })).status).toBe(401);
    expect((await send('/fhir/r4/page?key=guessed', { method: 'GET', headers })).status).toBe(400);
  });
});

describe('tokens and secrets', () => {
  it.each([
    ['liaoning', 12 * HOUR_MS],
    ['beijing', 2 * HOUR_MS],
  ] as const)('%s: a token lives %d ms', async (id, livesMs) => {
    const send = await start(id);
    const { secret } = source;
    const given = read(await send(id === 'beijing' ? '/auth/token' : '/oauth/token', post({}, secret)));
    const { expiresIn, token, accessToken } = given.data ?? given.result;
    expect(expiresIn).toBe(livesMs / 1000);
    const code = async () => {
      const headers = { authorization: `Bearer ${accessToken}`, 'x-token': token ?? '' };
      const answer = read(await send(id === 'beijing' ? '/service/query' : '/nat/v2/query', post(headers, {})));
      return answer.code ?? answer.status;
    };
    source.clock.move(livesMs - 1);
    expect(await code()).not.toBe(40101);
    source.clock.move(1);
    expect(await code()).toBe(40101);
  });

  it('chongqing: a day, as it says', async () => {
    const send = await start('chongqing');
    const { appId, appSecret } = source.secret;
    const { data } = read(await send(`/gateway/token?appId=${appId}&appSecret=${appSecret}`, { method: 'GET' }));
    expect(Number(data.expires)).toBe(source.clock.now() + DAY_MS);
    source.clock.move(DAY_MS);
    expect(read(await send('/gateway/hsjc/query', post({ access_token: data.access_token }, {}))).code).toBe('A0002');
  });

  it('jiangxi: a quarter of an hour, renewed by a secret of 48 hours; two side by side', async () => {
    const send = await start('jiangxi');
    const { clientId, clientSecret } = source.secret;
    const signed = (key: string) => {
      const reqTime = String(source.clock.now());
      return { clientId: clientId!, reqTime, signature: hash('md5', clientId + key + reqTime).toUpperCase() };
    };
    const query = async (key: string) =>
      read(await send('/share/nat/query', postForm({ ...signed(key), name: 'x', idcard: 'y' }))).code;
    const first = read(await send('/auth/secretByKey', postForm(signed(clientSecret!)))).data;
    const second = read(await send('/auth/secretByRefresh', postForm(signed(first.refSecret)))).data;
    expect([await query(first.reqSecret), await query(second.reqSecret)]).toEqual(['200', '200']);
    source.clock.move(HOUR_MS / 4);
    expect([await query(first.reqSecret), await query(second.reqSecret)]).toEqual(['403', '403']);
    source.clock.move(47.75 * HOUR_MS - 1);
    expect(read(await send('/auth/secretByRefresh', postForm(signed(second.refSecret)))).code).toBe('200');
    source.clock.move(1);
    expect(read(await send('/auth/secretByRefresh', postForm(signed(second.refSecret)))).code).toBe('403');
  });

  it.each([
    ['state-council', '/gateway/httpproxy'],
    ['xpcc', '/gateway/httpproxy'],
    ['ningxia', '/wsproxy'],
  ] as const)('%s: the gateway refuses in JSON before anything behind it is reached', async (id, path) => {
    const send = await start(id);
    const told = { ...personOf('ma-sulan'), type: '', nonce: '', now: source.clock.now(), secret: source.secret };
    const elsewhere = await throughGateway(send, told, 's_elsewhere');
    source.clock.move(1000);
    expect(read(await send(path, { headers: elsewhere })).code).toBe('E-106');
    source.clock.move(1000);
    expect(read(await send(path, { headers: { ...elsewhere, gjzwfwpt_sid: 's_x' } })).code).toBe('-1');
    expect(read(await send(path)).code).toBe('-1');
    source.setFault('over-quota');
    expect(read(await send(path)).code).toBe('429');
  });
});

describe('tasks', () => {
  const headersOf = () => {
    const at = String(source.clock.now());
    const { appid, secret } = source.secret;
    return { 'x-appid': appid!, 'x-timestamp': at, 'x-sign': hash('sm3', appid + at + secret) };
  };
  const submit = async (id: string, document = 0) => {
    const { name, number } = personOf(id, document);
    const sent = await sendTo(source.origin)('/nat/v1/task', post(headersOf(), { xm: name, zjlx: '01', zjhm: number }));
    return read(sent).data.taskId as string;
  };
  const look = async (task: string) =>
    read(await sendTo(source.origin)(`/nat/v1/task/result?taskId=${task}`, { method: 'GET', headers: headersOf() }))
      .data;

  it('guizhou: under way, done, and after ten minutes expired; each question is a task of its own', async () => {
    await start('guizhou');
    const task = await submit('nong-xiuying');
    expect(await submit('nong-xiuying')).not.toBe(task);
    expect(await look(task)).toEqual({ status: '1', list: null });
    source.clock.move(3000);
    expect(await look(task)).toMatchObject({ status: '2', list: [{ xm: '农秀英' }] });
    source.clock.move(10 * 60_000 - 3001);
    expect((await look(task)).status).toBe('2');
    source.clock.move(1);
    expect(await look(task)).toEqual({ status: '4', list: null });
    expect((await look('nobody-submitted-this')).status).toBe('4');
  });

  it('guizhou: keeps one person waiting for more than half a minute, always the same, and nobody else', async () => {
    await start('guizhou');
    const others = people
      .filter(({ id }) => id !== 'long-xiaoyun')
      .flatMap(({ id, documents }) => [...documents.keys()].map((place) => [id, place] as const));
    const tasks = [];
    for (const [id, place] of others) {
      source.clock.move(1000);
      tasks.push(await submit(id, place));
    }
    source.clock.move(3000);
    for (const each of tasks) {
      source.clock.move(1000);
      expect((await look(each)).status).toBe('2');
    }
    const task = await submit('long-xiaoyun');
    source.clock.move(40_000);
    expect((await look(task)).status).toBe('1');
    source.clock.move(80_000);
    expect(await look(task)).toMatchObject({ status: '2', list: [{ xm: '龙小云' }] });
  });
});

describe('checks', () => {
  it('beijing and zhengzhou: whether a telephone belongs to a person', async () => {
    const dang = personOf('dang-xiaodong');
    const beijing = await start('beijing');
    const { callerId, authCode } = source.secret;
    const { token } = read(await beijing('/auth/token', post({}, { callerId, authCode }))).data;
    const asked = async (sjh: string) => {
      const now = String(source.clock.now());
      const sign = hash('sha256', `${callerId}bj_sjhy${now}${token}`).toUpperCase();
      const values = { xm: dang.name, zjhm: dang.number, sjh };
      const whereList = [
        Object.entries(values).map(([queryField, queryValue]) => ({ queryField, logical: 'equals', queryValue })),
      ];
      const headers = {
        'x-caller-id': callerId!,
        'x-service-id': 'bj_sjhy',
        'x-timestamp': now,
        'x-token': token,
        'x-sign': sign,
      };
      return read(
        await beijing('/service/query', post(headers, { returnType: 'json', page: 1, pageSize: 20, whereList })),
      ).data.list;
    };
    expect([await asked(dang.phone), await asked('10000000000')]).toEqual([[{ sfyz: '1' }], [{ sfyz: '0' }]]);
    await source.stop();

    const zhengzhou = await start('zhengzhou');
    const match = async (mobile: string) => {
      const { appKey, appSecret } = source.secret;
      const fields = {
        appKey: appKey!,
        timestamp: String(source.clock.now()),
        name: dang.name,
        idCard: dang.number,
        mobile,
      };
      const sign = hash('md5', inOrder({ ...fields, appSecret: appSecret! }));
      return read(await zhengzhou('/zzapp/user/phone', postForm({ ...fields, sign }))).data.match;
    };
    expect([await match(dang.phone), await match('10000000000')]).toEqual(['Y', 'N']);
  });

  it('liaoning: whether name and number belong together, tests or not', async () => {
    const send = await start('liaoning');
    const { accessToken } = read(await send('/oauth/token', post({}, source.secret))).result;
    const match = async (userName: string) => {
      const body = { userName, certType: '01', certNo: personOf('ma-sulan').number };
      return read(await send('/person/v1/match', post({ authorization: `Bearer ${accessToken}` }, body))).result.match;
    };
    expect([await match(personOf('ma-sulan').name), await match('别人')]).toEqual([true, false]);
  });
});

describe('what only one of them does', () => {
  it('chongqing: samplings of the last two days, until the report', async () => {
    const send = await start('chongqing');
    const { appId, appSecret } = source.secret;
    const samplings = async () => {
      const { data } = read(await send(`/gateway/token?appId=${appId}&appSecret=${appSecret}`, { method: 'GET' }));
      const { name, number } = personOf('ran-qiming');
      const answer = await send('/gateway/hscy/query', post(data, { xm: name, zjlx: '10', zjhm: number }));
      return JSON.parse(JSON.parse(read(answer).data).data);
    };
    const [row, ...others] = await samplings();
    expect(others).toEqual([]);
    expect(row).toEqual({
      xm: '冉*明',
      zjhm: '500103********0009',
      cysj: '2022-08-01 07:05:00',
      cyd: '渝中区上门采样',
    });
    source.clock.move(5 * HOUR_MS); // the report has come at 12:20
    expect(await samplings()).toEqual([]);
  });

  it('state-council: seven days and no more', async () => {
    await start('state-council', (now) => [
      { ...strangersTest(instantOf(now)), sampledAt: instantOf(now - 7 * DAY_MS + 1), specimenNumber: 'in' },
      { ...strangersTest(instantOf(now)), sampledAt: instantOf(now - 7 * DAY_MS), specimenNumber: 'out' },
    ]);
    expect(CLIENTS['state-council'].rows((await ask(CLIENTS['state-council'], source, 'ma-sulan')).text)).toHaveLength(
      1,
    );
  });

  it('shaanxi: JSON under the name of HTML, behind a byte order mark', async () => {
    await start('shaanxi');
    const { type, text } = await ask(CLIENTS.shaanxi, source, 'dang-xiaodong');
    expect([type, text.slice(0, 2)]).toEqual(['text/html; charset=utf-8', '\ufeff{']);
  });

  it('hunan: bytes of UTF-8 under declarations of GBK, outside and inside', async () => {
    await start('hunan');
    const { type, text } = await ask(CLIENTS.hunan, source, 'nong-xiuying');
    expect(type).toBe('text/xml; charset=UTF-8');
    expect(text.match(/encoding="GBK"/g)).toHaveLength(2);
    expect(text).toMatch(/<out><!\[CDATA\[.*农秀英/);
  });

  it('qinghe-hospital: hex in either case, by turns', async () => {
    await start('qinghe-hospital');
    const { text } = await ask(CLIENTS['qinghe-hospital'], source, 'tan-guilan');
    expect(text.match(/Result&gt;(e998b4e680a7|E998B4E680A7)/g)).toHaveLength(2);
    expect(text).toContain('E998B4E680A7');
  });

  it('henan: two spellings of its own clock, by turns', async () => {
    await start('henan');
    const spelt = async () =>
      Object.keys(read(await ask(CLIENTS.henan, source, 'meng-fanxing')).obj.nucleicInfo).at(-1);
    expect([await spelt(), await spelt()]).toEqual(['sysTimestamp', 'sysTimeStamp']);
  });

  it('sichuan: either time in either form, by turns', async () => {
    await start('sichuan', (now) => [strangersTest(instantOf(now)), strangersTest(instantOf(now - 1000))]);
    const rows = CLIENTS.sichuan.rows((await ask(CLIENTS.sichuan, source, 'ma-sulan')).text);
    expect(rows.map(({ hscysj, hsjcsj }: Foreign) => [hscysj, hsjcsj])).toEqual([
      ['2022-07-31 01:45:00', '2022-07-31T07:45:00.000+08:00'],
      ['2022-07-31T01:44:59.000+08:00', '2022-07-31 07:44:59'],
    ]);
  });

  it('xpcc: a condition of any other form is refused', async () => {
    const send = await start('xpcc');
    const told = { ...personOf('yerlan-haliq'), type: '', nonce: '', now: source.clock.now(), secret: source.secret };
    const {
      senderId: SenderId,
      authorizeInfo: AuthorizeInfo,
      userCardId: UserCardId,
      userName: UserName,
    } = source.secret;
    const asked = async (Condition: string) => {
      source.clock.move(1000);
      const headers = await throughGateway(send, told, 's_bt_hsjc');
      const RequiredItems = ['XM', 'GMSFHM', 'HSJG', 'CYSJ', 'BGSJ', 'JCJG', 'HCBS'];
      const Params = { Condition, RequiredItems, OrderItems: 'CYSJ DESC', InfoCodeMode: '0' };
      const body = {
        SenderId,
        ServiceId: 'BT_HSJC',
        AuthorizeInfo,
        EndUser: { UserCardId, UserName },
        Method: 'Query',
        Params,
      };
      return read(await send('/gateway/httpproxy', post(headers, body))).Code;
    };
    expect(await asked(`GMSFHM='${told.number}'`)).toBe('1');
    expect(await asked(`GMSFHM='${told.number}' OR '1'='1'`)).toBe('99');
    expect(await asked('')).toBe('99');
  });

  it('xian: takes no body', async () => {
    const send = await start('xian');
    const answer = await send('/prod-api/naat/open/api/getResultByCardNumAndName?name=x&cardNum=y', { body: '{}' });
    expect(read(answer).code).toBe(500);
  });

  it('heilongjiang: the body is part of what is signed', async () => {
    const send = await start('heilongjiang');
    const { status, text, headers } = await send('/nat/result/query', {
      headers: { 'content-type': 'application/json; charset=utf-8', 'content-md5': 'AAAA' },
      body: '{}',
    });
    expect([status, text, headers.get('x-ca-error-message')]).toEqual([403, '', 'Invalid Signature']);
  });

  it('guangxi: at most three, and name and number under a key of the gates', async () => {
    await start('guangxi', (now) => Array.from({ length: 5 }, () => strangersTest(instantOf(now))));
    const answer = read(await ask(CLIENTS.guangxi, source, 'ma-sulan'));
    expect(answer.stNucleicAcid).toHaveLength(3);
    expect(JSON.stringify(answer)).not.toContain(personOf('ma-sulan').number);
  });

  it('xinjiang: says apart that a second is full and that the day is', async () => {
    await start('xinjiang');
    const code = (span: 'second' | 'day') =>
      JSON.parse(String(source.simulator.overQuota({} as never, span).body)).code;
    expect([code('second'), code('day')]).toEqual(['12', '13']);
    expect(source.simulator.perDay).toBe(100_000);
  });

  it('mingze-gene: everything a report refers to is in the bundle, and refers back to the person asked about', async () => {
    await start('mingze-gene');
    const { entry } = read(await ask(CLIENTS['mingze-gene'], source, 'pan-weiqi'));
    const at = (reference: string) =>
      entry.find(({ fullUrl }: Foreign) => fullUrl === reference || fullUrl.endsWith(`/${reference}`)).resource;
    const report = entry[0].resource;
    expect(at(report.subject.reference)).toMatchObject({
      resourceType: 'Patient',
      identifier: [{ system: 'urn:oid:2.16.156.10011.1.3', value: personOf('pan-weiqi').number }],
      name: [{ text: '潘维琪' }],
    });
    expect(at(report.specimen[0].reference)).toMatchObject({
      identifier: [{ value: 'T22072800901' }],
      collection: { collectedDateTime: '2022-07-28T12:30:00+08:00' },
      extension: [{ url: 'urn:mingze:pool-size', valueInteger: 1 }],
    });
    expect(at(report.result[0].reference).valueCodeableConcept.coding[0].code).toBe('260415000');
  });
});
