/** Guangdong's TIF headers, asked by a client of this test's own. */
import { createHash, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOUR_MS, parseInstant } from '../../../core/index.ts';
import { NonceMemory } from '../dialects/nonce-memory.ts';
import { signTif } from '../dialects/tif-headers.ts';
import { strangersTest } from '../stranger.ts';
import { type Foreign, personOf, type TriedOut, tryOut } from '../try-out.ts';
import { createGuangdong } from './guangdong.ts';

let source: TriedOut;
beforeEach(async () => {
  source = await tryOut(createGuangdong);
});
afterEach(() => source.stop());

interface Variation {
  document?: number;
  zjlx?: string;
  skewSeconds?: number;
  token?: string;
  nonce?: string;
  upper?: boolean;
  serviceId?: string;
}

async function ask(id: string, variation: Variation = {}) {
  const { document = 0, zjlx = '01', skewSeconds = 0, nonce = randomUUID(), serviceId = 'nat-results' } = variation;
  const token = variation.token ?? source.secret.token!;
  const timestamp = String(Math.floor(source.clock.now() / 1000) + skewSeconds);
  const signature = createHash('sha256').update(`${timestamp}${token}${nonce}${timestamp}`).digest('hex');
  const { name, number } = personOf(id, document);
  const response = await fetch(`${source.origin}/ebus/nat/results`, {
    method: 'POST',
    headers: {
      'x-tif-paasid': source.secret.paasId!,
      'x-tif-timestamp': timestamp,
      'x-tif-nonce': nonce,
      'x-tif-signature': variation.upper ? signature.toUpperCase() : signature,
      'x-tif-serviceId': serviceId,
    },
    body: JSON.stringify({ xm: name, zjhm: number, zjlx }),
  });
  return { status: response.status, answer: (await response.json()) as Foreign };
}

it('signs as the vector of the facts', () => {
  expect(signTif('1659096000', 'token-demo', 'abc-123')).toBe(
    'a21181d3bb9e503926d533d8cb4488a83bd41f07872f67cadb34f0d434f36167',
  );
});

describe('results', () => {
  it('have times in milliseconds and 0 for negative', async () => {
    const { status, answer } = await ask('liang-jiamin');
    expect(status).toBe(200);
    expect(answer).toMatchObject({ errcode: 0, errmsg: 'ok' });
    expect(answer.data.list).toEqual([
      {
        xm: '梁家敏',
        zjhm: personOf('liang-jiamin').number,
        cysj: parseInstant('2022-07-31T09:10:00+08:00'),
        jcsj: parseInstant('2022-07-31T14:20:00+08:00'),
        bgsj: parseInstant('2022-07-31T17:30:00+08:00'),
        jg: '0',
        jgmc: '广州荔港医学检验所',
        hjbs: '10',
      },
    ]);
  });

  it('say 3 while the sample is in the laboratory, and 0 when the report is out', async () => {
    const { answer } = await ask('deng-weiqiang');
    expect(answer.data.list).toMatchObject([{ jg: '3', jcsj: null, bgsj: null }, { jg: '0' }]);
    source.clock.move(2 * HOUR_MS);
    expect((await ask('deng-weiqiang')).answer.data.list[0]).toMatchObject({ jg: '0', bgsj: expect.any(Number) });
  });

  it.each([
    ['positive', '1'],
    ['inconclusive', '2'],
  ] as const)('say for %s %s', async (outcome, jg) => {
    await source.stop();
    source = await tryOut(createGuangdong, (_source, _asked, now) => [{ ...strangersTest(now), outcome }]);
    expect((await ask('ma-sulan')).answer.data.list).toMatchObject([{ jg }]);
  });

  it('are found under the kind of document by its WS 364 code, and no other', async () => {
    const permit = { document: 1, zjlx: '06' };
    expect((await ask('lam-kawai', permit)).answer.data.list).toMatchObject([{ zjhm: 'H00000027' }]);
    expect((await ask('lam-kawai', { ...permit, zjlx: '01' })).answer.data.list).toEqual([]);
    expect((await ask('lukas-weber', { zjlx: '99' })).answer.data.list).toHaveLength(1);
    expect((await ask('ma-sulan')).answer).toEqual({ errcode: 0, errmsg: 'ok', data: { list: [] } });
  });
});

describe('the signature', () => {
  it('may be written in either case', async () => {
    expect((await ask('ma-sulan', { upper: true })).status).toBe(200);
  });

  it('is refused with 401 when wrong, or more than five minutes off', async () => {
    const refused = { status: 401, answer: { errcode: 401 } };
    expect(await ask('ma-sulan', { token: 'nonsense' })).toMatchObject(refused);
    expect(await ask('ma-sulan', { skewSeconds: 301 })).toMatchObject(refused);
    expect(await ask('ma-sulan', { skewSeconds: -301 })).toMatchObject(refused);
    expect((await ask('ma-sulan', { skewSeconds: -300 })).status).toBe(200);
  });

  it('is good once for a nonce', async () => {
    expect((await ask('ma-sulan', { nonce: 'n1' })).status).toBe(200);
    expect((await ask('ma-sulan', { nonce: 'n1' })).status).toBe(401);
  });

  it('does not reach other services', async () => {
    expect((await ask('ma-sulan', { serviceId: 'other' })).answer).toMatchObject({ errcode: 403 });
  });
});

it('forgets a nonce only when its timestamp has become too old', () => {
  const start = parseInstant('2022-08-01T07:45:00+08:00')!;
  const memory = new NonceMemory(1000);
  const later = (ms: number) => (start + ms) as typeof start;
  expect([memory.isNew('a', start), memory.isNew('a', later(1000)), memory.isNew('a', later(1001))]).toEqual([
    true,
    false,
    true,
  ]);
});

it('fails under HTTP 200 when it is wrong, and answers 429 over quota', async () => {
  source.setFault('wrong');
  expect(await ask('liang-jiamin')).toMatchObject({ status: 200, answer: { errcode: 50001 } });
  source.setFault('over-quota');
  expect((await ask('liang-jiamin')).status).toBe(429);
});
