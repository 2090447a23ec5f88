/** WeChatPhone: a phone with WeChat and the built mini-program; its calls behave as WeChat's own documentation has them. */
import { randomBytes } from 'node:crypto';
import { type Callbacks, createCalls, reply } from './calls.ts';
import { createDevice, type Device, type DeviceSettings, type Lost } from './device.ts';
import type { Engine } from './engine.ts';
import { AUTOMATIC, innerAudio, keepPicture, WINDOW } from './hardware.ts';
import { type MiniProgram, openMiniProgram } from './mini-program.ts';
import type { OpenTypes } from './screen.ts';
import type { Steering, SuperApp } from './super-app.ts';
import { wxml } from './templates.ts';

export interface WeChatPhone {
  device: Device;
  /** What was shown in passing, oldest first. */
  toasts: string[];
  /** What the program asked for that this phone does not have; React and Taro look for some. */
  missed: Set<string>;
  /** How the person answers the privacy popup. */
  privacyAnswer: 'agree' | 'refuse';
  /** How the person answers when a button asks for the phone number. */
  phoneNumberAnswer: 'allow' | 'refuse';
  /** Opens the mini-program; what an earlier run stored is still there. */
  open(url?: string): MiniProgram;
}

/** What the calls that answer at once take, each its own. */
interface Options {
  url: string;
  title: string;
  delta?: number;
  src: string;
  filePath: string;
  value: number;
  keepScreenOn: boolean;
  visualEffect: 'none' | 'hidden';
  length: number;
  data: string;
  canvas: object;
}

interface RequestOptions extends Callbacks {
  url: string;
  method?: string;
  data?: unknown;
  header?: Record<string, string>;
  timeout?: number;
  dataType?: string;
}

const MOST_PER_KEY = 1024 * 1024;
const MOST_IN_ALL = 10 * 1024 * 1024;
const LONGEST_MS = 60_000;
const LOST: Record<Lost, string> = {
  offline: 'request:fail net::ERR_INTERNET_DISCONNECTED',
  unlisted: 'request:fail url not in domain list',
  'timed-out': 'request:fail timeout',
  aborted: 'request:fail abort',
  'too-many': 'request:fail exceed max request concurrency',
};

/** Header names as WeChat on a phone gives them, whatever the server wrote: Like-This. */
const titled = (name: string) => name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());

function parsed(text: string, dataType: string, engine: Engine): unknown {
  if (dataType !== 'json') return text;
  try {
    return engine.own(JSON.parse(text));
  } catch {
    return text;
  }
}

function storage(device: Device, engine: Engine) {
  const { store } = device;
  return {
    setStorageSync(key: string, value: unknown) {
      const text = JSON.stringify(value);
      const others = [...store].reduce((sum, [name, kept]) => (name === key ? sum : sum + kept.length), 0);
      if (text.length > MOST_PER_KEY || others + text.length > MOST_IN_ALL) {
        throw new Error('setStorageSync:fail exceed storage max size');
      }
      store.set(key, text);
    },
    getStorageSync: (key: string) => (store.has(key) ? engine.own(JSON.parse(store.get(key)!)) : ''),
    removeStorageSync: (key: string) => void store.delete(key),
    clearStorageSync: () => store.clear(),
  };
}

function request(device: Device, engine: Engine) {
  return (options: RequestOptions) => {
    const { url, method = 'GET', data, header = {}, timeout = LONGEST_MS, dataType = 'json' } = options;
    const { received, abort } = device.send({
      method,
      url,
      data,
      // WeChat sets the referer itself, whatever the program wants.
      headers: {
        'content-type': 'application/json',
        ...header,
        referer: 'https://servicewechat.com/touristappid/0/page-frame.html',
      },
      timeoutMs: Math.min(timeout, LONGEST_MS),
    });
    void received.then((answer) => {
      if (typeof answer === 'string') return reply(options, 'fail', engine.own({ errMsg: LOST[answer], errno: 5 }));
      const headers = Object.fromEntries(answer.headers.map(([name, value]) => [titled(name), value]));
      // Any status is a success to WeChat.
      const outcome = engine.own({ statusCode: answer.status, header: headers, cookies: [], errMsg: 'request:ok' });
      reply(options, 'success', Object.assign(outcome, { data: parsed(answer.text, dataType, engine) }));
    });
    return { abort, onHeadersReceived() {}, offHeadersReceived() {} };
  };
}

