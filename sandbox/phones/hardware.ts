/** Hardware: what both super-apps give a program of the phone itself, in the same words. */
import { encode } from 'fast-png';
import type { Device } from './device.ts';
import type { Steering } from './super-app.ts';

/** A phone of 2019. */
export const WINDOW = { windowWidth: 375, windowHeight: 667, screenWidth: 375, screenHeight: 667, pixelRatio: 2 };
/** The brightness that the system chooses by itself. */
export const AUTOMATIC = 0.5;

/** A sound to be played; what is played is written down. */
export function innerAudio(device: Device): object {
  const silent = () => undefined;
  const audio = {
    src: '',
    obeyMuteSwitch: true,
    volume: 1,
    autoplay: false,
    play: () => void device.state.sounds.push(audio.src),
    ...Object.fromEntries(['stop', 'pause', 'seek', 'destroy'].map((name) => [name, silent])),
    ...Object.fromEntries(['Canplay', 'Ended', 'Error', 'Play', 'Stop'].map((name) => [`on${name}`, silent])),
    ...Object.fromEntries(['Canplay', 'Ended', 'Error', 'Play', 'Stop'].map((name) => [`off${name}`, silent])),
  };
  return audio;
}

/** The canvas as a picture among the phone's files; gives back its path. */
export function keepPicture(device: Device, folder: string, program: Steering, canvas: object): string {
  const drawing = program.drawingOf(canvas);
  if (!drawing) throw new Error('there is no such canvas');
  const { width, height, data } = drawing.picture();
  const path = `${folder}${device.files.size}.png`;
  device.files.set(
    path,
    Buffer.from(encode({ width, height, data: new Uint8Array(data), channels: 4 })).toString('base64'),
  );
  return path;
}
