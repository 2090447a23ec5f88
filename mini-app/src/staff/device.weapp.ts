/** StaffDevice on WeChat: only calls of `wx`. */
import { savePicture } from '../phone/giving-out.weapp.ts';
import { encodeBase64 } from './base64.ts';
import type { StaffDevice } from './device-contract.ts';
import { NOTES, type Signal, TREMBLE_EVERY_MS, TREMBLES, waveOf } from './signals.ts';

interface Sound {
  src: string;
  play(): void;
  stop(): void;
}
declare const wx: {
  createInnerAudioContext?(): Sound;
  setInnerAudioOption?(options: { obeyMuteSwitch: boolean; mixWithOther: boolean }): void;
  getFileSystemManager(): { writeFileSync(filePath: string, data: string, encoding: 'base64'): void };
  env: { USER_DATA_PATH: string };
  setKeepScreenOn?(options: { keepScreenOn: boolean; fail(): void }): void;
  setVisualEffectOnCapture?(options: { visualEffect: 'hidden' | 'none'; fail(): void }): void;
  vibrateShort?(options: { type: 'heavy' }): void;
  vibrateLong?(options: object): void;
};

/** Whoever declines is not told about it: the page works as it is. */
const fail = () => undefined;

const sounds: Partial<Record<Signal, Sound>> = {};

/** As a file, because WeChat plays nothing else; written once in a run. */
function soundOf(signal: Signal): Sound | undefined {
  const known = sounds[signal];
  if (known || !wx.createInnerAudioContext) return known;
  try {
    const file = `${wx.env.USER_DATA_PATH}/staff-${signal}.wav`;
    wx.getFileSystemManager().writeFileSync(file, encodeBase64(waveOf(NOTES[signal])), 'base64');
    wx.setInnerAudioOption?.({ obeyMuteSwitch: false, mixWithOther: true });
    const sound = wx.createInnerAudioContext();
    sound.src = file;
    sounds[signal] = sound;
    return sound;
  } catch {
    return undefined;
  }
}

export const device: StaffDevice = {
  sound(signal) {
    const sound = soundOf(signal);
    if (!sound) return 'unsupported';
    // The last one may still be heard.
    sound.stop();
    sound.play();
    return 'done';
  },
  tremble(signal) {
    if (!wx.vibrateShort || !wx.vibrateLong) return 'unsupported';
    TREMBLES[signal].forEach((tremble, at) => {
      setTimeout(
        () => (tremble === 'long' ? wx.vibrateLong?.({}) : wx.vibrateShort?.({ type: 'heavy' })),
        at * TREMBLE_EVERY_MS,
      );
    });
    return 'done';
  },
  keepWatch() {
    wx.setKeepScreenOn?.({ keepScreenOn: true, fail });
    wx.setVisualEffectOnCapture?.({ visualEffect: 'hidden', fail });
    return () => {
      wx.setKeepScreenOn?.({ keepScreenOn: false, fail });
      wx.setVisualEffectOnCapture?.({ visualEffect: 'none', fail });
    };
  },
  touched: () => undefined,
  savePicture,
  print: () => 'unsupported',
};
