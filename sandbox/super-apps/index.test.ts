/** Both super-apps together, as the sandbox starts them. */
import { expect, it } from 'vitest';
import { people } from '../people/index.ts';
import { HandClock } from '../sources/hand-clock.ts';
import { startSuperApps } from './index.ts';

it('gives hosts, secrets and codes, and gives up its ports when stopped', async () => {
  const superApps = await startSuperApps({ clock: new HandClock(), people });
  const { origins, secrets } = superApps;
  expect(Object.keys(origins)).toEqual(['wechat.example', 'alipay.example']);
  expect(secrets.alipay.privateKey).toContain('BEGIN RSA PRIVATE KEY');
  expect(secrets.alipay.alipayPublicKey).toContain('BEGIN PUBLIC KEY');
  const codes = [
    superApps.loginCode('wechat', 'ma-sulan'),
    superApps.loginCode('alipay', 'ma-sulan'),
    superApps.phoneCode('wechat', 'ma-sulan'),
  ];
  expect(new Set(codes).size).toBe(3);
  const { appId, appSecret } = secrets.wechat;
  const login = `${origins['wechat.example']}/sns/jscode2session?appid=${appId}&secret=${appSecret}&grant_type=authorization_code`;
  superApps.setBusy('wechat', true);
  expect(await (await fetch(`${login}&js_code=${codes[0]}`)).text()).toContain('"errcode":-1');
  superApps.setBusy('wechat', false);
  expect(await (await fetch(`${login}&js_code=${codes[0]}`)).text()).toContain('openid');
  await superApps.stop();
  await expect(fetch(login)).rejects.toThrow();
});
