/** Alipay's server call: auth code → the user's id in this app. */
import { withDeadline } from '../resilience.ts';
import type { AlipayMeans } from './alipay-gateway.ts';
import { inWords, type SuperAppSaysNo } from './failure.ts';

export type { AlipayMeans } from './alipay-gateway.ts';

export interface AlipaySignedIn {
  kind: 'signed-in';
  /** `open_id` of newer apps, `user_id` of older ones. */
  openid: string;
}

const DEADLINE_MS = 5000;

/** The access token that comes with the id is dropped here; the answer's signature must hold. Never repeated: a code is good for one exchange. */
export function exchangeAlipayCode(means: AlipayMeans, code: string): Promise<AlipaySignedIn | SuperAppSaysNo> {
  return inWords(async () => {
    const { fetchUserId } = await import('./alipay-gateway.ts');
    const openid = await withDeadline(means.clock, DEADLINE_MS, () => fetchUserId(means, code));
    return { kind: 'signed-in', openid };
  });
}
