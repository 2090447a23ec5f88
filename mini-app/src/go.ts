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
  | 'codes';

const address = (page: Page, more?: string) => `/pages/${page}/index${more === undefined ? '' : `?${more}`}`;

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
