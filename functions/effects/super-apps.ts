/** Super-apps: WeChat and Alipay as the doors need them; loaded with the first code. */
import type { SuperAppSaysNo, TokenStore, WechatPhone } from '../../protocols/index.ts';
import { setting } from './setting.ts';
import type { World } from './world.ts';

export interface SuperApps {
  signIn(platform: 'wechat' | 'alipay', code: string): Promise<{ kind: 'signed-in'; openid: string } | SuperAppSaysNo>;
  /** The number that WeChat has verified, for WeChat's code of a phone. */
  phone(code: string): Promise<WechatPhone | SuperAppSaysNo>;
}

export function createSuperApps(world: World, tokens: TokenStore): SuperApps {
  const means = async (secret: string, host: string) => ({
    secret: await world.secret(secret),
    host: setting(world, host),
    origin: (name: string) => world.origin(name),
    clock: world.clock,
    tokens,
  });
  const protocols = () => import('../../protocols/index.ts');
  return {
    async signIn(platform, code) {
      const { exchangeAlipayCode, exchangeWechatCode } = await protocols();
      if (platform === 'alipay') return exchangeAlipayCode(await means('alipay', 'ALIPAY_HOST'), code);
      return exchangeWechatCode(await means('wechat', 'WECHAT_HOST'), code);
    },
    async phone(code) {
      const { fetchWechatPhone } = await protocols();
      return fetchWechatPhone(await means('wechat', 'WECHAT_HOST'), code);
    },
  };
}
