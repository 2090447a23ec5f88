/** Platform on WeChat: only calls of `wx`, each checked for where older base libraries lack it. */
import { fitting, type Photo, pictureTypeOf } from './photo.ts';
import type { Platform, Privacy, Scanned } from './platform-contract.ts';

interface NetworkChange {
  isConnected: boolean;
}
interface AppBase {
  fontSizeSetting?: number;
  language?: string;
}
interface Failure {
  errMsg?: string;
}
interface FileSystem {
  readFile(options: {
    filePath: string;
    encoding: 'base64';
    success(reply: { data: string }): void;
    fail(): void;
  }): void;
  writeFileSync(filePath: string, data: string, encoding: 'base64'): void;
  readdirSync(folder: string): string[];
  unlinkSync(filePath: string): void;
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
  scanCode?(options: {
    onlyFromCamera: boolean;
    scanType: string[];
    success(reply: { result: string }): void;
    fail(failure: Failure): void;
  }): void;
  chooseMedia?(options: {
    count: number;
    mediaType: string[];
    sourceType: string[];
    sizeType: string[];
    success(reply: { tempFiles: { tempFilePath: string }[] }): void;
    fail(failure: Failure): void;
  }): void;
  compressImage(options: {
    src: string;
    quality: number;
    success(reply: { tempFilePath: string }): void;
    fail(): void;
  }): void;
  getFileSystemManager(): FileSystem;
  env: { USER_DATA_PATH: string };
};

const appBase = (): AppBase => (wx.getAppBaseInfo ?? wx.getSystemInfoSync)();

/** The person has changed their mind; anything else is a permission that was not given. */
const declined = ({ errMsg }: Failure) => ({ kind: /cancel/.test(errMsg ?? '') ? 'cancelled' : 'refused' }) as const;

function readBase64(filePath: string): Promise<string> {
  return new Promise((resolve) =>
    wx.getFileSystemManager().readFile({
      filePath,
      encoding: 'base64',
      success: ({ data }) => resolve(data),
      fail: () => resolve(''),
    }),
  );
}

function readCompressed(src: string, quality: number): Promise<string> {
  return new Promise((resolve) =>
    wx.compressImage({
      src,
      quality,
      success: ({ tempFilePath }) => resolve(readBase64(tempFilePath)),
      fail: () => resolve(''),
    }),
  );
}

/** Pictures that are shown lie here; whatever an earlier run has left is removed with the next. */
const SHOWN = 'paper-photo-';

function forgetShown(): void {
  const files = wx.getFileSystemManager();
  for (const name of files.readdirSync(wx.env.USER_DATA_PATH)) {
    if (name.slice(0, SHOWN.length) === SHOWN) files.unlinkSync(`${wx.env.USER_DATA_PATH}/${name}`);
  }
}

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
  scan() {
    return new Promise<Scanned>((resolve) => {
      if (!wx.scanCode) return resolve({ kind: 'unsupported' });
      wx.scanCode({
        onlyFromCamera: false,
        scanType: ['qrCode', 'barCode'],
        success: ({ result }) => resolve({ kind: 'text', text: result }),
        fail: (failure) => resolve(declined(failure)),
      });
    });
  },
  takePhoto() {
    return new Promise<Photo>((resolve) => {
      if (!wx.chooseMedia) return resolve({ kind: 'unsupported' });
      wx.chooseMedia({
        count: 1,
        mediaType: ['image'],
        sourceType: ['camera', 'album'],
        sizeType: ['compressed'],
        success({ tempFiles: [file] }) {
          if (!file) return resolve({ kind: 'cancelled' });
          const { tempFilePath } = file;
          const smaller = [60, 30].map((quality) => () => readCompressed(tempFilePath, quality));
          resolve(fitting([() => readBase64(tempFilePath), ...smaller]));
        },
        fail: (failure) => resolve(declined(failure)),
      });
    });
  },
  // As a file: what crosses to the page at once is limited to a megabyte.
  showPicture(base64) {
    try {
      forgetShown();
      const address = `${wx.env.USER_DATA_PATH}/${SHOWN}${Date.now()}.${pictureTypeOf(base64) ?? 'jpeg'}`;
      wx.getFileSystemManager().writeFileSync(address, base64, 'base64');
      return { address, forget: forgetShown };
    } catch {
      return undefined;
    }
  },
};
