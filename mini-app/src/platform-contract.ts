/** Platform: what the mini-program needs of WeChat, Alipay or the browser. What one of them lacks comes back as a value. */

/** `unsupported`: this platform has no such thing; `refused`: the person or the super-app said no. */
export type LoginCode = { kind: 'code'; code: string } | { kind: 'refused' } | { kind: 'unsupported' };
export type Privacy = 'granted' | 'refused' | 'unsupported';

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
}
