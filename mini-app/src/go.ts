/** Go: the ways between the pages. */
import Taro from '@tarojs/taro';

export type Page =
  | 'home'
  | 'welcome'
  | 'identity'
  | 'me'
  | 'notice'
  | 'channels'
  | 'paper'
  | 'show'
  | 'family'
  | 'codes'
  | MorePage;

/** Those that lie in a package of their own, which a phone loads when one of them is opened first. */
const MORE = ['looks', 'venue', 'refused', 'receipt', 'link', 'opened'] as const;
type MorePage = (typeof MORE)[number];

const folder = (page: Page) => ((MORE as readonly string[]).indexOf(page) < 0 ? '' : '/more');
const address = (page: Page, more?: string) =>
  `${folder(page)}/pages/${page}/index${more === undefined ? '' : `?${more}`}`;

export const CHECK = '/staff/pages/check/index';

export const go = {
  /** One can come back. `more`: what the page is told, as `name=value`. */
  to: (page: Page, more?: string) => void Taro.navigateTo({ url: address(page, more) }),
  /** 核验, which lies in the staff's package. */
  toCheck: () => void Taro.navigateTo({ url: CHECK }),
  /** What was there is done with. */
  instead: (page: Page) => void Taro.reLaunch({ url: address(page) }),
  /** Back, or home when this page was opened first. */
  back: () => void (Taro.getCurrentPages().length > 1 ? Taro.navigateBack() : Taro.reLaunch({ url: address('home') })),
};
