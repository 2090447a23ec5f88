/** Accounts: an account of a super-app, known by an HMAC; its openid is sealed, and opened only to send a notice. */
import type { CitizenId } from '../../core/index.ts';
import type { AccountItem, AccountKey } from './items.ts';
import type { Ledger } from './ledger.ts';
import type { Pepper } from './peppers.ts';
import type { Sealing } from './sealing.ts';
import type { Tables } from './tables.ts';
import type { World } from './world.ts';

export type Platform = 'wechat' | 'alipay' | 'sandbox';

export interface Accounts {
  /** The account of this openid, made at its first sign-in. */
  enter(platform: Platform, openid: string): Promise<{ account: AccountKey; citizen?: CitizenId }>;
}

export function createAccounts(
  world: World,
  tables: Tables,
  ledger: Ledger,
  sealing: Sealing,
  pepper: Pepper,
): Accounts {
  return {
    async enter(platform, openid) {
      const account = (await pepper('account', platform, openid)) as AccountKey;
      const known = await ledger.readAccount(account);
      if (known) return { account, citizen: known.citizen };
      const at = { table: tables.ledger, pk: `account#${account}`, sk: 'account', field: 'openid' };
      const item: AccountItem = { platform, openid: await sealing.seal(at, openid), createdAt: world.clock.now() };
      if (await ledger.createAccount(account, item)) return { account };
      return { account, citizen: (await ledger.readAccount(account))?.citizen };
    },
  };
}
