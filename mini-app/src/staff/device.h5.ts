/** StaffDevice in a browser: only calls of the web. */
import { savePicture } from '../phone/giving-out.h5.ts';
import type { StaffDevice } from './device-contract.ts';
import { NOTES, SILENCE_MS, TREMBLE_EVERY_MS, TREMBLES } from './signals.ts';

let audio: AudioContext | undefined;

/** Browsers keep silent until the page was touched. */
function ready(): AudioContext | undefined {
  if (!audio && typeof AudioContext === 'function') audio = new AudioContext();
  if (audio?.state === 'suspended') void audio.resume();
  return audio;
}

/** Browsers that do not say so are asked. */
function wasTouched(): boolean {
  return navigator.userActivation?.hasBeenActive ?? true;
}

export const device: StaffDevice = {
  sound(signal) {
    const context = ready();
    // What is played while it is silent would all be heard at once later.
    if (context?.state !== 'running') return 'unsupported';
    let at = context.currentTime;
    for (const { hertz, ms } of NOTES[signal]) {
      const [note, volume] = [context.createOscillator(), context.createGain()];
      const end = at + ms / 1000;
      note.frequency.value = hertz;
      note.connect(volume).connect(context.destination);
      // A note that begins or ends at once clicks.
      volume.gain.setValueAtTime(0, at);
      volume.gain.linearRampToValueAtTime(0.6, at + 0.008);
      volume.gain.setValueAtTime(0.6, end - 0.008);
      volume.gain.linearRampToValueAtTime(0, end);
      note.start(at);
      note.stop(end);
      at = end + SILENCE_MS / 1000;
    }
    return 'done';
  },
  tremble(signal) {
    if (typeof navigator.vibrate !== 'function' || !wasTouched()) return 'unsupported';
    const pattern = TREMBLES[signal].flatMap((tremble) =>
      tremble === 'long' ? [400, TREMBLE_EVERY_MS / 2] : [TREMBLE_EVERY_MS / 2, TREMBLE_EVERY_MS / 2],
    );
    return navigator.vibrate(pattern) ? 'done' : 'unsupported';
  },
  keepWatch() {
    let lock: WakeLockSentinel | undefined;
    let wanted = true;
    // Refused where the battery is low: the page works as it is.
    navigator.wakeLock?.request('screen').then(
      (held) => {
        lock = held;
        if (!wanted) void held.release();
      },
      () => undefined,
    );
    return () => {
      wanted = false;
      void lock?.release();
    };
  },
  touched: () => void ready(),
  savePicture,
  print() {
    window.print();
    return 'done';
  },
};
