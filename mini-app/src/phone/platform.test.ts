import { afterEach, describe, expect, test, vi } from 'vitest';
import { platform as alipay } from './platform.alipay.ts';
import { platform as browser } from './platform.h5.ts';
import { platform as wechat } from './platform.weapp.ts';

afterEach(() => void vi.unstubAllGlobals());

/** The super-app's side; the other platforms' globals are not there, so a call to one of them throws. */
type Calls = Record<string, unknown>;
const onWeChat = (wx: Calls) => vi.stubGlobal('wx', wx);
const onAlipay = (my: Calls) => vi.stubGlobal('my', my);
type Callbacks = { success(reply?: object): void; fail(): void };

describe('WeChat', () => {
  test('gives the login code, or says that it was refused', async () => {
    onWeChat({ login: ({ success }: Callbacks) => success({ code: 'c' }) });
    expect(await wechat.loginCode()).toEqual({ kind: 'code', code: 'c' });
    onWeChat({ login: ({ fail }: Callbacks) => fail() });
    expect(await wechat.loginCode()).toEqual({ kind: 'refused' });
  });

  test('asks for privacy only when WeChat still needs it, and takes no for an answer', async () => {
    const needed =
      (needAuthorization: boolean) =>
      ({ success }: Callbacks) =>
        success({ needAuthorization });
    onWeChat({ getPrivacySetting: needed(false), requirePrivacyAuthorize: () => expect.fail('asked in vain') });
    expect(await wechat.askPrivacy()).toBe('granted');
    onWeChat({ getPrivacySetting: needed(true), requirePrivacyAuthorize: ({ fail }: Callbacks) => fail() });
    expect(await wechat.askPrivacy()).toBe('refused');
    onWeChat({});
    expect(await wechat.askPrivacy()).toBe('unsupported');
  });

  test('reads the phone code of its button, and a declined one as none', () => {
    expect(wechat.phoneCodeOf({ detail: { code: 'p' } })).toBe('p');
    expect(wechat.phoneCodeOf({ detail: { errMsg: 'getPhoneNumber:fail user deny' } })).toBeUndefined();
  });

  test('remembers, and says when it could not', () => {
    onWeChat({
      setStorageSync() {
        throw new Error('exceed max size');
      },
      getStorageSync: () => '',
    });
    expect(wechat.remember('k', 1)).toBe(false);
    expect(wechat.recall('k')).toBeUndefined();
  });

  test('hides every way to share', () => {
    const hideShareMenu = vi.fn();
    onWeChat({ hideShareMenu });
    expect(wechat.disableSharing()).toBe('done');
    expect(hideShareMenu).toHaveBeenCalledWith({ menus: ['shareAppMessage', 'shareTimeline'] });
    onWeChat({});
    expect(wechat.disableSharing()).toBe('unsupported');
  });
});

describe('Alipay', () => {
  test('gives the login code silently', async () => {
    const getAuthCode = vi.fn(({ success }: Callbacks) => success({ authCode: 'a' }));
    onAlipay({ getAuthCode });
    expect(await alipay.loginCode()).toEqual({ kind: 'code', code: 'a' });
    expect(getAuthCode.mock.calls[0]![0]).toMatchObject({ scopes: 'auth_base' });
  });

  test('keeps nothing larger than Alipay stores under one key', () => {
    const setStorageSync = vi.fn(() => ({}));
    onAlipay({ setStorageSync });
    expect(alipay.remember('k', 'x'.repeat(200_000))).toBe(false);
    expect(setStorageSync).not.toHaveBeenCalled();
    expect(alipay.remember('k', 'x')).toBe(true);
  });

  test('hears the network go and come back, until it stops listening', () => {
    let heard: ((change: object) => void) | undefined;
    onAlipay({
      onNetworkStatusChange(listener: typeof heard) {
        heard = listener;
      },
      offNetworkStatusChange(listener: typeof heard) {
        if (heard === listener) heard = undefined;
      },
    });
    const changes: boolean[] = [];
    const stop = alipay.watchNetwork((online) => changes.push(online));
    heard?.({ isConnected: false, networkType: 'NOTREACHABLE' });
    heard?.({ isConnected: true, networkType: 'WIFI' });
    expect(changes).toEqual([false, true]);
    stop();
    expect(heard).toBeUndefined();
  });

  test('says plainly that it has no phone code and no privacy popup of ours', async () => {
    expect(alipay.phoneCodes).toBe('unsupported');
    expect(await alipay.askPrivacy()).toBe('unsupported');
  });
});

describe('a browser', () => {
  test('has no login, no phone code and nothing to forward, and says so', async () => {
    expect(await browser.loginCode()).toEqual({ kind: 'unsupported' });
    expect(browser.phoneCodes).toBe('unsupported');
    expect(browser.disableSharing()).toBe('unsupported');
  });

  test('without storage it forgets, and says so', () => {
    vi.stubGlobal('window', {
      get localStorage() {
        throw new Error('denied');
      },
    });
    expect(browser.remember('k', 1)).toBe(false);
    expect(browser.recall('k')).toBeUndefined();
  });
});

const scannerWords = { hint: '', picture: '', close: '', noCamera: '', nothingFound: '' };
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]).toString('base64');
const HEIC = Buffer.from('....ftypheic').toString('base64');
const TOO_LARGE = JPEG + 'A'.repeat(3 * 1024 * 1024);

