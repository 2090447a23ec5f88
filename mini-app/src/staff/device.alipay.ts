/** StaffDevice on Alipay: only calls of `my`. */
import { savePicture } from '../phone/giving-out.alipay.ts';
import { encodeBase64 } from './base64.ts';
import type { StaffDevice } from './device-contract.ts';
import { NOTES, type Signal, TREMBLE_EVERY_MS, TREMBLES, waveOf } from './signals.ts';

interface Sound {
  src: string;
  obeyMuteSwitch?: boolean;
  play(): void;
  stop(): void;
}
declare const my: {
  createInnerAudioContext?(): Sound;
  getFileSystemManager(): {
    writeFileSync(options: { filePath: string; data: string; encoding: 'base64' }): void;
  };
  env: { USER_DATA_PATH: string };
  setKeepScreenOn?(options: { keepScreenOn: boolean; fail(): void }): void;
  setVisualEffectOnCapture?(options: { visualEffect: 'hidden' | 'none'; fail(): void }): void;
  vibrateShort?(options: object): void;
  vibrateLong?(options: object): void;
};

/** Whoever declines is not told about it: the page works as it is. */
const fail = () => undefined;

const sounds: Partial<Record<Signal, Sound>> = {};

/** As a file, because Alipay plays nothing else; written once in a run. */
function soundOf(signal: Signal): Sound | undefined {
  const known = sounds[signal];
  if (known || !my.createInnerAudioContext) return known;
  try {
    const filePath = `${my.env.USER_DATA_PATH}/staff-${signal}.wav`;
    const data = encodeBase64(waveOf(NOTES[signal]));
    my.getFileSystemManager().writeFileSync({ filePath, data, encoding: 'base64' });
    const sound = my.createInnerAudioContext();
    sound.obeyMuteSwitch = false;
    sound.src = filePath;
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
    if (!my.vibrateShort || !my.vibrateLong) return 'unsupported';
    TREMBLES[signal].forEach((tremble, at) => {
      setTimeout(() => (tremble === 'long' ? my.vibrateLong?.({}) : my.vibrateShort?.({})), at * TREMBLE_EVERY_MS);
    });
    return 'done';
  },
  keepWatch() {
    my.setKeepScreenOn?.({ keepScreenOn: true, fail });
    my.setVisualEffectOnCapture?.({ visualEffect: 'hidden', fail });
    return () => {
      my.setKeepScreenOn?.({ keepScreenOn: false, fail });
      my.setVisualEffectOnCapture?.({ visualEffect: 'none', fail });
    };
  },
  touched: () => undefined,
  savePicture,
  print: () => 'unsupported',
};
