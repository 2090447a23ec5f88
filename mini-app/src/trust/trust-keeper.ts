/**
 * TrustKeeper: the trust list on this phone. Fetched at most hourly, verified under the package's roots, and kept, so that a
 * code can be judged and a poster read with no network. One that is forged or rolled back is refused and the former stays.
 */
import { HOUR_MS, type Instant } from '../../../core/index.ts';
import type { SigningKey } from '../../../core/share-code/signed-key.ts';
import {
  mentionsSm2,
  readTrustList,
  type TrustList,
  type TrustListRefusal,
  type TrustMeans,
} from '../../../core/share-code/trust-list.ts';
import { createFollowed, type Followed } from '../followed/followed.ts';
import { isObject } from '../http/reading.ts';
import type { Reply, Trouble } from '../http/trouble.ts';
import type { Platform } from '../phone/platform-contract.ts';
import type { TrustedClock } from './trusted-clock.ts';

/** As `GET /trust-list` answers to whoever holds the list of `etag`. */
export type FetchedList = { kind: 'unchanged' } | { kind: 'changed'; published: unknown; etag?: string };

export interface Trust {
  /** The newest list that holds; absent before the first. It may be too old to judge by: core says so. */
  list?: TrustList;
  /** What the list is judged with, and codes after it. */
  means?: TrustMeans;
  /** Why the last asking brought nothing. */
  trouble?: Trouble | { kind: 'refused'; reason: TrustListRefusal };
  asking: boolean;
}

export interface TrustKeeper extends Followed<Trust> {
  /** Reads what is kept, then asks if the last list was fetched over an hour ago. `now`: asks whatever was fetched when. */
  refresh(now?: 'now'): Promise<Trust>;
  /** What is kept, read and verified, with no network at all. */
  open(): Promise<Trust>;
  forget(): void;
}

export interface TrustKeeperSettings {
  phone: Pick<Platform, 'remember' | 'recall' | 'forget'>;
  fetchList(etag: string | undefined): Promise<Reply<FetchedList>>;
  roots: readonly SigningKey[];
  clock: Pick<TrustedClock, 'now' | 'learnSigned'>;
  means(sm2: boolean): Promise<TrustMeans>;
}

interface Kept {
  published: unknown;
  etag?: string;
  fetchedAt: Instant;
}

const KEY = 'trust-list';
const REFRESH_AFTER_MS = HOUR_MS;

export function createTrustKeeper({ phone, fetchList, roots, clock, means }: TrustKeeperSettings): TrustKeeper {
  const followed = createFollowed<Trust>({ asking: false });
  const { get } = followed;
  let kept = keptIn(phone.recall(KEY));
  let opening: Promise<Trust> | undefined;
  let refreshing: Promise<Trust> | undefined;
  const tell = (changes: Partial<Trust>): Trust => {
    followed.tell(changes);
    return get();
  };
  const keep = (next: Kept) => {
    kept = next;
    // A phone that has no room keeps it as long as the program runs.
    phone.remember(KEY, next);
  };

  async function judge(published: unknown) {
    const how = await means(mentionsSm2(published, roots));
    const former = get().list;
    const read = readTrustList(published, roots, former, how);
    if (read.kind === 'read') {
      const isNext = former !== undefined && read.list.edition > former.edition;
      clock.learnSigned(read.list.signedAt, isNext ? 'next' : undefined);
      tell({ list: read.list, means: how, trouble: undefined });
    }
    return read;
  }

  async function read(): Promise<Trust> {
    // What the store has lost or somebody has changed is fetched again.
    if (kept && (await judge(kept.published)).kind === 'refused') kept = undefined;
    return get();
  }

  async function ask(): Promise<Trust> {
    tell({ asking: true });
    const reply = await fetchList(kept?.etag);
    if (reply.kind !== 'ok') return tell({ asking: false, trouble: reply });
    if (reply.value.kind === 'unchanged') {
      if (kept) keep({ ...kept, fetchedAt: clock.now() });
      return tell({ asking: false, trouble: undefined });
    }
    const { published, etag } = reply.value;
    const judged = await judge(published);
    if (judged.kind === 'refused') return tell({ asking: false, trouble: judged });
    keep({ published, ...(etag && { etag }), fetchedAt: clock.now() });
    return tell({ asking: false });
  }

  const keeper: TrustKeeper = {
    get,
    subscribe: followed.subscribe,
    open() {
      opening ??= read();
      return opening;
    },
    async refresh(now) {
      await keeper.open();
      const sinceMs = kept && clock.now() - kept.fetchedAt;
      // A clock that went back says nothing of how old it is.
      if (sinceMs !== undefined && sinceMs >= 0 && sinceMs < REFRESH_AFTER_MS && now !== 'now') return get();
      refreshing ??= ask().then((asked) => {
        refreshing = undefined;
        return asked;
      });
      return refreshing;
    },
    forget() {
      kept = undefined;
      opening = undefined;
      phone.forget(KEY);
      tell({ list: undefined, trouble: undefined });
    },
  };
  return keeper;
}

function keptIn(value: unknown): Kept | undefined {
  if (!isObject(value) || typeof value.fetchedAt !== 'number') return undefined;
  const { published, etag, fetchedAt } = value;
  return { published, ...(typeof etag === 'string' && { etag }), fetchedAt: fetchedAt as Instant };
}
