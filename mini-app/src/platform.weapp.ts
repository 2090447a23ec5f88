/** Platform on WeChat: only calls of `wx`, each checked for where older base libraries lack it. */
import type { Platform, Privacy } from './platform-contract.ts';

interface NetworkChange {
  isConnected: boolean;
}
interface AppBase {
  fontSizeSetting?: number;
  language?: string;
}
declare const wx: {
  login(options: { success(reply: { code?: string }): void; fail(): void }): void;
  getPrivacySetting?(options: { success(reply: { needAuthorization: boolean }): void; fail(): void }): void;
  requirePrivacyAuthorize?(options: { success(): void; fail(): void }): void;
  setStorageSync(key: string, value: unknown): void;
  getStorageSync(key: string): unknown;
  removeStorageSync(key: string): void;
  onNetworkStatusChange(listener: (change: NetworkChange) => void): void;
  offNetworkStatusChange?(listener: (change: NetworkChange) => void): void;
  getAppBaseInfo?(): AppBase;
  getSystemInfoSync(): AppBase;
  hideShareMenu?(options: { menus: string[] }): void;
};

const appBase = (): AppBase => (wx.getAppBaseInfo ?? wx.getSystemInfoSync)();

export const platform: Platform = {
  name: 'wechat',
  loginCode: () =>
    new Promise((resolve) =>
      wx.login({
        success: ({ code }) => resolve(code ? { kind: 'code', code } : { kind: 'refused' }),
        fail: () => resolve({ kind: 'refused' }),
      }),
    ),
  phoneCodes: 'button',
  phoneCodeOf: (event) => (event as { detail?: { code?: string } }).detail?.code || undefined,
  async askPrivacy() {
    if (!wx.getPrivacySetting || !wx.requirePrivacyAuthorize) return 'unsupported';
    const needed = await new Promise<boolean>((resolve) =>
      wx.getPrivacySetting?.({ success: (reply) => resolve(reply.needAuthorization), fail: () => resolve(true) }),
    );
    if (!needed) return 'granted';
    return new Promise<Privacy>((resolve) =>
      wx.requirePrivacyAuthorize?.({ success: () => resolve('granted'), fail: () => resolve('refused') }),
    );
  },
  remember(key, value) {
    try {
      wx.setStorageSync(key, value);
      return true;
    } catch {
      return false;
    }
  },
  recall(key) {
    try {
      const value = wx.getStorageSync(key);
      return value === '' ? undefined : value;
    } catch {
      return undefined;
    }
  },
  forget(key) {
    try {
      wx.removeStorageSync(key);
    } catch {
      // Nothing was kept.
    }
  },
  watchNetwork(listener) {
    const onChange = ({ isConnected }: NetworkChange) => listener(isConnected);
    wx.onNetworkStatusChange(onChange);
    return () => wx.offNetworkStatusChange?.(onChange);
  },
  fontSize: () => appBase().fontSizeSetting,
  systemLanguage: () => appBase().language,
  disableSharing() {
    if (!wx.hideShareMenu) return 'unsupported';
    wx.hideShareMenu({ menus: ['shareAppMessage', 'shareTimeline'] });
    return 'done';
  },
};
