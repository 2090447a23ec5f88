/** Go: the ways between the pages, and whether the last one led nowhere. */
import Taro from '@tarojs/taro';
import { createFollowed } from './followed/followed.ts';

export type Page = 'home' | 'welcome' | 'identity' | 'me' | 'notice' | 'show' | 'family' | 'codes' | MorePage;

/** Those that lie in a package of their own, which a phone loads when one of them is opened first. */
const MORE = ['channels', 'paper', 'looks', 'venue', 'refused', 'receipt', 'link', 'opened'] as const;
type MorePage = (typeof MORE)[number];

const folder = (page: Page) => ((MORE as readonly string[]).indexOf(page) < 0 ? '' : '/more');
const address = (page: Page, more?: string) =>
  `${folder(page)}/pages/${page}/index${more === undefined ? '' : `?${more}`}`;

export const CHECK = '/staff/pages/check/index';

const way = createFollowed({ isStuck: false });

/** Whether the last way led nowhere: with no network a page of a package that the phone has not loaded yet does not open. */
export const stuck = {
  get: () => way.get().isStuck,
  subscribe: way.subscribe,
  /** A page is there. */
  over: () => way.set({ isStuck: false }),
};

/** Goes, and has every page tell when it could not; `otherwise`: what to do then besides. */
export function gone(going: Promise<unknown>, otherwise?: () => void): void {
  way.set({ isStuck: false });
  going.catch(() => {
    way.set({ isStuck: true });
    otherwise?.();
  });
}

export const go = {
  /** One can come back. `more`: what the page is told, as `name=value`. */
  to: (page: Page, more?: string) => gone(Taro.navigateTo({ url: address(page, more) })),
  /** 核验, which lies in the staff's package. */
  toCheck: () => gone(Taro.navigateTo({ url: CHECK })),
  /** What was there is done with. */
  instead: (page: Page) => gone(Taro.reLaunch({ url: address(page) })),
  /** Back, or home when this page was opened first. */
  back: () => void (Taro.getCurrentPages().length > 1 ? Taro.navigateBack() : Taro.reLaunch({ url: address('home') })),
};
