/** Visit: one person with one phone and the mini-program open on it, whichever phone that is. */
import type { AlipayPhone } from './alipay-phone.ts';
import type { MiniProgram } from './mini-program.ts';
import type { Screen } from './screen.ts';
import type { WeChatPhone } from './wechat-phone.ts';

export interface Visit {
  screen: Pick<Screen, 'shows' | 'hides' | 'tap' | 'type'>;
  pullDown(): Promise<void>;
  setOnline(online: boolean): Promise<void>;
  /** Holds this code before the camera: what a scanner reads, until something else is held there. */
  hold(code: string): Promise<void>;
  /** The code on the screen, as another phone's camera reads it; `undefined` while there is none. */
  shownCode(): Promise<string | undefined>;
  /** Sets the phone's own clock, in epoch milliseconds; it goes on from there. */
  setClock(now: number): Promise<void>;
  /** The person, or the phone for want of space, throws away what programs have stored. */
  clearStorage(): Promise<void>;
  /** Whether a photo can be taken; a picture in Base64 lies before the camera. */
  aim?(photo: string): void;
  /** The program lies on the phone; a page does not. */
  opensWithoutNetwork: boolean;
  /** Closes the mini-program and opens it again on the same phone. */
  reopen(): Promise<void>;
  /** What went wrong unseen; a healthy visit has none. */
  faults(): string[];
  close(): Promise<void>;
}

export interface PhoneVisit extends Visit {
  /** The person leaves for another app, and comes back. */
  hide(): void;
  show(): void;
}

/** Opens the program at `url`, or at its first page. */
export function visitByPhone(phone: Pick<WeChatPhone | AlipayPhone, 'device' | 'open'>, url?: string): PhoneVisit {
  let program: MiniProgram = phone.open(url);
  const faults: string[] = [];
  return {
    get screen() {
      return program.screen;
    },
    opensWithoutNetwork: true,
    hide: () => program.hide(),
    show: () => program.show(),
    pullDown: () => program.pullDown(),
    setOnline: async (online) => phone.device.setOnline(online),
    async hold(code) {
      phone.device.inView = code;
    },
    shownCode: async () => program.code,
    setClock: async (now) => phone.device.setClock(now),
    clearStorage: async () => phone.device.store.clear(),
    aim: (photo) => void phone.device.photos.push(photo),
    async reopen() {
      faults.push(...program.faults);
      program.close();
      program = phone.open();
    },
    faults: () => [...faults, ...program.faults],
    close: async () => program.close(),
  };
}
