/** Go: the ways between the pages. */
import Taro from '@tarojs/taro';

export type Page = 'home' | 'welcome' | 'identity' | 'me' | 'notice' | 'channels' | 'paper';

const address = (page: Page) => `/pages/${page}/index`;

export const go = {
  /** One can come back. */
  to: (page: Page) => void Taro.navigateTo({ url: address(page) }),
  /** What was there is done with. */
  instead: (page: Page) => void Taro.reLaunch({ url: address(page) }),
  /** Back, or home when this page was opened first. */
  back: () => void (Taro.getCurrentPages().length > 1 ? Taro.navigateBack() : Taro.reLaunch({ url: address('home') })),
};
