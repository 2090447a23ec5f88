/** The emulated super-apps, on loopback, in the sandbox's time: what a phone and a server would get from them. */
import type { Person } from '../people/index.ts';
import type { Clock } from '../sources/clock.ts';
import { startAlipay } from './alipay.ts';
import { startWechat } from './wechat.ts';

export type SuperApp = 'wechat' | 'alipay';

export interface SuperApps {
  /** Host of the configuration → where to connect. */
  origins: Record<string, string>;
  /** Made anew at every start. Keys are PEM: PKCS#1 for the private one, SPKI for Alipay's. */
  secrets: {
    wechat: { appId: string; appSecret: string };
    alipay: { appId: string; privateKey: string; alipayPublicKey: string };
  };
  /** What `wx.login` or `my.getAuthCode` would give on this person's phone; good once. */
  loginCode(platform: SuperApp, person: string): string;
  /** What tapping the getPhoneNumber button would give; good once, for five minutes. */
  phoneCode(platform: 'wechat', person: string): string;
  /** WeChat answers every call with -1 until switched off. */
  setBusy(platform: 'wechat', busy: boolean): void;
  stop(): Promise<void>;
}

export async function startSuperApps(options: { clock: Clock; people: readonly Person[] }): Promise<SuperApps> {
  const wechat = await startWechat(options.clock, options.people);
  const alipay = await startAlipay(options.clock, options.people);
  const of = { wechat, alipay };
  return {
    origins: { 'wechat.example': wechat.origin, 'alipay.example': alipay.origin },
    secrets: { wechat: wechat.secret, alipay: alipay.secret },
    loginCode: (platform, person) => of[platform].loginCode(person),
    phoneCode: (_platform, person) => wechat.phoneCode(person),
    setBusy: (_platform, busy) => wechat.setBusy(busy),
    async stop() {
      await Promise.all([wechat.stop(), alipay.stop()]);
    },
  };
}