describe('scanning', () => {
  test('on WeChat gives the text, and tells closing from not being allowed', async () => {
    const scanCode = vi.fn(({ success }: { success(reply: object): void }) => success({ result: 'HC1:A' }));
    onWeChat({ scanCode });
    expect(await wechat.scan(scannerWords)).toEqual({ kind: 'text', text: 'HC1:A' });
    expect(scanCode.mock.calls[0]![0]).toMatchObject({ onlyFromCamera: false, scanType: ['qrCode', 'barCode'] });
    const failing =
      (errMsg: string) =>
      ({ fail }: { fail(failure: object): void }) =>
        fail({ errMsg });
    onWeChat({ scanCode: failing('scanCode:fail cancel') });
    expect(await wechat.scan(scannerWords)).toEqual({ kind: 'cancelled' });
    onWeChat({ scanCode: failing('scanCode:fail auth deny') });
    expect(await wechat.scan(scannerWords)).toEqual({ kind: 'refused' });
    onWeChat({});
    expect(await wechat.scan(scannerWords)).toEqual({ kind: 'unsupported' });
  });

  test('on Alipay does the same in its own words', async () => {
    onAlipay({
      scan: ({ success }: { success(reply: object): void }) => success({ code: 'shc:/5', result: 'shc:/5' }),
    });
    expect(await alipay.scan(scannerWords)).toEqual({ kind: 'text', text: 'shc:/5' });
    const failing =
      (error: number) =>
      ({ fail }: { fail(failure: object): void }) =>
        fail({ error });
    onAlipay({ scan: failing(10) });
    expect(await alipay.scan(scannerWords)).toEqual({ kind: 'cancelled' });
    onAlipay({ scan: failing(2001) });
    expect(await alipay.scan(scannerWords)).toEqual({ kind: 'refused' });
    onAlipay({});
    expect(await alipay.scan(scannerWords)).toEqual({ kind: 'unsupported' });
  });
});

describe('a photo', () => {
  type Read = { filePath: string; success(reply: object): void; fail(): void };
  /** Files by path, as both file systems have them. */
  const files = (contents: Record<string, string>) => ({
    readFile({ filePath, success, fail }: Read) {
      const data = contents[filePath];
      if (data === undefined) fail();
      else success({ data });
    },
  });

  test('on WeChat is compressed until it fits, and no further', async () => {
    const compressImage = vi.fn(({ quality, success }: { quality: number; success(reply: object): void }) =>
      success({ tempFilePath: `at-${quality}` }),
    );
    onWeChat({
      chooseMedia: ({ success }: { success(reply: object): void }) =>
        success({ tempFiles: [{ tempFilePath: 'photo' }] }),
      compressImage,
      getFileSystemManager: () => files({ photo: HEIC, 'at-60': TOO_LARGE, 'at-30': JPEG }),
    });
    expect(await wechat.takePhoto()).toEqual({ kind: 'photo', base64: JPEG });
    expect(compressImage).toHaveBeenCalledTimes(2);
  });

  test('on Alipay is compressed in its levels; one that never fits is told as that', async () => {
    onAlipay({
      chooseImage: ({ success }: { success(reply: object): void }) => success({ tempFilePaths: ['photo'] }),
      compressImage: ({ compressLevel, success }: { compressLevel: number; success(reply: object): void }) =>
        success({ apFilePaths: [`at-${compressLevel}`] }),
      getFileSystemManager: () => files({ photo: TOO_LARGE, 'at-1': TOO_LARGE, 'at-0': TOO_LARGE }),
    });
    expect(await alipay.takePhoto()).toEqual({ kind: 'too-large' });
  });

  test('that was not taken is a value', async () => {
    onWeChat({
      chooseMedia: ({ fail }: { fail(failure: object): void }) => fail({ errMsg: 'chooseMedia:fail cancel' }),
    });
    expect(await wechat.takePhoto()).toEqual({ kind: 'cancelled' });
    onWeChat({});
    expect(await wechat.takePhoto()).toEqual({ kind: 'unsupported' });
    onAlipay({ chooseImage: ({ fail }: { fail(failure: object): void }) => fail({ error: 2001 }) });
    expect(await alipay.takePhoto()).toEqual({ kind: 'refused' });
    onAlipay({});
    expect(await alipay.takePhoto()).toEqual({ kind: 'unsupported' });
  });

  test('that is shown lies in a file until it is forgotten, and what an earlier run left goes with it', () => {
    const disk = new Map([
      ['paper-photo-1.jpeg', 'old'],
      ['something-else', 'kept'],
    ]);
    const name = (path: string) => path.replace('user/', '');
    onWeChat({
      env: { USER_DATA_PATH: 'user' },
      getFileSystemManager: () => ({
        readdirSync: () => [...disk.keys()],
        writeFileSync: (path: string, data: string) => void disk.set(name(path), data),
        unlinkSync: (path: string) => void disk.delete(name(path)),
      }),
    });
    const shown = wechat.showPicture(JPEG)!;
    expect(shown.address).toMatch(/^user\/paper-photo-\d+\.jpeg$/);
    expect([...disk.values()]).toEqual(['kept', JPEG]);
    shown.forget();
    expect([...disk.keys()]).toEqual(['something-else']);
    onWeChat({ env: { USER_DATA_PATH: 'user' }, getFileSystemManager: () => undefined });
    expect(wechat.showPicture(JPEG)).toBeUndefined();
  });
});
