/** AlipayPhone: a phone with Alipay and the built mini-program; its calls behave as Alipay's own documentation has them. */
import { setTimeout as wait } from 'node:timers/promises';
import { type Callbacks, createCalls, reply } from './calls.ts';
import { createDevice, type Device, type DeviceSettings, type Lost } from './device.ts';
import type { Engine } from './engine.ts';
import { AUTOMATIC, innerAudio, keepPicture, WINDOW } from './hardware.ts';
import { type MiniProgram, openMiniProgram } from './mini-program.ts';
import type { Steering, SuperApp } from './super-app.ts';
import { axml } from './templates.ts';

export interface AlipayPhone {
  device: Device;
  /** What was shown in passing, oldest first. */
  toasts: string[];
  /** What the program asked for that this phone does not have; React and Taro look for some. */
  missed: Set<string>;
  /** Opens the mini-program; what an earlier run stored is still there. */
  open(url?: string): MiniProgram;
}

/** What the calls that answer at once take, each its own. */
interface Options {
  url: string;
  title: string;
  content: string;
  scopes: string;
  delta?: number;
  filePath: string;
  apFilePaths: string[];
  brightness: number;
  keepScreenOn: boolean;
  visualEffect: 'none' | 'hidden';
  text: string;
  canvas: object;
}

/** Alipay's own number for what went wrong. */
class Refused extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

interface RequestOptions extends Callbacks {
  url: string;
  method?: string;
  data?: unknown;
  headers?: Record<string, string>;
  timeout?: number;
  dataType?: string;
}

const MOST_PER_KEY = 200 * 1024;
/** As fast as anybody could scan. */
const SCANNING_MS = 50;
const DEFAULT_TIMEOUT_MS = 30_000;
/** Error codes of my.request. */
const LOST: Record<Lost, { error: number; errorMessage: string }> = {
  offline: { error: 12, errorMessage: '网络出错' },
  unlisted: { error: 11, errorMessage: '无权跨域' },
  'timed-out': { error: 13, errorMessage: '超时' },
  aborted: { error: 20, errorMessage: '请求已被停止' },
  'too-many': { error: 20, errorMessage: '请求被限流' },
};
const HTTP_ERROR = { error: 19, errorMessage: 'http status error' };

function parsed(text: string, engine: Engine): unknown {
  try {
    return engine.own(JSON.parse(text));
  } catch {
    return text;
  }
}

function storage(device: Device, engine: Engine) {
  const { store } = device;
  return {
    setStorageSync({ key, data }: { key: string; data: unknown }) {
      const text = JSON.stringify(data);
      if (text.length > MOST_PER_KEY) return engine.own({ error: 15, errorMessage: '数据超过 200 KB' });
      store.set(key, text);
      return engine.own({ success: true });
    },
    getStorageSync: ({ key }: { key: string }) =>
      engine.own({ data: store.has(key) ? JSON.parse(store.get(key)!) : null, success: true }),
    removeStorageSync({ key }: { key: string }) {
      store.delete(key);
      return engine.own({ success: true });
    },
    clearStorageSync: () => store.clear(),
  };
}

function request(device: Device, engine: Engine) {
  return (options: RequestOptions) => {
    const { url, method = 'GET', data, headers = {}, timeout = DEFAULT_TIMEOUT_MS } = options;
    const { received, abort } = device.send({
      method,
      url,
      data,
      headers: { 'content-type': 'application/json', ...headers },
      timeoutMs: timeout,
    });
    void received.then((answer) => {
      if (typeof answer === 'string') return reply(options, 'fail', engine.own(LOST[answer]));
      const { status, text } = answer;
      const outcome = engine.own({ status, headers: Object.fromEntries(answer.headers) });
      // Everything but 2xx is a failure to Alipay, which then leaves the body as text.
      if (status >= 200 && status < 300) {
        reply(options, 'success', Object.assign(outcome, { data: parsed(text, engine) }));
      } else reply(options, 'fail', Object.assign(outcome, { data: text }, HTTP_ERROR));
    });
    return { abort };
  };
}

