import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { encodeBase64 } from './base64.ts';
import { device as alipay } from './device.alipay.ts';
import { device as browser } from './device.h5.ts';
import { device as wechat } from './device.weapp.ts';
import { NOTES, SIGNALS, TREMBLES, waveOf } from './signals.ts';

/** The super-app's side; the other platforms' globals are not there, so a call to one of them throws. */
const onWeChat = (wx: object) => vi.stubGlobal('wx', { env: { USER_DATA_PATH: 'user' }, ...wx });
const onAlipay = (my: object) => vi.stubGlobal('my', { env: { USER_DATA_PATH: 'user' }, ...my });
type Callbacks = { success(reply?: object): void; fail(): void };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('verdicts', () => {
  test('sound and feel different, all five of them', () => {
    const told = (of: Record<string, unknown>) => new Set(SIGNALS.map((signal) => JSON.stringify(of[signal]))).size;
    expect(told(NOTES)).toBe(SIGNALS.length);
    expect(told(TREMBLES)).toBe(SIGNALS.length);
  });

  test('are told apart by how their notes go, whoever cannot name a pitch', () => {
    const goes = SIGNALS.map((signal) =>
      NOTES[signal].map(({ hertz }, at, all) => (at === 0 ? '.' : Math.sign(hertz - all[at - 1]!.hertz))).join(' '),
    );
    // One note is through or look again: the one long and high, the other half as long.
    expect(goes).toEqual(['.', '. 1', '. 0', '. -1 -1', '.']);
    expect(NOTES.admit[0]!.ms).toBeGreaterThanOrEqual(2 * NOTES['not-a-code'][0]!.ms);
  });

  test('sound as a file that players take: RIFF, PCM, 8 bits at 8 kHz', () => {
    const wave = waveOf(NOTES.admit);
    const view = new DataView(wave.buffer);
    expect(Buffer.from(wave.subarray(0, 16)).toString('latin1')).toMatch(/^RIFF....WAVEfmt $/s);
    expect([view.getUint32(4, true), view.getUint32(24, true), view.getUint32(40, true)]).toEqual([
      wave.length - 8,
      8_000,
      wave.length - 44,
    ]);
    const crossings = wave
      .subarray(44)
      .reduce((sum, each, at, all) => sum + Number(at > 0 && all[at - 1]! < 128 && each >= 128), 0);
    expect(crossings / 0.14).toBeCloseTo(1568, -2);
  });

  test.each([
    [[], ''],
    [[255], '/w=='],
    [[255, 254], '//4='],
    [[255, 254, 253], '//79'],
  ])('as Base64 with padding: %j', (bytes, text) => expect(encodeBase64(Uint8Array.from(bytes))).toBe(text));
});

