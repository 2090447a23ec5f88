import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoint, type Handle } from './door/endpoint.ts';
import type { Effects } from './effects/effects.ts';
import { createEffects } from './effects/index.ts';
import { handle } from './sign-in.ts';
import { openDoors, type TestDoors } from './testing/doors.ts';
import { startTestGround, type TestGround } from './testing/ground.ts';

let ground: TestGround;
let doors: TestDoors;
beforeAll(async () => {
  ground = await startTestGround();
  doors = await openDoors(ground);
});
afterAll(() => ground.stop());

test('a login code of WeChat becomes a session; the same person is the same account', async () => {
  const used = new Set<string>();
  ground.answers['/sns/jscode2session'] = (_, url) => {
    const code = url.searchParams.get('js_code')!;
    if (used.has(code)) return { errcode: 40163, errmsg: 'code been used' };
    used.add(code);
    return { openid: 'openid-of-somebody', session_key: 'dropped' };
  };
  const signIn = (code: string) => doors.call('POST', '/sessions', { body: { platform: 'wechat', code } });
  const first = await signIn('code-1');
  expect(first.status).toBe(200);
  expect(first.body).toMatchObject({ bound: false });
  expect(Object.keys(first.body).sort()).toEqual(['bound', 'expiresAt', 'now', 'token']);
  const second = await signIn('code-2');
  const [one, two] = await Promise.all([first, second].map(({ body }) => doors.effects.sessions.open(body.token)));
  expect(one!.account).toBe(two!.account);
  const replayed = await signIn('code-1');
  expect(replayed.status).toBe(400);
  expect(replayed.body).toMatchObject({ type: '/problems/code-refused', field: '/code' });
  const everything = (await ground.dump('recognition-ledger')) + (await ground.dump('recognition-cache')) + first.text;
  expect(everything).not.toContain('openid-of-somebody');
  expect(everything).not.toContain('dropped');
});

test.each([
  [{ errcode: -1, errmsg: 'busy' }, 503, 'super-app-silent'],
  [{ errcode: 40029, errmsg: 'invalid' }, 400, 'code-refused'],
  [{ errcode: 40226, errmsg: 'blocked' }, 403, 'account-blocked'],
  [{ errcode: 40013, errmsg: 'appid' }, 503, 'super-app-silent'],
])('%j of WeChat', async (answer, status, kind) => {
  ground.answers['/sns/jscode2session'] = () => answer;
  const got = await doors.call('POST', '/sessions', { body: { platform: 'wechat', code: 'x' } });
  expect(got.status).toBe(status);
  expect(got.body.type).toBe(`/problems/${kind}`);
});

test.each([
  [undefined, '/platform'],
  [{}, '/platform'],
  [{ platform: 'telephone', code: 'x' }, '/platform'],
  [{ platform: 'wechat' }, '/code'],
  [{ platform: 'wechat', code: '' }, '/code'],
  [{ platform: 'wechat', code: 7 }, '/code'],
  [{ platform: 'alipay', code: 'x'.repeat(300) }, '/code'],
  [{ platform: 'sandbox' }, '/person'],
  [{ platform: 'sandbox', person: 'nobody' }, '/person'],
])('refuses %j', async (body, field) => {
  const answer = await doors.call('POST', '/sessions', { body });
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({ type: '/problems/field-wrong', field });
});

test('a deployed stage has no way in for invented people', async () => {
  const world = { ...ground.world(), sandboxAccount: undefined };
  const door = endpoint(handle as Handle<Effects>, () => createEffects(world));
  const answer = await door({
    rawPath: '/sessions',
    headers: { 'content-type': 'application/json' },
    requestContext: { requestId: 'r', http: { method: 'POST', path: '/sessions', sourceIp: '192.0.2.1' } },
    body: '{"platform":"sandbox","person":"person-1"}',
  } as never);
  expect(answer.statusCode).toBe(400);
  expect(answer.body).toContain('Send wechat or alipay.');
});

test('another method is refused with what to use', async () => {
  const answer = await doors.call('GET', '/sessions');
  expect(answer.status).toBe(405);
  expect(answer.headers.allow).toBe('POST');
});
