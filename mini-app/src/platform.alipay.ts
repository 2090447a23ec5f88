/** Platform on Alipay: only calls of `my`. Its phone number comes encrypted and without a code, so specimen numbers serve here. */
import type { Platform } from './platform-contract.ts';

interface NetworkChange {
  isConnected: boolean;
}
interface SystemInfo {
  fontSizeSetting?: number;
  language?: string;
}
declare const my: {
  getAuthCode(options: { scopes: 'auth_base'; success(reply: { authCode?: string }): void; fail(): void }): void;
  setStorageSync(options: { key: string; data: unknown }): { error?: number } | undefined;
  getStorageSync(options: { key: string }): { data?: unknown } | undefined;
  removeStorageSync(options: { key: string }): void;
  onNetworkStatusChange(listener: (change: NetworkChange) => void): void;
  offNetworkStatusChange?(listener: (change: NetworkChange) => void): void;
  getSystemInfoSync(): SystemInfo;
  hideShareMenu?(options?: object): void;
};

/** What Alipay stores under one key, with room to spare (its limit is 200 KB). */
const LARGEST_VALUE = 180_000;

export const platform: Platform = {
  name: 'alipay',
  loginCode: () =>
    new Promise((resolve) =>
      my.getAuthCode({
        scopes: 'auth_base',
        success: ({ authCode }) => resolve(authCode ? { kind: 'code', code: authCode } : { kind: 'refused' }),
        fail: () => resolve({ kind: 'refused' }),
      }),
    ),
  phoneCodes: 'unsupported',
  phoneCodeOf: () => undefined,
  // Alipay asks by itself at the first private call and offers nothing to ask with.
  askPrivacy: async () => 'unsupported',
  remember(key, value) {
    if (JSON.stringify(value).length > LARGEST_VALUE) return false;
    try {
      return my.setStorageSync({ key, data: value })?.error === undefined;
    } catch {
      return false;
    }
  },
  recall(key) {
    try {
      return my.getStorageSync({ key })?.data ?? undefined;
    } catch {
      return undefined;
    }
  },
  forget(key) {
    try {
      my.removeStorageSync({ key });
    } catch {
      // Nothing was kept.
    }
  },
  watchNetwork(listener) {
    const onChange = ({ isConnected }: NetworkChange) => listener(isConnected);
    my.onNetworkStatusChange(onChange);
    return () => my.offNetworkStatusChange?.(onChange);
  },
  fontSize: () => my.getSystemInfoSync().fontSizeSetting,
  systemLanguage: () => my.getSystemInfoSync().language,
  disableSharing() {
    if (!my.hideShareMenu) return 'unsupported';
    my.hideShareMenu();
    return 'done';
  },
};
