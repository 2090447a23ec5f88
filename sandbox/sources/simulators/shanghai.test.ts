/** Shanghai's token gateway, asked by a client of this test's own. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../../core/index.ts';
import { strangersTest } from '../stranger.ts';
import { type Foreign, personOf, type TriedOut, tryOut } from '../try-out.ts';
import { createShanghai } from './shanghai.ts';

const CITY = 'interface-sj-hsjcjgcx-sjgt';
const NATION = 'interface-gj-xgfy-hsjcsjfwjk';
const PROOFS = 'interface-sj-hscyxxcx';
const MATCH = 'interface-sj-ssmjm';

let source: TriedOut;
beforeEach(async () => {
  source = await tryOut(createShanghai);
});
afterEach(() => source.stop());

async function createToken(appSecret = source.secret.appSecret!): Promise<Foreign> {
  const query = new URLSearchParams({ appId: source.secret.appId!, appSecret });
  return (await fetch(`${source.origin}/gateway/auth/accesstoken/create?${query}`)).json();
}

async function ask(service: string, body: object, headers: Record<string, string> = {}): Promise<Foreign> {
  const token = headers.access_token ?? (await createToken()).access_token;
  const response = await fetch(`${source.origin}/gateway/${service}/getInfo`, {
    method: 'POST',
    headers: { access_token: token, authoritytype: '2', elementsVersion: '1.00', ...headers },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
  return response.json();
}

const named = (id: string) => ({ xm: personOf(id).name, zjhm: personOf(id).number });

describe('results of the city', () => {
  it('says 2 for a positive and 1 for a negative, and calls receipt collection', async () => {
    const { code, data } = await ask(CITY, named('zhou-jianhua'));
    expect(code).toBe('0');
    expect(data).toHaveLength(2);
    expect(data[0]).toMatchObject({
      name: '周建华',
      card_type: '1',
      sample_date: '2022-07-29 08:30:00',
      collect_date: '2022-07-29 12:00:00',
      report_date: '2022-07-29 22:00:00',
      nat_result: 1,
      test_orgname: '上海浦江临检中心',
    });
    expect(data[1]).toMatchObject({ nat_result: 2 });
  });

  it('says 3 while a pool awaits its retest, and writes a small x', async () => {
    await source.stop();
    source = await tryOut(createShanghai, (_source, asked, now) => [
      { ...strangersTest(now), number: asked.number, outcome: 'inconclusive' },
    ]);
    const { data } = await ask(CITY, { xm: '佟别人', zjhm: '11010519491231002X' });
    expect(data).toMatchObject([{ nat_result: 3, card_no: '11010519491231002x' }]);
  });

  it('has an empty list for who has none there and for a name that does not fit', async () => {
    expect(await ask(CITY, named('ma-sulan'))).toEqual({ code: '0', message: 'success', data: [] });
    expect((await ask(CITY, { ...named('zhou-jianhua'), xm: '周' })).data).toEqual([]);
  });
});

describe('results of the nation', () => {
  it('come as JSON text within JSON', async () => {
    const answer = await ask(NATION, named('zhao-wenbin'));
    expect(answer).toMatchObject({ code: 200, message: '' });
    expect(JSON.parse(answer.data)).toEqual({
      code: '200',
      message: 'success',
      data: { ...named('zhao-wenbin'), hsjcjg: '阴性', hsjcsj: '2022-07-30 14:59:00', hsjcjgmc: '和信医学检验' },
    });
  });

  it('have empty data inside when there are none', async () => {
    expect(JSON.parse((await ask(NATION, named('ma-sulan'))).data)).toMatchObject({ code: '200', data: '' });
  });
});

describe('sampling proofs', () => {
  it('stand until the report is out', async () => {
    const body = { card_no: personOf('wu-xiaoyang').number };
    expect((await ask(PROOFS, body)).data).toEqual([
      {
        real_name: '吴晓阳',
        card_no: body.card_no,
        sample_org_name: '上海浦江临检中心',
        sample_station_name: '浦东新区花木采样亭',
        print_time: '2022-07-31 21:00:00',
      },
    ]);
    expect((await ask(CITY, named('wu-xiaoyang'))).data).toEqual([]);
    source.clock.move(3 * HOUR_MS);
    expect((await ask(PROOFS, body)).data).toEqual([]);
    expect((await ask(CITY, named('wu-xiaoyang'))).data).toMatchObject([{ report_date: '2022-08-01 09:40:00' }]);
  });
});

describe('the check of name against number', () => {
  it('answers one row for a match and none otherwise', async () => {
    const { name, number } = personOf('ma-sulan');
    expect((await ask(MATCH, { XM: name, ZJHM: number })).data).toEqual([{ type: '00' }]);
    expect((await ask(MATCH, { XM: '马素', ZJHM: number })).data).toEqual([]);
    expect(await ask(MATCH, { xm: name, zjhm: number })).toMatchObject({ code: '400' });
  });
});

describe('the token', () => {
  it('is refused for a wrong secret', async () => {
    expect(await createToken('nonsense')).toMatchObject({ status: 500, code: 'GATEWAY0002' });
  });

  it('lives for 24 hours and not a moment longer', async () => {
    const { access_token } = await createToken();
    source.clock.move(DAY_MS - 1);
    expect(await ask(CITY, named('ma-sulan'), { access_token })).toMatchObject({ code: '0' });
    source.clock.move(1);
    expect(await ask(CITY, named('ma-sulan'), { access_token })).toMatchObject({ status: 500, code: 'GATEWAY0006' });
  });

  it('must be there, with the two other headers', async () => {
    expect(await ask(CITY, named('ma-sulan'), { access_token: 'nonsense' })).toMatchObject({ code: 'GATEWAY0006' });
    expect(await ask(CITY, named('ma-sulan'), { authoritytype: '1' })).toMatchObject({ code: 'GATEWAY0001' });
  });
});

it('fails inside a success when it is wrong, and still gives tokens', async () => {
  source.setFault('wrong');
  const answer = await ask(NATION, named('zhao-wenbin'));
  expect(answer.code).toBe(200);
  expect(JSON.parse(answer.data)).toEqual({ errCode: '22011', errMsg: '国家接口调用失败' });
  expect(await ask(CITY, named('zhou-jianhua'))).toMatchObject({ code: '500' });
});

it('tells a caller over quota so, with HTTP 200', async () => {
  source.setFault('over-quota');
  expect(await createToken()).toMatchObject({ status: 500, code: 'GATEWAY0429' });
});
