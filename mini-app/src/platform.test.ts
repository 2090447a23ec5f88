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
