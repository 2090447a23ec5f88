/** The national gateway against a server that checks signatures by itself, and the vectors of its derivations. */
import { createCipheriv, createHash, createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { instantOf } from '../core/index.ts';
import { askSource, checkIdentity } from './index.ts';
import { openSecret, sha1PrngKey, signedFields } from './national-gateway.ts';
import { type Asked, type LoopbackSource, startLoopbackSource } from './testing/loopback-source.ts';
import { MORNING, meansAt, runningClock, sourceFile, ZHANG_SAN } from './testing/means.ts';
import { createMemoryTokens } from './testing/memory-tokens.ts';

const SECRET = { rid: 'rid-demo', appKey: 'appkey-demo' };
const SOURCE = sourceFile('national-platform');

let server: LoopbackSource;
let secrets: string[];
let answer: unknown;
const sids: unknown[] = [];

beforeEach(async () => {
  secrets = ['first-secret', 'second-secret'];
  sids.length = 0;
  answer = { code: '200', message: 'success', data: '' };
  let current = 'none yet';
  server = await startLoopbackSource((asked) => {
    if (asked.path === '/sysapi/auth/refreshappsecret') {
      if (!isSigned(JSON.parse(asked.body.toString()), SECRET.appKey))
        return { body: { code: '-1', data: '', message: '签名错误' } };
      current = secrets.shift() ?? current;
      const secretEndTime = String(MORNING + 7_200_000);
      return { body: { code: '0', message: 'ok', data: { secret: sealed(current), secretEndTime } } };
    }
    sids.push(asked.headers.gjzwfwpt_sid);
    const signed = isSigned(asked.headers as Record<string, string>, current);
    return { body: signed ? (answer as object) : { code: '-1', data: '', message: '签名错误' } };
  });
});
afterEach(() => server.stop());

function isSigned(fields: Record<string, string>, key: string): boolean {
  const text = `${fields.gjzwfwpt_sid}${fields.gjzwfwpt_rid}${fields.gjzwfwpt_rtime}`;
  return fields.gjzwfwpt_sign === createHmac('sha256', key).update(text).digest('base64');
}

function sealed(secret: string): string {
  const once = createHash('sha1').update(SECRET.appKey).digest();
  const key = createHash('sha1').update(once).digest().subarray(0, 16);
  const cipher = createCipheriv('aes-128-ecb', key, null);
  return cipher.update(secret, 'utf8', 'base64') + cipher.final('base64');
}

const business = ({ path }: Asked) => path === '/gateway/httpproxy';

test('the vectors of signature, key and secret hold', () => {
  const now = () => instantOf(1_659_096_000_000);
  expect(signedFields({ secret: SECRET, now }, 's_demo_0001', 'appsecret-demo')).toEqual({
    gjzwfwpt_rid: 'rid-demo',
    gjzwfwpt_sid: 's_demo_0001',
    gjzwfwpt_rtime: '1659096000000',
    gjzwfwpt_sign: '07HfeZ1ieWnYx3yq1jxA3cO/BU3SJK8w9pR40PJ6iaY=',
  });
  expect(sha1PrngKey('appkey-demo').toString('hex')).toBe('8881c1d82e345083c88f98b05c7b6915');
  expect(openSecret('QjafJ8GMjrqx1moC7nyR2A==', 'appkey-demo')).toBe('real-secret');
  expect(() => openSecret('QjafJ8GMjrqx1moC7nyR2A==', 'another')).toThrow('unreadable');
});

test('the secret is fetched once and used again; nothing there is none', async () => {
  const means = meansAt(server.origin, SECRET);
  expect(await askSource(SOURCE, means, ZHANG_SAN)).toMatchObject({ reply: { kind: 'none' }, calls: 2 });
  expect(await askSource(SOURCE, means, ZHANG_SAN)).toMatchObject({ reply: { kind: 'none' }, calls: 1 });
  const last = server.asked.at(-1)!;
  expect(JSON.parse(last.body.toString())).toEqual({ xm: '张三', zjhm: '110101199003071233' });
  expect(sids).toEqual(['s_nat_results', 's_nat_results']);
});

test('a secret that no longer holds is renewed once', async () => {
  const tokens = createMemoryTokens(runningClock());
  await tokens.renew('national-platform', undefined, async () => ({
    value: 'old',
    expiresAt: instantOf(MORNING + 3_600_000),
  }));
  const asked = await askSource(SOURCE, meansAt(server.origin, SECRET, { tokens }), ZHANG_SAN);
  expect(asked).toMatchObject({ reply: { kind: 'none' }, calls: 3 });
});

test('refused again under a new secret, or renewing with a wrong key, it is refused', async () => {
  answer = { code: '-1', data: '', message: '签名错误' };
  const asked = await askSource(SOURCE, meansAt(server.origin, SECRET), ZHANG_SAN);
  expect(asked).toMatchObject({ reply: { kind: 'failed', reason: 'refused' }, calls: 4 });
  const wrong = await askSource(SOURCE, meansAt(server.origin, { ...SECRET, appKey: 'wrong' }), ZHANG_SAN);
  expect(wrong).toMatchObject({ reply: { kind: 'failed', reason: 'refused' }, calls: 1 });
});

test.each([
  [{ code: 'E-106', data: '', message: '不在授权列表' }, 'refused'],
  [{ code: '300', data: '', message: '失败' }, 'source-error'],
  [{ code: '429', data: '', message: '超限' }, 'over-quota'],
  [{ code: '-1', data: '', message: '服务异常' }, 'source-error'],
])('%j is %s, and is no reason to renew', async (reply, reason) => {
  answer = reply;
  expect((await askSource(SOURCE, meansAt(server.origin, SECRET), ZHANG_SAN)).reply).toMatchObject({ reason });
  expect(server.asked.filter(business)).toHaveLength(1);
});

test('the phone check has its own service number and three fields, and answers yes, no or why not', async () => {
  const word = async (data: unknown) => {
    answer = { code: '200', message: 'success', data };
    return (await checkIdentity(SOURCE, meansAt(server.origin, SECRET), 'phone', ZHANG_SAN)).word;
  };
  secrets = ['a', 'b', 'c'];
  expect(await word({ result: '1' })).toBe('yes');
  expect(JSON.parse(server.asked.at(-1)!.body.toString())).toEqual({
    xm: '张三',
    zjhm: '110101199003071233',
    sjh: '13800000000',
  });
  expect(sids.at(-1)).toBe('s_phone_check');
  expect(await word({ result: '0' })).toBe('no');
  expect(await word('')).toBe('no');
  answer = { code: '300', data: '' };
  expect((await checkIdentity(SOURCE, meansAt(server.origin, SECRET), 'phone', ZHANG_SAN)).word).toBe('source-error');
});

test('a check it does not offer is our mistake', async () => {
  await expect(checkIdentity(SOURCE, meansAt(server.origin, SECRET), 'holder', ZHANG_SAN)).rejects.toThrow(
    'does not offer',
  );
});
