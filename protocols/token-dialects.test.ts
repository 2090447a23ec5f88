/** Tokens and rotating secrets under other names: where they are had, how long they live, how they are sent, and that a stale one is renewed once. */
import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { instantOf } from '../core/index.ts';
import { askSource } from './index.ts';
import { type Asked, type LoopbackSource, type Reply, startLoopbackSource } from './testing/loopback-source.ts';
import { MORNING, meansAt, runningClock, sourceFile, ZHANG_SAN } from './testing/means.ts';
import { createMemoryTokens } from './testing/memory-tokens.ts';

let server: LoopbackSource;
afterEach(() => server.stop());

async function serve(answer: (asked: Asked) => Reply): Promise<string> {
  server = await startLoopbackSource(answer);
  return server.origin;
}

const sent = ({ body }: Asked) => JSON.parse(body.toString());
const NUMBER = '110101199003071233';

describe('Beijing: a token for an authorisation code, and every call signed with it', () => {
  const SOURCE = sourceFile('beijing');
  const SECRET = { callerId: 'caller-demo', authCode: 'code-demo' };
  const ROW = { xm: '张三', zjhm: NUMBER, jcjg: '阴性', cysj: '2022-07-31 08:00', hjbs: 10 };

  /** `lives`: for how many calls a token holds. */
  function start(lives: number) {
    let given = 0;
    let left = 0;
    return serve((asked) => {
      if (asked.path === '/auth/token') {
        if (sent(asked).callerId !== 'caller-demo' || sent(asked).authCode !== 'code-demo')
          return { body: { code: 40301, msg: '授权码无效' } };
        given += 1;
        left = lives;
        return { body: { code: 0, msg: 'ok', data: { token: `token-${given}`, expiresIn: 7200 } } };
      }
      const { headers } = asked;
      const text = `caller-demobj_hsjc${headers['x-timestamp']}token-${given}`;
      const signature = createHash('sha256').update(text).digest('hex').toUpperCase();
      if (headers['x-sign'] !== signature || headers['x-token'] !== `token-${given}`) return { body: { code: 40102 } };
      left -= 1;
      if (left < 0) return { body: { code: 40101, msg: '令牌过期' } };
      return { body: { code: 0, msg: 'ok', data: { page: 1, pageSize: 20, total: 1, list: [ROW] } } };
    });
  }

  test('the token is had once, and had anew once when it no longer holds', async () => {
    const means = meansAt(await start(1), SECRET);
    expect(await askSource(SOURCE, means, ZHANG_SAN)).toMatchObject({ reply: { kind: 'found' }, calls: 2 });
    expect(await askSource(SOURCE, means, ZHANG_SAN)).toMatchObject({ reply: { kind: 'found' }, calls: 3 });
  });

  test('a token that is stale as soon as it is had is a refusal, not a circle', async () => {
    const asked = await askSource(SOURCE, meansAt(await start(0), SECRET), ZHANG_SAN);
    expect(asked).toMatchObject({ reply: { kind: 'failed', reason: 'refused' }, calls: 4 });
  });

  test('a wrong authorisation code is refused at the first call', async () => {
    const asked = await askSource(SOURCE, meansAt(await start(1), { ...SECRET, authCode: 'wrong' }), ZHANG_SAN);
    expect(asked).toMatchObject({ reply: { kind: 'failed', reason: 'refused' }, calls: 1 });
  });

  test.each([
    [40102, 'refused'], // our clock is off, or the signature
    [40301, 'refused'],
    [42901, 'over-quota'],
    [42902, 'over-quota'],
    [42903, 'over-quota'],
    [50000, 'source-error'],
  ])('its word %i is %s, and no reason for another token', async (code, reason) => {
    const origin = await serve(({ path }) => ({
      body: path === '/auth/token' ? { code: 0, data: { token: 't' } } : { code, msg: '' },
    }));
    const asked = await askSource(SOURCE, meansAt(origin, SECRET), ZHANG_SAN);
    expect(asked).toMatchObject({ reply: { kind: 'failed', reason }, calls: 2 });
  });

  test.each<[string, Reply, string]>([
    ['no token in the answer', { body: { code: 0, data: {} } }, 'unreadable'],
    ['an empty token', { body: { code: 0, data: { token: '' } } }, 'unreadable'],
    ['a failure of their own', { body: { code: 50000 } }, 'source-error'],
    ['a code nobody knows', { body: { code: 77 } }, 'source-error'],
  ])('where the token is had: %s', async (_name, reply, reason) => {
    const origin = await serve(() => reply);
    expect((await askSource(SOURCE, meansAt(origin, SECRET), ZHANG_SAN)).reply).toMatchObject({ reason });
  });
});

