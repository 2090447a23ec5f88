/** GoStaff: the ways between the staff's pages. */
import Taro from '@tarojs/taro';
import { SHARE_LINK_PAGE } from '../../../core/share-code/index.ts';
import { gone } from '../go.ts';
import type { Told } from './gate.ts';

export type StaffPage = 'check' | 'venues' | 'join' | 'manage' | 'desk' | 'pair' | 'tally' | 'look-up';

const queryOf = (link: string) => link.slice(link.indexOf('?')).trim();
const address = (page: StaffPage, query = '') => `/staff/pages/${page}/index${query}`;

export const goStaff = {
  /** One can come back. `query` begins with `?`. */
  to: (page: StaffPage, query?: string) => gone(Taro.navigateTo({ url: address(page, query) })),
  /** What somebody has shared with a venue or a person, from its link. */
  toShared: (link: string) => gone(Taro.navigateTo({ url: `/${SHARE_LINK_PAGE}${queryOf(link)}` })),
  /** What was there is done with. */
  instead: (page: StaffPage) => gone(Taro.reLaunch({ url: address(page) })),
};

/** What was held up by mistake and can be looked at: a tally, or what somebody has shared with the venue. */
export function whatOpens({
  verification,
  text,
}: Pick<Told, 'verification' | 'text'>): { what: 'tally' | 'share-link'; open(): void } | undefined {
  if (verification.kind !== 'not-a-code') return undefined;
  const what = verification.of;
  if (what !== 'tally' && what !== 'share-link') return undefined;
  return { what, open: () => (what === 'tally' ? goStaff.to('tally', queryOf(text)) : goStaff.toShared(text)) };
}
