/** Platform on Alipay: only calls of `my`. Its phone number comes encrypted and without a code, so specimen numbers serve here. */
import { fitting, type Photo, pictureTypeOf } from './photo.ts';
import type { Platform, Scanned } from './platform-contract.ts';

interface NetworkChange {
  isConnected: boolean;
}
interface SystemInfo {
  fontSizeSetting?: number;
  language?: string;
}
interface Failure {
  error?: number;
}
interface FileSystem {
  readFile(options: {
    filePath: string;
    encoding: 'base64';
    success(reply: { data: string }): void;
    fail(): void;
  }): void;
  writeFileSync(options: { filePath: string; data: string; encoding: 'base64' }): void;
  readdirSync(options: { dirPath: string }): { files?: string[] };
  unlinkSync(options: { filePath: string }): void;
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
  scan?(options: {
    scanType: string[];
    hideAlbum: boolean;
    success(reply: { code?: string; result?: string }): void;
    fail(failure: Failure): void;
  }): void;
  chooseImage?(options: {
    count: number;
    sourceType: string[];
    sizeType: string[];
    success(reply: { tempFilePaths?: string[]; apFilePaths?: string[] }): void;
    fail(failure: Failure): void;
  }): void;
  compressImage(options: {
    apFilePaths: string[];
    compressLevel: number;
    success(reply: { apFilePaths: string[] }): void;
    fail(): void;
  }): void;
  getFileSystemManager(): FileSystem;
  env: { USER_DATA_PATH: string };
};

/** What Alipay stores under one key, with room to spare (its limit is 200 KB). */
const LARGEST_VALUE = 180_000;

/** The person has closed the scanner or the album; any other error is a permission that was not given. */
const CLOSED = [10, 11];
const declined = ({ error }: Failure) =>
  ({ kind: error !== undefined && CLOSED.indexOf(error) >= 0 ? 'cancelled' : 'refused' }) as const;

function readBase64(filePath: string): Promise<string> {
  return new Promise((resolve) =>
    my.getFileSystemManager().readFile({
      filePath,
      encoding: 'base64',
      success: ({ data }) => resolve(data),
      fail: () => resolve(''),
    }),
  );
}

/** Levels: 1 is medium quality, 0 low. */
function readCompressed(filePath: string, compressLevel: number): Promise<string> {
  return new Promise((resolve) =>
    my.compressImage({
      apFilePaths: [filePath],
      compressLevel,
      success: ({ apFilePaths: [smaller = filePath] }) => resolve(readBase64(smaller)),
      fail: () => resolve(''),
    }),
  );
}

/** Pictures that are shown lie here; whatever an earlier run has left is removed with the next. */
const SHOWN = 'paper-photo-';

function forgetShown(): void {
  const files = my.getFileSystemManager();
  for (const name of files.readdirSync({ dirPath: my.env.USER_DATA_PATH }).files ?? []) {
    if (name.slice(0, SHOWN.length) === SHOWN) files.unlinkSync({ filePath: `${my.env.USER_DATA_PATH}/${name}` });
  }
}

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
  scan() {
    return new Promise<Scanned>((resolve) => {
      if (!my.scan) return resolve({ kind: 'unsupported' });
      my.scan({
        scanType: ['qrCode', 'barCode'],
        hideAlbum: false,
        success({ code, result }) {
          const text = code ?? result;
          resolve(text ? { kind: 'text', text } : { kind: 'cancelled' });
        },
        fail: (failure) => resolve(declined(failure)),
      });
    });
  },
  takePhoto() {
    return new Promise<Photo>((resolve) => {
      if (!my.chooseImage) return resolve({ kind: 'unsupported' });
      my.chooseImage({
        count: 1,
        sourceType: ['camera', 'album'],
        sizeType: ['compressed'],
        success({ tempFilePaths, apFilePaths }) {
          const file = (tempFilePaths ?? apFilePaths ?? [])[0];
          if (!file) return resolve({ kind: 'cancelled' });
          const smaller = [1, 0].map((level) => () => readCompressed(file, level));
          resolve(fitting([() => readBase64(file), ...smaller]));
        },
        fail: (failure) => resolve(declined(failure)),
      });
    });
  },
  // As a file: what crosses to the page at once is limited.
  showPicture(base64) {
    try {
      forgetShown();
      const address = `${my.env.USER_DATA_PATH}/${SHOWN}${Date.now()}.${pictureTypeOf(base64) ?? 'jpeg'}`;
      my.getFileSystemManager().writeFileSync({ filePath: address, data: base64, encoding: 'base64' });
      return { address, forget: forgetShown };
    } catch {
      return undefined;
    }
  },
};