export function createAlipayPhone(folder: string, settings: DeviceSettings): AlipayPhone {
  const device = createDevice(settings);

  const answering = (engine: Engine, run: (options: Options) => unknown) => (options: Options & Callbacks) => {
    Promise.resolve()
      .then(() => run(options))
      .then(
        (value) => reply(options, 'success', engine.own({ ...(value as object), success: true })),
        (failure: Error) => {
          const error = failure instanceof Refused ? failure.code : 2;
          reply(options, 'fail', engine.own({ error, errorMessage: failure.message }));
        },
      );
  };

  function calls(program: Steering, engine: Engine): object {
    const system = () =>
      engine.own({
        ...WINDOW,
        language: device.language === 'zh_CN' ? 'zh-Hans' : device.language,
        fontSizeSetting: device.fontSize,
      });
    const listeners = new Map<unknown, () => void>();
    const simple: Record<string, (options: Options) => unknown> = {
      async getAuthCode({ scopes }) {
        const code = await device.code('login-codes', 'alipay');
        return { authCode: code, authSuccessScopes: [scopes], authErrorScopes: {} };
      },
      getNetworkType: () => ({
        networkAvailable: device.online,
        networkType: device.online ? 'WIFI' : 'NOTREACHABLE',
      }),
      showToast: ({ content }) => void phone.toasts.push(content),
      hideToast: () => undefined,
      setNavigationBar: ({ title }) => program.setTitle(title),
      stopPullDownRefresh: () => program.pullDownDone(),
      navigateTo: ({ url }) => program.navigateTo(url),
      redirectTo: ({ url }) => program.redirectTo(url),
      reLaunch: ({ url }) => program.reLaunch(url),
      navigateBack: ({ delta }) => program.navigateBack(delta),
      // Its scanner is a page of its own: ours is hidden meanwhile, and shown again before the answer comes.
      async scan() {
        program.hide();
        await wait(SCANNING_MS);
        const code = device.inView;
        program.show();
        if (code === undefined) throw new Refused(10, '用户取消');
        return { code, qrCode: code, result: code };
      },
      chooseImage() {
        const photo = device.photos.shift();
        if (photo === undefined) throw new Refused(11, '用户取消操作');
        const path = `https://resource/${device.files.size}.image`;
        device.files.set(path, photo);
        return { tempFilePaths: [path], apFilePaths: [path] };
      },
      compressImage: ({ apFilePaths }) => ({ apFilePaths }),
      getScreenBrightness: () => ({ brightness: device.state.brightness }),
      setScreenBrightness({ brightness }) {
        device.state.brightness = brightness < 0 ? AUTOMATIC : brightness;
      },
      setKeepScreenOn({ keepScreenOn }) {
        device.state.keptOn = keepScreenOn;
      },
      setVisualEffectOnCapture({ visualEffect }) {
        device.state.captureHidden = visualEffect === 'hidden';
      },
      vibrateShort: () => void device.state.vibrations.push('short'),
      vibrateLong: () => void device.state.vibrations.push('long'),
      setClipboard({ text }) {
        device.state.clipboard = text;
      },
      canvasToTempFilePath: ({ canvas }) => ({
        tempFilePath: keepPicture(device, 'https://resource/', program, canvas),
      }),
      saveImageToPhotosAlbum: ({ filePath }) => void device.state.album.push(filePath),
      openDocument({ filePath }) {
        if (!device.files.has(filePath)) throw new Refused(2, '文件不存在');
        device.state.documents.push(filePath);
      },
    };
    const { object, missed } = createCalls({
      ...Object.fromEntries(Object.entries(simple).map(([name, run]) => [name, answering(engine, run)])),
      ...storage(device, engine),
      request: request(device, engine),
      env: engine.own({ USER_DATA_PATH: 'https://usr' }),
      createInnerAudioContext: () => innerAudio(device),
      // At once: the page that asks may be another's a moment later.
      hideShareMenu(options?: Callbacks) {
        program.hideShareMenu();
        reply(options, 'success', engine.own({}));
      },
      createSelectorQuery: () => program.selectorQuery(),
      onUserCaptureScreen: () => undefined,
      offUserCaptureScreen: () => undefined,
      getWindowInfo: () => engine.own(WINDOW),
      getFileSystemManager: () => ({
        readFile: answering(engine, ({ filePath }) => ({ data: device.files.get(filePath) })),
        writeFileSync: ({ filePath, data }: { filePath: string; data: string }) =>
          void device.files.set(filePath, data),
        unlinkSync: ({ filePath }: { filePath: string }) => void device.files.delete(filePath),
        readdirSync: ({ dirPath }: { dirPath: string }) => engine.own({ files: device.filesIn(dirPath) }),
      }),
      getSystemInfoSync: system,
      canIUse: (name: string) => name in object,
      onNetworkStatusChange(listener: (change: unknown) => void) {
        const hear = (online: boolean) =>
          listener(engine.own({ isConnected: online, networkType: online ? 'WIFI' : 'NOTREACHABLE' }));
        listeners.set(listener, device.onNetworkChange(hear));
      },
      offNetworkStatusChange: (listener: unknown) => listeners.get(listener)?.(),
    });
    phone.missed = missed;
    return object;
  }

  const superApp: SuperApp = {
    device,
    camera: {
      ready: 'ready',
      scanned: (text) => ({ type: 'qrCode', result: text, fullResult: text }),
      refused: { error: 11, errorMessage: '用户拒绝授权' },
    },
    global: 'my',
    dialect: axml,
    pullDownSetting: 'pullRefresh',
    // Alipay has a navigator of its own, with its version under another name than the web's.
    globals: { navigator: { swuserAgent: 'Mozilla/5.0 (Linux; Android 9) AlipayClient/10.2.60' } },
    calls,
    openTypes: () => undefined,
    // Every page, whether or not it has something to say of itself.
    offersForwarding: () => true,
  };
  const phone: AlipayPhone = {
    device,
    toasts: [],
    missed: new Set(),
    open: (url) => openMiniProgram(folder, superApp, url),
  };
  return phone;
}
