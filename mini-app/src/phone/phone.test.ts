import { afterEach, describe, expect, test, vi } from 'vitest';
import { copyText as copyOnAlipay } from './giving-out.alipay.ts';
import { copyText as copyInBrowser } from './giving-out.h5.ts';
import { copyText as copyOnWeChat } from './giving-out.weapp.ts';
import { openPdf as openOnAlipay } from './open-pdf.alipay.ts';
import { openPdf as openOnWeChat } from './open-pdf.weapp.ts';
import { randomBytes as randomOnAlipay } from './random-bytes.alipay.ts';
import { randomBytes as randomInBrowser } from './random-bytes.h5.ts';
import { randomBytes as randomOnWeChat } from './random-bytes.weapp.ts';
import { holdScreen as holdOnAlipay } from './screen.alipay.ts';
import { holdScreen as holdInBrowser } from './screen.h5.ts';
import { holdScreen as holdOnWeChat } from './screen.weapp.ts';

afterEach(() => void vi.unstubAllGlobals());

/** A super-app's screen: `value` as WeChat names brightness, `brightness` as Alipay does. */
function screen(name: 'value' | 'brightness') {
  const state = { brightness: 0.4, keptOn: false, effect: 'none' };
  return {
    state,
    getScreenBrightness: ({ success }: { success(reply: object): void }) => success({ [name]: state.brightness }),
    setScreenBrightness: (options: Record<string, number>) => {
      state.brightness = options[name]!;
    },
    setKeepScreenOn: ({ keepScreenOn }: { keepScreenOn: boolean }) => {
      state.keptOn = keepScreenOn;
    },
    setVisualEffectOnCapture: ({ visualEffect }: { visualEffect: string }) => {
      state.effect = visualEffect;
    },
  };
}

describe.each([
  ['WeChat', 'wx', 'value', holdOnWeChat],
  ['Alipay', 'my', 'brightness', holdOnAlipay],
] as const)('the screen on %s', (_, global, name, holdScreen) => {
  test('is bright, kept on and hidden from captures, and as it was when left', () => {
    const phone = screen(name);
    vi.stubGlobal(global, phone);
    const held = holdScreen();
    expect(held).toMatchObject({ brightness: 'done', keptOn: 'done', captureHidden: 'done' });
    expect(phone.state).toEqual({ brightness: 1, keptOn: true, effect: 'hidden' });
    held.release();
    expect(phone.state).toEqual({ brightness: 0.4, keptOn: false, effect: 'none' });
    phone.state.brightness = 0.7;
    held.release();
    expect(phone.state.brightness).toBe(0.7);
  });

  test('left before its brightness was told, it is not changed any more', () => {
    const phone = screen(name);
    let tell: (reply: object) => void = () => undefined;
    vi.stubGlobal(global, {
      ...phone,
      getScreenBrightness: ({ success }: { success(reply: object): void }) => {
        tell = success;
      },
    });
    holdScreen().release();
    tell({ [name]: 0.4 });
    expect(phone.state.brightness).toBe(0.4);
  });

  test('lacks what an older version lacks, and says so', () => {
    vi.stubGlobal(global, {});
    expect(holdScreen()).toMatchObject({
      brightness: 'unsupported',
      keptOn: 'unsupported',
      captureHidden: 'unsupported',
    });
  });
});

describe('the screen in a browser', () => {
  test('is kept on where there is a wake lock, until it is left', async () => {
    const release = vi.fn(async () => undefined);
    vi.stubGlobal('navigator', { wakeLock: { request: async () => ({ release }) } });
    const held = holdInBrowser();
    expect(held).toMatchObject({ brightness: 'unsupported', keptOn: 'done', captureHidden: 'unsupported' });
    await Promise.resolve();
    held.release();
    expect(release).toHaveBeenCalledOnce();
    const early = holdInBrowser();
    early.release();
    await Promise.resolve();
    expect(release).toHaveBeenCalledTimes(2);
  });

  test('works where there is none, or where it is refused', async () => {
    vi.stubGlobal('navigator', {});
    expect(holdInBrowser().keptOn).toBe('unsupported');
    vi.stubGlobal('navigator', { wakeLock: { request: () => Promise.reject(new Error('low battery')) } });
    holdInBrowser().release();
    await Promise.resolve();
  });
});

describe('random bytes', () => {
  test('come from the platform where it has a generator', async () => {
    const fill = ({ length, success }: { length: number; success(reply: object): void }) =>
      success({ randomValues: new Uint8Array(length).fill(7).buffer });
    vi.stubGlobal('wx', { getRandomValues: fill });
    expect(await randomOnWeChat(3)).toEqual(Uint8Array.of(7, 7, 7));
    vi.stubGlobal('wx', {});
    expect(await randomOnWeChat(3)).toBeUndefined();
    expect(await randomOnAlipay(3)).toBeUndefined();
    vi.stubGlobal('window', { crypto: globalThis.crypto });
    expect((await randomInBrowser(32))?.length).toBe(32);
  });
});

describe('a PDF', () => {
  test.each([
    ['wx', openOnWeChat],
    ['my', openOnAlipay],
  ] as const)('is written over the one before and opened (%s)', async (global, openPdf) => {
    const writeFileSync = vi.fn();
    const openDocument = vi.fn(({ success }: { success(): void }) => success());
    const app = { env: { USER_DATA_PATH: 'user' }, getFileSystemManager: () => ({ writeFileSync }), openDocument };
    vi.stubGlobal(global, app);
    expect(await openPdf('JVBERi0=', 'code.pdf')).toBe('done');
    expect(JSON.stringify(writeFileSync.mock.calls[0])).toContain('user/printed-code.pdf');
    expect(openDocument.mock.calls[0]![0]).toMatchObject({ filePath: 'user/printed-code.pdf', fileType: 'pdf' });
    writeFileSync.mockImplementation(() => {
      throw new Error('no space');
    });
    expect(await openPdf('JVBERi0=', 'code.pdf')).toBe('refused');
    vi.stubGlobal(global, { ...app, openDocument: undefined });
    expect(await openPdf('JVBERi0=', 'code.pdf')).toBe('unsupported');
  });
});

test('a text is copied by the super-app’s own call, and a browser without a clipboard says so', async () => {
  const copied = vi.fn(({ success }: { success(): void }) => success());
  vi.stubGlobal('wx', { setClipboardData: copied });
  vi.stubGlobal('my', { setClipboard: copied });
  vi.stubGlobal('navigator', {});
  expect([await copyOnWeChat('a link'), await copyOnAlipay('a link')]).toEqual(['done', 'done']);
  expect(copied.mock.calls).toMatchObject([[{ data: 'a link' }], [{ text: 'a link' }]]);
  expect(await copyInBrowser('a link')).toBe('refused');
});
