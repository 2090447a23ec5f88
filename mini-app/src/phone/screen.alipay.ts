/** Screen on Alipay: only calls of `my`, each checked for where older versions lack it. */
import type { HoldScreen } from './screen-contract.ts';

declare const my: {
  getScreenBrightness?(options: { success(reply: { brightness: number }): void; fail?(): void }): void;
  setScreenBrightness?(options: { brightness: number; fail?(): void }): void;
  setKeepScreenOn?(options: { keepScreenOn: boolean; fail?(): void }): void;
  setVisualEffectOnCapture?(options: { visualEffect: 'hidden' | 'none'; fail?(): void }): void;
};

/** Whoever declines is not told about it: the page works as it is. */
const fail = () => undefined;

export const holdScreen: HoldScreen = () => {
  let before: number | undefined;
  let held = true;
  my.getScreenBrightness?.({
    success({ brightness }) {
      if (!held) return;
      before = brightness;
      my.setScreenBrightness?.({ brightness: 1, fail });
    },
    fail,
  });
  my.setKeepScreenOn?.({ keepScreenOn: true, fail });
  my.setVisualEffectOnCapture?.({ visualEffect: 'hidden', fail });
  return {
    brightness: my.getScreenBrightness && my.setScreenBrightness ? 'done' : 'unsupported',
    keptOn: my.setKeepScreenOn ? 'done' : 'unsupported',
    captureHidden: my.setVisualEffectOnCapture ? 'done' : 'unsupported',
    release() {
      if (!held) return;
      held = false;
      if (before !== undefined) my.setScreenBrightness?.({ brightness: before, fail });
      my.setKeepScreenOn?.({ keepScreenOn: false, fail });
      my.setVisualEffectOnCapture?.({ visualEffect: 'none', fail });
    },
  };
};
