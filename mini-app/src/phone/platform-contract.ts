/** Platform: what the mini-program needs of WeChat, Alipay or the browser. What one of them lacks comes back as a value. */
import type { Photo } from './photo.ts';

/** `unsupported`: this platform has no such thing; `refused`: the person or the super-app said no. */
export type LoginCode = { kind: 'code'; code: string } | { kind: 'refused' } | { kind: 'unsupported' };
export type Privacy = 'granted' | 'refused' | 'unsupported';

/** What the super-app's scanner read, from the camera or a picture. */
export type Scanned =
  | { kind: 'text'; text: string }
  | { kind: 'cancelled' }
  | { kind: 'refused' }
  | { kind: 'unsupported' };

/** What a browser's scanner says; super-apps have their own. */
export interface ScannerWords {
  hint: string;
  picture: string;
  close: string;
  noCamera: string;
  nothingFound: string;
}

/** A picture that an Image can show, until it is forgotten. */
export interface Picture {
  address: string;
  forget(): void;
}

export interface Platform {
  /** As POST /sessions names it; `browser` has no login of its own. */
  name: 'wechat' | 'alipay' | 'browser';
  /** A silent login's code for the server to exchange; single use. */
  loginCode(): Promise<LoginCode>;
  /** `button`: a Button with openType getPhoneNumber gives an event that `phoneCodeOf` reads. */
  phoneCodes: 'button' | 'unsupported';
  /** The code in that button's event; `undefined` when the person declined. */
  phoneCodeOf(event: unknown): string | undefined;
  /** The super-app's own privacy popup, before the first private call. */
  askPrivacy(): Promise<Privacy>;
  /** Keeps a JSON value on the phone; `false` when it could not (no space, private browsing). */
  remember(key: string, value: unknown): boolean;
  recall(key: string): unknown;
  forget(key: string): void;
  /** Calls back with every change; gives back how to stop. */
  watchNetwork(listener: (online: boolean) => void): () => void;
  /** The system's text size in px, to be the root font size; `undefined` where the platform applies it by itself. */
  fontSize(): number | undefined;
  /** BCP 47 tag or the super-app's way of writing it. */
  systemLanguage(): string | undefined;
  /** No page may be forwarded: a card would carry a picture of somebody's results. */
  disableSharing(): 'done' | 'unsupported';
  /** QR codes, and on super-apps bar codes too. On Alipay the page is hidden meanwhile. */
  scan(words: ScannerWords): Promise<Scanned>;
  /** From camera or album, made small enough to be kept. */
  takePhoto(): Promise<Photo>;
  /** `undefined` where it cannot be shown. */
  showPicture(base64: string): Picture | undefined;
}
