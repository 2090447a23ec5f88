/** GoStaff: the ways between the staff's pages. */
import Taro from '@tarojs/taro';

export type StaffPage = 'check' | 'venues' | 'join' | 'manage' | 'desk' | 'pair' | 'tally' | 'look-up';

const address = (page: StaffPage, query = '') => `/staff/pages/${page}/index${query}`;

export const goStaff = {
  /** One can come back. `query` begins with `?`. */
  to: (page: StaffPage, query?: string) => void Taro.navigateTo({ url: address(page, query) }),
  /** What was there is done with. */
  instead: (page: StaffPage) => void Taro.reLaunch({ url: address(page) }),
};
