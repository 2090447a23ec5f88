/** Platform in a browser: only calls of the web, because Taro's own pretend to succeed here where they do nothing. */
import { choosePhoto } from './choose-photo.h5.ts';
import { pictureTypeOf } from './photo.ts';
import type { Platform } from './platform-contract.ts';

export const platform: Platform = {
  name: 'browser',
  loginCode: async () => ({ kind: 'unsupported' }),
  phoneCodes: 'unsupported',
  phoneCodeOf: () => undefined,
  askPrivacy: async () => 'unsupported',
  remember(key, value) {
    try {
      window.localStorage.setItem(key, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  },
  recall(key) {
    try {
      const text = window.localStorage.getItem(key);
      return text === null ? undefined : JSON.parse(text);
    } catch {
      return undefined;
    }
  },
  forget(key) {
    try {
      window.localStorage.removeItem(key);
    } catch {
      // Nothing was kept.
    }
  },
  watchNetwork(listener) {
    const on = () => listener(true);
    const off = () => listener(false);
    window.addEventListener('online', on);
    window.addEventListener('offline', off);
    return () => {
      window.removeEventListener('online', on);
      window.removeEventListener('offline', off);
    };
  },
  fontSize: () => undefined,
  systemLanguage: () => navigator.language,
  disableSharing: () => 'unsupported',
  // The decoder is large and most visits never need it.
  scan: (words) =>
    import('./scanner.h5.ts').then(
      ({ openScanner }) => openScanner(words),
      () => ({ kind: 'unsupported' }) as const,
    ),
  takePhoto: choosePhoto,
  showPicture: (base64) => ({
    address: `data:image/${pictureTypeOf(base64) ?? 'jpeg'};base64,${base64}`,
    forget: () => undefined,
  }),
};