describe('WeChat', () => {
  test('plays a file also with the phone muted, and writes it once', () => {
    const play = vi.fn();
    const writeFileSync = vi.fn();
    const setInnerAudioOption = vi.fn();
    onWeChat({
      createInnerAudioContext: () => ({ src: '', play, stop() {} }),
      setInnerAudioOption,
      getFileSystemManager: () => ({ writeFileSync }),
    });
    expect(wechat.sound('admit')).toBe('done');
    expect(wechat.sound('admit')).toBe('done');
    expect(play).toHaveBeenCalledTimes(2);
    expect(writeFileSync).toHaveBeenCalledExactlyOnceWith('user/staff-admit.wav', expect.any(String), 'base64');
    expect(setInnerAudioOption).toHaveBeenCalledWith({ obeyMuteSwitch: false, mixWithOther: true });
  });

  test('without a place for the file, or without a player, is silent and says so', () => {
    onWeChat({
      createInnerAudioContext: () => expect.fail('there is nothing to play'),
      getFileSystemManager: () => ({
        writeFileSync() {
          throw new Error('the maximum size of the file storage limit is exceeded');
        },
      }),
    });
    expect(wechat.sound('refuse')).toBe('unsupported');
    onWeChat({});
    expect(wechat.sound('refuse')).toBe('unsupported');
    expect(wechat.tremble('refuse')).toBe('unsupported');
  });

  test('trembles as often as the verdict says', () => {
    const [vibrateShort, vibrateLong] = [vi.fn(), vi.fn()];
    onWeChat({ vibrateShort, vibrateLong });
    expect(wechat.tremble('ask-online')).toBe('done');
    wechat.tremble('refuse');
    wechat.tremble('compare');
    vi.runAllTimers();
    expect([vibrateShort.mock.calls.length, vibrateLong.mock.calls.length]).toEqual([4, 2]);
  });

  test('stays awake and hides captures while somebody is on watch', () => {
    const [setKeepScreenOn, setVisualEffectOnCapture] = [vi.fn(), vi.fn()];
    onWeChat({ setKeepScreenOn, setVisualEffectOnCapture });
    const stop = wechat.keepWatch();
    expect(setKeepScreenOn.mock.lastCall![0]).toMatchObject({ keepScreenOn: true });
    expect(setVisualEffectOnCapture.mock.lastCall![0]).toMatchObject({ visualEffect: 'hidden' });
    stop();
    expect(setKeepScreenOn.mock.lastCall![0]).toMatchObject({ keepScreenOn: false });
    expect(setVisualEffectOnCapture.mock.lastCall![0]).toMatchObject({ visualEffect: 'none' });
    onWeChat({});
    wechat.keepWatch()();
    onAlipay({});
    alipay.keepWatch()();
  });

  test('saves a picture in the album, or tells that the person said no', async () => {
    const canvasToTempFilePath = ({ success }: Callbacks) => success({ tempFilePath: 'drawn' });
    const saveImageToPhotosAlbum = vi.fn(({ success }: Callbacks) => success());
    onWeChat({ canvasToTempFilePath, saveImageToPhotosAlbum });
    expect(await wechat.savePicture({}, 'x')).toBe('done');
    expect(saveImageToPhotosAlbum.mock.calls[0]![0]).toMatchObject({ filePath: 'drawn' });
    onWeChat({ canvasToTempFilePath, saveImageToPhotosAlbum: ({ fail }: Callbacks) => fail() });
    expect(await wechat.savePicture({}, 'x')).toBe('refused');
    onWeChat({});
    expect(await wechat.savePicture({}, 'x')).toBe('unsupported');
    expect(wechat.print()).toBe('unsupported');
  });
});

describe('Alipay', () => {
  test('plays a file that does not obey the mute switch', () => {
    const sound = { src: '', obeyMuteSwitch: true, play: vi.fn(), stop() {} };
    onAlipay({ createInnerAudioContext: () => sound, getFileSystemManager: () => ({ writeFileSync() {} }) });
    expect(alipay.sound('admit')).toBe('done');
    expect(sound).toMatchObject({ src: 'user/staff-admit.wav', obeyMuteSwitch: false });
    onAlipay({});
    expect(alipay.sound('refuse')).toBe('unsupported');
  });

  test('saves in its own words', async () => {
    onAlipay({ saveImageToPhotosAlbum: ({ success }: Callbacks) => success() });
    const canvas = { toTempFilePath: ({ success }: Callbacks) => success({ tempFilePath: 'drawn' }) };
    expect(await alipay.savePicture(canvas, 'x')).toBe('done');
    expect(await alipay.savePicture({}, 'x')).toBe('unsupported');
  });
});

describe('a browser', () => {
  test('without sound or vibration says so', () => {
    vi.stubGlobal('navigator', {});
    expect(browser.sound('admit')).toBe('unsupported');
    expect(browser.tremble('admit')).toBe('unsupported');
  });

  test('does not ask for what is refused before the page was touched', () => {
    const vibrate = vi.fn(() => true);
    vi.stubGlobal('navigator', { vibrate, userActivation: { hasBeenActive: false } });
    expect(browser.tremble('refuse')).toBe('unsupported');
    expect(vibrate).not.toHaveBeenCalled();
  });

  test('trembles in one pattern', () => {
    const vibrate = vi.fn(() => true);
    vi.stubGlobal('navigator', { vibrate });
    expect(browser.tremble('refuse')).toBe('done');
    expect(vibrate).toHaveBeenCalledWith([400, 80]);
  });
});
