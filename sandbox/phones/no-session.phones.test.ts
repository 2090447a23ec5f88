/** No session, on both super-apps as they are deployed: whatever keeps a login away, nobody is sent where they are, and the code stays at hand. */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Sandbox, startSandbox } from '../sandbox.ts';
import { createAlipayPhone } from './alipay-phone.ts';
import { MALL, showCode } from './at-the-door.ts';
import { asDeployed, built } from './builds.ts';
import { bindBySpecimen, consent, isToBeBound } from './first-opening.ts';
import { personCalled } from './going.ts';
import { startTurnstile, type Turnstile } from './turnstile.ts';
import { type PhoneVisit, visitByPhone } from './visit.ts';
import { createWeChatPhone } from './wechat-phone.ts';

const CROWD = { status: 429, body: { message: 'Too Many Requests' } };
const BLOCKED = { status: 403, body: { type: '/problems/account-blocked', status: 403 } };
const REFUSED = { status: 400, body: { type: '/problems/code-refused', status: 400, field: '/code' } };
const SENT_AWAY = /请在微信或支付宝里打开|选一个人/;
const SHARED = 'more/pages/opened/index?link=abc.def';

const folders: Partial<Record<'weapp' | 'alipay', string>> = {};
let sandbox: Sandbox;
let turnstile: Turnstile;
beforeAll(async () => {
  for (const level of ['info', 'warn'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  for (const build of ['weapp', 'alipay'] as const) folders[build] = asDeployed(await built(build));
  sandbox = await startSandbox();
  turnstile = await startTurnstile(sandbox.gatewayOrigin, '/sessions');
}, 600_000);
afterAll(async () => {
  for (const folder of Object.values(folders)) rmSync(folder, { recursive: true });
  await turnstile?.stop();
  await sandbox?.stop();
});

describe.each([
  ['weapp', createWeChatPhone],
  ['alipay', createAlipayPhone],
] as const)('%s', (build, createPhone) => {
  const phoneOf = (person: string) =>
    createPhone(folders[build]!, { person, gateway: turnstile.origin, clock: sandbox.clock.now() });
  const healthy = (visit: PhoneVisit) => expect(visit.faults()).toEqual([]);

  it('without a network the first time: it says what is needed once, and that the original paper counts', async () => {
    turnstile.answer = undefined;
    const phone = phoneOf('zhao-wenbin');
    phone.device.setOnline(false);
    const visit = visitByPhone(phone);
    const seen = await visit.screen.shows([
      '没有网络',
      '第一次要连上网络取码，以后没有网络也能出示。',
      '出示原件同样有效',
    ]);
    expect(seen).not.toMatch(SENT_AWAY);
    phone.device.setOnline(true);
    await visit.screen.tap('再试一次');
    await visit.screen.shows('先请你同意');
    healthy(visit);
    await visit.close();
  });

  it('in a crowd: the first time it says so; afterwards home stays, asks again by itself, and the code is shown', async () => {
    turnstile.answer = CROWD;
    const phone = phoneOf('zhao-wenbin');
    const visit = visitByPhone(phone);
    expect(await visit.screen.shows(['现在用的人很多', '出示原件同样有效'])).not.toMatch(SENT_AWAY);
    turnstile.answer = undefined;
    await visit.screen.tap('再试一次');
    await consent(visit);
    if (await isToBeBound(visit)) await bindBySpecimen(visit, personCalled('zhao-wenbin'));
    await showCode(visit);

    for (const [answer, words] of [
      [CROWD, '正在排队'],
      [BLOCKED, '限制了这个账号'],
      [REFUSED, '登录已失效'],
    ] as const) {
      turnstile.answer = answer;
      await visit.reopen();
      expect(await visit.screen.shows([words, '在杭州市的公共场所、交通认可', '出示共享码'])).not.toMatch(SENT_AWAY);
      await visit.screen.tap('出示共享码');
      await visit.screen.shows('每 10 秒自动更换');
      await expect.poll(() => visit.shownCode()).toMatch(/^HUREN1:/);
    }

    turnstile.answer = CROWD;
    await visit.reopen();
    await visit.screen.shows('正在排队');
    turnstile.answer = undefined;
    await visit.screen.hides('正在排队', 40_000);
    healthy(visit);
    await visit.close();

    turnstile.answer = CROWD;
    const welcomed = visitByPhone(phone, 'pages/welcome/index');
    await welcomed.screen.shows('现在用的人很多');
    await welcomed.screen.tap('出示共享码');
    await expect.poll(() => welcomed.shownCode()).toMatch(/^HUREN1:/);
    healthy(welcomed);
    await welcomed.close();
  }, 180_000);

  it('before a shared link: nobody is asked to choose a person, and where one works is asked for again', async () => {
    turnstile.answer = REFUSED;
    const visit = visitByPhone(phoneOf('li-ting'), SHARED);
    expect(await visit.screen.shows(['登录已失效', '请再试一次', '打开'])).not.toMatch(SENT_AWAY);
    turnstile.answer = undefined;
    await visit.screen.tap('打开');
    await visit.screen.shows(MALL);
    healthy(visit);
    await visit.close();
  });
});
