/**
 * Links: what a citizen has let one venue or person see without a code. The secret is kept nowhere, only its hash; to whom
 * and for what a link is stands sealed; and of several who open one that opens once, one does.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import {
  type CitizenId,
  type Instant,
  instantOf,
  type JurisdictionCode,
  MINUTE_MS,
  type Scene,
} from '../../core/index.ts';
import type { LinkId, LinkItem } from './items.ts';
import type { Sealing } from './sealing.ts';
import { ifConditionHolds, isLive, queryAll, secondsOf, type Tables } from './tables.ts';
import type { Timed } from './world.ts';

/** What stands sealed. */
export interface LinkTerms {
  to: 'venue' | 'person';
  /** The one that may open it; of a link to a venue absent: any, by its staff. */
  venue?: { id: string; zh: string; en: string };
  /** Whose rule holds for a person who opens it; a venue has its own. */
  jurisdiction: JurisdictionCode;
  scene: Scene;
  opens: 'once' | 'until';
}

export type Link = LinkTerms &
  Omit<LinkItem, 'sealed' | 'hash' | 'openedBy' | 'expiresAt'> & { id: LinkId; expiresAt: Instant };

export interface Links {
  /** The secret is 128 bits, Base64url. */
  make(citizen: CitizenId, link: Omit<Link, 'id' | 'createdAt'>): Promise<{ id: LinkId; secret: string }>;
  /** Only for whoever has the secret; until it has expired. */
  find(id: string, secret: string): Promise<{ citizen: CitizenId; link: Link } | undefined>;
  /**
   * When this opening was; `undefined` when the link was withdrawn, or opens once and was opened. Whoever opened it may do so
   * again within five minutes, for their answer may have been lost: that is the same opening.
   */
  open(citizen: CitizenId, link: Link, opener: { secret: string; who: string }): Promise<Instant | undefined>;
  /** All that have not expired, newest first. */
  list(citizen: CitizenId): Promise<Link[]>;
  withdraw(citizen: CitizenId, id: LinkId): Promise<void>;
}

const LINK = 'link#';
const ID_BYTES = 9;
/** As with a showing that is answered once. */
const AGAIN_MS = 5 * MINUTE_MS;
/** A path may hold anything, and a key of the table may not. */
const ID = new RegExp(`^[\\w-]{${(ID_BYTES / 3) * 4}}$`);
const hashOf = (secret: string) => createHash('sha256').update(secret).digest();

export function createLinks(world: Timed, tables: Tables, sealing: Sealing): Links {
  const { client, ledger: TableName } = tables;
  const keys = {
    link: (citizen: CitizenId, id: string) => ({ pk: `citizen#${citizen}`, sk: LINK + id }),
    owner: (id: string) => ({ pk: LINK + id, sk: 'link' }),
  };
  const sealedAt = (citizen: CitizenId, id: string) => ({
    table: TableName,
    ...keys.link(citizen, id),
    field: 'sealed',
  });
  type Key = { pk: string; sk: string };

  async function read<T>(Key: Key): Promise<T | undefined> {
    const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    return isLive(Item, world.clock.now()) ? (Item as T) : undefined;
  }
  const put = (Key: Key, item: object) => client.send(new PutCommand({ TableName, Item: { ...item, ...Key } }));
  async function linkIn(citizen: CitizenId, item: LinkItem & Partial<Key>, id: LinkId): Promise<Link> {
    const { sealed, hash: _, openedBy: __, expiresAt, pk: ___, sk: ____, ...rest } = item;
    const terms = JSON.parse(await sealing.open(sealedAt(citizen, id), sealed)) as LinkTerms;
    return { ...rest, ...terms, id, expiresAt: instantOf(expiresAt * 1000) };
  }
  return {
    async make(citizen, { expiresAt, account, guardian, ...terms }) {
      const [id, secret] = [ID_BYTES, 16].map((bytes) => randomBytes(bytes).toString('base64url')) as [LinkId, string];
      const { to, venue, jurisdiction, scene, opens } = terms;
      const sealed = await sealing.seal(
        sealedAt(citizen, id),
        JSON.stringify({ to, venue, jurisdiction, scene, opens } satisfies LinkTerms),
      );
      const item: LinkItem = {
        sealed,
        hash: hashOf(secret),
        account,
        ...(guardian && { guardian }),
        createdAt: world.clock.now(),
        expiresAt: secondsOf(expiresAt),
      };
      await put(keys.owner(id), { citizen, expiresAt: item.expiresAt });
      await put(keys.link(citizen, id), item);
      return { id, secret };
    },
    async find(id, secret) {
      const citizen = ID.test(id) ? (await read<{ citizen: CitizenId }>(keys.owner(id)))?.citizen : undefined;
      const item = citizen && (await read<LinkItem>(keys.link(citizen, id)));
      if (!citizen || !item || !timingSafeEqual(item.hash, hashOf(secret))) return undefined;
      return { citizen, link: await linkIn(citizen, item, id as LinkId) };
    },
    async open(citizen, { id, opens }, { secret, who }) {
      const now = world.clock.now();
      const once = opens === 'once';
      const by = createHmac('sha256', secret).update(who).digest();
      const written = await ifConditionHolds(
        client.send(
          new UpdateCommand({
            TableName,
            Key: keys.link(citizen, id),
            UpdateExpression: once
              ? 'SET openedAt = if_not_exists(openedAt, :now), openedBy = :by'
              : 'SET openedAt = :now',
            ConditionExpression: `attribute_exists(pk) AND attribute_not_exists(revokedAt)${
              once ? ' AND (attribute_not_exists(openedAt) OR (openedBy = :by AND openedAt > :lately))' : ''
            }`,
            ExpressionAttributeValues: { ':now': now, ...(once && { ':by': by, ':lately': now - AGAIN_MS }) },
            ReturnValues: 'ALL_NEW',
          }),
        ),
      );
      return written && instantOf(written.Attributes!.openedAt);
    },
    async list(citizen) {
      const items = await queryAll<LinkItem & Key>(tables, {
        TableName,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :citizen AND begins_with(sk, :link)',
        ExpressionAttributeValues: { ':citizen': `citizen#${citizen}`, ':link': LINK },
      });
      const live = items.filter((item) => isLive(item, world.clock.now()));
      const links = live.map((item) => linkIn(citizen, item, item.sk.slice(LINK.length) as LinkId));
      return (await Promise.all(links)).sort((a, b) => b.createdAt - a.createdAt);
    },
    async withdraw(citizen, id) {
      await ifConditionHolds(
        client.send(
          new UpdateCommand({
            TableName,
            Key: keys.link(citizen, id),
            UpdateExpression: 'SET revokedAt = :now',
            ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(revokedAt)',
            ExpressionAttributeValues: { ':now': world.clock.now() },
          }),
        ),
      );
    },
  };
}