test('Liaoning: the token goes as a bearer', async () => {
  const origin = await serve((asked) => {
    if (asked.path === '/oauth/token') {
      const fits = sent(asked).clientId === 'id-demo' && sent(asked).clientSecret === 'secret-demo';
      return { body: fits ? { status: 200, result: { accessToken: 'abc', expiresIn: 43200 } } : { status: 40001 } };
    }
    const fits = asked.headers.authorization === 'Bearer abc' && sent(asked).certNo === NUMBER;
    return { body: fits ? { status: 200, result: { records: [] } } : { status: 40301 } };
  });
  const ask = (clientSecret: string) =>
    askSource(sourceFile('liaoning'), meansAt(origin, { clientId: 'id-demo', clientSecret }), ZHANG_SAN);
  expect((await ask('secret-demo')).reply.kind).toBe('none');
  expect((await ask('wrong')).reply).toMatchObject({ reason: 'refused' });
});

test('Chongqing: a token lives until the moment its answer names', async () => {
  let given = 0;
  const origin = await serve(({ path, query, headers, method }) => {
    if (path === '/gateway/token') {
      given += 1;
      const fits = method === 'GET' && query.get('appId') === 'id-demo' && query.get('appSecret') === 'secret-demo';
      return {
        body: fits
          ? { code: '00', data: { access_token: `t${given}`, expires: String(MORNING + given * 600_000) } }
          : { code: 'A0001' },
      };
    }
    const fits = headers.access_token === `t${given}`;
    return { body: fits ? { code: '00', data: '{"code":"0","data":"[]"}' } : { code: 'A0002' } };
  });
  const SECRET = { appId: 'id-demo', appSecret: 'secret-demo' };
  let now: number = MORNING;
  const tokens = createMemoryTokens({ now: () => instantOf(now) });
  const ask = async (at: number) => {
    now = at;
    const clock = runningClock(instantOf(at));
    return askSource(sourceFile('chongqing'), meansAt(origin, SECRET, { tokens, clock }), ZHANG_SAN);
  };
  expect((await ask(MORNING)).reply.kind).toBe('none');
  await ask(MORNING + 500_000);
  expect(given).toBe(1);
  await ask(MORNING + 541_000); // a minute before its end it is no longer used
  expect(given).toBe(2);
});

describe('Jiangxi: a rotating secret under other names, signed in upper case', () => {
  const SOURCE = sourceFile('jiangxi');
  const SECRET = { clientId: 'id-demo', clientSecret: 'secret-demo' };

  test('by key first, by the longer secret later, and a stale one is renewed once', async () => {
    let secrets = { request: 'none', refresh: 'none' };
    let round = 0;
    const origin = await serve(({ path, body }) => {
      const form = Object.fromEntries(new URLSearchParams(body.toString()));
      const signedWith = (secret: string) =>
        form.signature === createHash('md5').update(`id-demo${secret}${form.reqTime}`).digest('hex').toUpperCase() &&
        form.clientId === 'id-demo';
      if (path.startsWith('/auth/')) {
        if (!signedWith(path === '/auth/secretByKey' ? 'secret-demo' : secrets.refresh))
          return { body: { code: '403' } };
        round += 1;
        secrets = { request: `req-${round}`, refresh: `ref-${round}` };
        const ends = { reqSecretExpire: String(MORNING + 900_000), refSecretExpire: String(MORNING + 172_800_000) };
        return { body: { code: '200', data: { reqSecret: secrets.request, refSecret: secrets.refresh, ...ends } } };
      }
      const fits = signedWith(secrets.request) && form.idcard === NUMBER && form.name === '张三';
      return { body: fits ? { code: '200', data: [] } : { code: '403', message: '签名错误' } };
    });
    const means = meansAt(origin, SECRET);
    expect(await askSource(SOURCE, means, ZHANG_SAN)).toMatchObject({ reply: { kind: 'none' }, calls: 2 });
    expect(await askSource(SOURCE, means, ZHANG_SAN)).toMatchObject({ reply: { kind: 'none' }, calls: 1 });
    secrets.request = 'changed by somebody else';
    expect(await askSource(SOURCE, means, ZHANG_SAN)).toMatchObject({ reply: { kind: 'none' }, calls: 3 });
    const paths = server.asked.map(({ path }) => path).filter((path) => path.startsWith('/auth/'));
    expect(paths).toEqual(['/auth/secretByKey', '/auth/secretByRefresh']);
    const wrong = await askSource(SOURCE, meansAt(origin, { ...SECRET, clientSecret: 'wrong' }), ZHANG_SAN);
    expect(wrong).toMatchObject({ reply: { kind: 'failed', reason: 'refused' }, calls: 1 });
  });
});
