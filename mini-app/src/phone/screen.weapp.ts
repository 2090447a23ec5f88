/** Screen on WeChat: only calls of `wx`, each checked for where older base libraries lack it. */
import type { HoldScreen } from './screen-contract.ts';

declare const wx: {
  getScreenBrightness?(options: { success(reply: { value: number }): void; fail?(): void }): void;
  setScreenBrightness?(options: { value: number; fail?(): void }): void;
  setKeepScreenOn?(options: { keepScreenOn: boolean; fail?(): void }): void;
  setVisualEffectOnCapture?(options: { visualEffect: 'hidden' | 'none'; fail?(): void }): void;
};

/** Whoever declines is not told about it: the page works as it is. */
const fail = () => undefined;

export const holdScreen: HoldScreen = () => {
  let before: number | undefined;
  let held = true;
  wx.getScreenBrightness?.({
    success({ value }) {
      if (!held) return;
      before = value;
      wx.setScreenBrightness?.({ value: 1, fail });
    },
    fail,
  });
  wx.setKeepScreenOn?.({ keepScreenOn: true, fail });
  wx.setVisualEffectOnCapture?.({ visualEffect: 'hidden', fail });
  return {
    brightness: wx.getScreenBrightness && wx.setScreenBrightness ? 'done' : 'unsupported',
    keptOn: wx.setKeepScreenOn ? 'done' : 'unsupported',
    captureHidden: wx.setVisualEffectOnCapture ? 'done' : 'unsupported',
    release() {
      if (!held) return;
      held = false;
      if (before !== undefined) wx.setScreenBrightness?.({ value: before, fail });
      wx.setKeepScreenOn?.({ keepScreenOn: false, fail });
      wx.setVisualEffectOnCapture?.({ visualEffect: 'none', fail });
    },
  };
};