export function createWeChatPhone(folder: string, settings: DeviceSettings): WeChatPhone {
  const device = createDevice(settings);
  let privacyAgreed = false;

  /** The callback form that all of these share. */
  const answering =
    (engine: Engine, name: string, run: (options: Options) => unknown) => (options: Options & Callbacks) => {
      Promise.resolve()
        .then(() => run(options))
        .then(
          (value) => reply(options, 'success', engine.own({ ...(value as object), errMsg: `${name}:ok` })),
          (error: Error) => reply(options, 'fail', engine.own({ errMsg: `${name}:fail ${error.message}` })),
        );
    };

  function fileAt(path: string): string {
    const file = device.files.get(path);
    if (file === undefined) throw new Error(`no such file or directory, open ${path}`);
    return file;
  }

  function calls(program: Steering, engine: Engine): object {
    const base = () =>
      engine.own({ ...WINDOW, language: device.language, fontSizeSetting: device.fontSize, SDKVersion: '3.3.4' });
    const listeners = new Map<unknown, () => void>();
    const simple: Record<string, (options: Options) => unknown> = {
      login: async () => ({ code: await device.code('login-codes', 'wechat') }),
      getNetworkType: () => ({ networkType: device.online ? 'wifi' : 'none' }),
      getPrivacySetting: () => ({ needAuthorization: !privacyAgreed, privacyContractName: '《互认隐私保护指引》' }),
      requirePrivacyAuthorize() {
        privacyAgreed ||= phone.privacyAnswer === 'agree';
        if (!privacyAgreed) throw new Error('privacy permission is not authorized');
      },
      showToast: ({ title }) => void phone.toasts.push(title),
      hideToast: () => undefined,
      setNavigationBarTitle: ({ title }) => program.setTitle(title),
      stopPullDownRefresh: () => program.pullDownDone(),
      navigateTo: ({ url }) => program.navigateTo(url),
      redirectTo: ({ url }) => program.redirectTo(url),
      reLaunch: ({ url }) => program.reLaunch(url),
      navigateBack: ({ delta }) => program.navigateBack(delta),
      scanCode() {
        const result = device.inView;
        if (result === undefined) throw new Error('cancel');
        return { result, scanType: 'QR_CODE', charSet: 'UTF-8', path: '' };
      },
      chooseMedia() {
        const photo = device.photos.shift();
        if (photo === undefined) throw new Error('cancel');
        const tempFilePath = `wxfile://tmp_${device.files.size}`;
        device.files.set(tempFilePath, photo);
        return { tempFiles: [{ tempFilePath, size: photo.length, fileType: 'image' }], type: 'image' };
      },
      compressImage: ({ src }) => ({ tempFilePath: src }),
      getScreenBrightness: () => ({ value: device.state.brightness }),
      setScreenBrightness({ value }) {
        // -1: as the system has it.
        device.state.brightness = value < 0 ? AUTOMATIC : value;
      },
      setKeepScreenOn({ keepScreenOn }) {
        device.state.keptOn = keepScreenOn;
      },
      setVisualEffectOnCapture({ visualEffect }) {
        device.state.captureHidden = visualEffect === 'hidden';
      },
      vibrateShort: () => void device.state.vibrations.push('short'),
      vibrateLong: () => void device.state.vibrations.push('long'),
      setInnerAudioOption: () => undefined,
      setClipboardData({ data }) {
        device.state.clipboard = data;
      },
      canvasToTempFilePath: ({ canvas }) => ({ tempFilePath: keepPicture(device, 'wxfile://tmp_', program, canvas) }),
      saveImageToPhotosAlbum: ({ filePath }) => void device.state.album.push(filePath),
      openDocument({ filePath }) {
        fileAt(filePath);
        device.state.documents.push(filePath);
      },
    };
    const { object, missed } = createCalls({
      ...Object.fromEntries(Object.entries(simple).map(([name, run]) => [name, answering(engine, name, run)])),
      ...storage(device, engine),
      request: request(device, engine),
      env: engine.own({ USER_DATA_PATH: 'wxfile://usr' }),
      getRandomValues(options: Options & Callbacks) {
        const randomValues = engine.bytes(randomBytes(options.length));
        reply(options, 'success', Object.assign(engine.own({ errMsg: 'getRandomValues:ok' }), { randomValues }));
      },
      createInnerAudioContext: () => innerAudio(device),
      // At once: the page that asks may be another's a moment later.
      hideShareMenu(options?: Callbacks) {
        program.hideShareMenu();
        reply(options, 'success', engine.own({}));
      },
      createSelectorQuery: () => program.selectorQuery(),
      onUserCaptureScreen: () => undefined,
      offUserCaptureScreen: () => undefined,
      getFileSystemManager: () => ({
        readFile: answering(engine, 'readFile', ({ filePath }) => ({ data: fileAt(filePath) })),
        writeFileSync: (path: string, data: string) => void device.files.set(path, data),
        unlinkSync: (path: string) => void device.files.delete(path),
        readdirSync: (folder: string) => engine.own(device.filesIn(folder)),
      }),
      getAppBaseInfo: base,
      getWindowInfo: () => engine.own(WINDOW),
      getSystemInfoSync: base,
      canIUse: (name: string) => name in object,
      onNetworkStatusChange(listener: (change: unknown) => void) {
        const hear = (online: boolean) =>
          listener(engine.own({ isConnected: online, networkType: online ? 'wifi' : 'none' }));
        listeners.set(listener, device.onNetworkChange(hear));
      },
      offNetworkStatusChange: (listener: unknown) => listeners.get(listener)?.(),
    });
    phone.missed = missed;
    return object;
  }

  const openTypes: OpenTypes = (type) => {
    if (type !== 'getPhoneNumber') return undefined;
    return async () => {
      const fail = (why: string) => ({ event: 'getphonenumber', detail: { errMsg: `getPhoneNumber:fail ${why}` } });
      if (!privacyAgreed) return fail('privacy permission is not authorized');
      if (phone.phoneNumberAnswer === 'refuse') return fail('user deny');
      const code = await device.code('phone-codes', 'wechat');
      return { event: 'getphonenumber', detail: { errMsg: 'getPhoneNumber:ok', code } };
    };
  };

  const superApp: SuperApp = {
    device,
    camera: {
      ready: 'initdone',
      scanned: (result) => ({ type: 'qrcode', result, charSet: 'UTF-8' }),
      refused: { errMsg: 'insertCamera:fail auth deny' },
    },
    global: 'wx',
    dialect: wxml,
    pullDownSetting: 'enablePullDownRefresh',
    globals: {},
    calls,
    openTypes,
    // Only what has something to say of itself.
    offersForwarding: ({ object }) => typeof object.onShareAppMessage === 'function',
  };
  const phone: WeChatPhone = {
    device,
    toasts: [],
    missed: new Set(),
    privacyAnswer: 'agree',
    phoneNumberAnswer: 'allow',
    open: (url) => openMiniProgram(folder, superApp, url),
  };
  return phone;
}
