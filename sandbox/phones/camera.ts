/** Camera: the component `<camera mode="scanCode">` on the page on top, and what it sees of what is held before the phone. */
import type { Element } from 'glass-easel';
import type { Device } from './device.ts';
import { attribute, nameOf, trigger, visibleElements } from './elements.ts';

/** What a platform's component says, and how. */
export interface CameraSayings {
  /** The event when it is ready. */
  ready: string;
  scanned(text: string): object;
  refused: object;
}

export interface Camera {
  /** The program went to the background, or another page lies over this one: the component stops, for good. */
  stop(): void;
  /** Whether the light is on. */
  torch(): boolean;
  /** What is wrong with how the page uses it. */
  faults: string[];
  close(): void;
}

/** How often a phone finds the code again that is still there. */
const LOOK_EVERY_MS = 100;

export function watchCamera(page: () => Element | undefined, device: Device, sayings: CameraSayings): Camera {
  const faults: string[] = [];
  /** One that has stopped stays dark; only a new one looks again. */
  const dark = new WeakSet<Element>();
  let current: Element | undefined;

  const stop = () => {
    if (!current || dark.has(current)) return;
    dark.add(current);
    trigger(current, 'stop', {});
  };

  function look(): void {
    const top = page();
    const cameras = top ? [...visibleElements(top)].filter((each) => nameOf(each) === 'camera') : [];
    if (cameras.length > 1) faults.push('a page can hold one camera');
    const camera = cameras[0];
    if (camera !== current) {
      stop();
      current = camera;
      if (camera && attribute(camera, 'mode') !== 'scanCode') faults.push('the camera is not there to scan');
      if (camera && !dark.has(camera)) begin(camera);
    }
    if (!camera || dark.has(camera) || device.inView === undefined) return;
    trigger(camera, 'scancode', sayings.scanned(device.inView));
  }

  function begin(camera: Element): void {
    if (device.cameraAnswer === 'refuse') dark.add(camera);
    if (dark.has(camera)) trigger(camera, 'error', sayings.refused);
    else trigger(camera, sayings.ready, { maxZoom: 8 });
  }

  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    stop,
    torch: () => current !== undefined && !dark.has(current) && attribute(current, 'flash') === 'torch',
    faults,
    close: () => clearInterval(timer),
  };
}
