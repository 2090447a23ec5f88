/**
 * Venues 场所 and their staff 核验员. A venue has a place and a scene and no rule of its own: there is no field for one. Who
 * is staff is asked of the ledger every time, so that whoever is removed is out with the next request.
 */
import { BatchGetCommand, DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { drawnId } from './drawn-id.ts';
import type { AccountKey, StaffItem, StaffRole, VenueId, VenueItem } from './items.ts';
import { ifConditionHolds, queryAll, type Tables } from './tables.ts';
import type { Timed } from './world.ts';

export interface Standing {
  venue: VenueItem;
  staff: StaffItem;
}

export interface Venues {
  /** `id`: only where somebody has to know it beforehand; absent: drawn. `undefined`: there is one of that id. */
  add(venue: Omit<VenueItem, 'createdAt'>, id?: VenueId): Promise<VenueId | undefined>;
  read(id: VenueId): Promise<VenueItem | undefined>;
  /** All there are, for operators. */
  list(): Promise<(VenueItem & { id: VenueId })[]>;
  /** The venue, its staff and its invitations; also what is left of one, where this was broken off. False when there was nothing. */
  forget(id: VenueId): Promise<boolean>;
  /** The venue, and what this account is there; `undefined` where it is nothing. */
  standingOf(id: VenueId, account: AccountKey): Promise<Standing | undefined>;
  roleOf(id: VenueId, account: AccountKey): Promise<StaffRole | undefined>;
  ofAccount(account: AccountKey): Promise<(Standing & { id: VenueId })[]>;
  staffOf(id: VenueId): Promise<(StaffItem & { account: AccountKey })[]>;
  /** Makes the account staff, or a manager of one who was; nobody is made less. `undefined`: there is no such venue. */
  appoint(id: VenueId, account: AccountKey, role: StaffRole): Promise<StaffItem | undefined>;
  /** `last-manager`: nobody could invite again, so nothing was done. Of two who leave at once, one stays. */
  remove(id: VenueId, account: AccountKey): Promise<'removed' | 'last-manager'>;
}

const VENUE = 'venue';
/** Whose items lie beside a venue's own. */
const STAFF = 'staff#';
/** Of a batch. */
const MOST_KEYS = 100;

export function createVenues(world: Timed, tables: Tables): Venues {
  const { client, ledger: TableName } = tables;
  const keys = {
    venue: (id: VenueId) => ({ pk: `venue#${id}`, sk: VENUE }),
    /** For operators: which there are. */
    listed: (id: VenueId) => ({ pk: 'venues', sk: id }),
    staff: (id: VenueId, account: AccountKey) => ({ pk: `venue#${id}`, sk: STAFF + account }),
    /** The same the other way; lies apart from accounts, so that who writes it need not be let near them. */
    member: (account: AccountKey, id: VenueId) => ({ pk: `member#${account}`, sk: id }),
  };
  type Key = { pk: string; sk: string };
  const nameOf = ({ pk, sk }: Key) => `${pk} ${sk}`;

  async function readAll(wanted: Key[]): Promise<Map<string, object>> {
    const found = new Map<string, object>();
    for (let from = 0; from < wanted.length; from += MOST_KEYS) {
      const Keys = wanted.slice(from, from + MOST_KEYS);
      const got = await client.send(
        new BatchGetCommand({ RequestItems: { [TableName]: { Keys, ConsistentRead: true } } }),
      );
      // What is left out of so few is left out by a throttled table; taken for missing it would put staff out.
      if (got.UnprocessedKeys?.[TableName]) throw new Error('the table did not answer for all keys');
      for (const { pk, sk, ...item } of got.Responses?.[TableName] ?? []) found.set(nameOf({ pk, sk }), item);
    }
    return found;
  }
  const query = (pk: string, beginning = '') =>
    queryAll<Key & Record<string, unknown>>(tables, {
      TableName,
      ConsistentRead: true,
      KeyConditionExpression: `pk = :pk${beginning && ' AND begins_with(sk, :sk)'}`,
      ExpressionAttributeValues: { ':pk': pk, ...(beginning && { ':sk': beginning }) },
    });
  const put = (Key: Key, item: object, ConditionExpression?: string) =>
    ifConditionHolds(client.send(new PutCommand({ TableName, Item: { ...item, ...Key }, ConditionExpression })));
  const drop = (Key: Key) => client.send(new DeleteCommand({ TableName, Key }));
  const dropped = async (Key: Key) => {
    const { Attributes } = await client.send(new DeleteCommand({ TableName, Key, ReturnValues: 'ALL_OLD' }));
    return Attributes !== undefined;
  };

  async function standings(ids: readonly VenueId[], account: AccountKey): Promise<(Standing & { id: VenueId })[]> {
    const found = await readAll(ids.flatMap((id) => [keys.venue(id), keys.staff(id, account)]));
    return ids.flatMap((id) => {
      const venue = venueIn(found.get(nameOf(keys.venue(id))));
      const staff = found.get(nameOf(keys.staff(id, account))) as StaffItem | undefined;
      return venue && staff ? [{ id, venue, staff }] : [];
    });
  }

  const venues: Venues = {
    async add({ zh, en, jurisdiction, scene }, id = drawnId(8) as VenueId) {
      const item: VenueItem = { zh, en, jurisdiction, scene, createdAt: world.clock.now() };
      if (!(await put(keys.venue(id), item, 'attribute_not_exists(pk)'))) return undefined;
      await put(keys.listed(id), {});
      return id;
    },
    async read(id) {
      const { Item } = await client.send(new GetCommand({ TableName, Key: keys.venue(id), ConsistentRead: true }));
      return venueIn(Item);
    },
    async list() {
      const ids = (await query('venues')).map(({ sk }) => sk as VenueId);
      const found = await readAll(ids.map(keys.venue));
      return ids.flatMap((id) => {
        const venue = venueIn(found.get(nameOf(keys.venue(id))));
        return venue ? [{ id, ...venue }] : [];
      });
    },
    async forget(id) {
      // Itself first: with this one write nobody is staff there any more, nor can be made staff. Its place in the list last.
      const stood = await dropped(keys.venue(id));
      for (const { account } of await venues.staffOf(id)) await drop(keys.member(account, id));
      for (const { pk, sk } of await query(`venue#${id}`)) await drop({ pk, sk });
      return (await dropped(keys.listed(id))) || stood;
    },
    standingOf: async (id, account) => (await standings([id], account))[0],
    roleOf: async (id, account) => (await standings([id], account))[0]?.staff.role,
    async ofAccount(account) {
      const ids = (await query(`member#${account}`)).map(({ sk }) => sk as VenueId);
      return standings(ids, account);
    },
    async staffOf(id) {
      const items = await query(`venue#${id}`, STAFF);
      return items.map(({ pk: _, sk, ...item }) => ({
        ...(item as unknown as StaffItem),
        account: sk.slice(STAFF.length) as AccountKey,
      }));
    },
    async appoint(id, account, role) {
      const found = await readAll([keys.venue(id), keys.staff(id, account)]);
      if (!found.has(nameOf(keys.venue(id)))) return undefined;
      const known = found.get(nameOf(keys.staff(id, account))) as StaffItem | undefined;
      if (known && (known.role === 'manager' || role === 'staff')) return known;
      const staff: StaffItem = { since: world.clock.now(), key: drawnId(6), ...known, role };
      // In this order: what is left where a write fails leads nowhere, and counts no manager who is none.
      await put(keys.member(account, id), {});
      await put(keys.staff(id, account), staff);
      if (role === 'manager') await countManager(id, account);
      return staff;
    },
    async remove(id, account) {
      const { Item } = await client.send(new GetCommand({ TableName, Key: keys.venue(id), ConsistentRead: true }));
      const managers = (Item?.managers ?? new Set()) as Set<string>;
      if (managers.has(account) && !(await discountManager(id, account))) return 'last-manager';
      await drop(keys.staff(id, account));
      await drop(keys.member(account, id));
      return 'removed';
    },
  };

  async function countManager(id: VenueId, account: AccountKey): Promise<void> {
    await ifConditionHolds(
      client.send(
        new UpdateCommand({
          TableName,
          Key: keys.venue(id),
          UpdateExpression: 'ADD managers :one',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeValues: { ':one': new Set([account]) },
        }),
      ),
    );
  }
  /** One write decides, so that two managers who leave together are not both let go. */
  async function discountManager(id: VenueId, account: AccountKey): Promise<boolean> {
    const written = await ifConditionHolds(
      client.send(
        new UpdateCommand({
          TableName,
          Key: keys.venue(id),
          UpdateExpression: 'DELETE managers :one',
          ConditionExpression: 'NOT contains(managers, :account) OR size(managers) > :least',
          ExpressionAttributeValues: { ':one': new Set([account]), ':account': account, ':least': 1 },
        }),
      ),
    );
    return written !== undefined;
  }
  return venues;
}

/** Without the managers, whom only removing one asks about. */
function venueIn(item: object | undefined): VenueItem | undefined {
  if (!item) return undefined;
  const { zh, en, jurisdiction, scene, createdAt } = item as VenueItem;
  return { zh, en, jurisdiction, scene, createdAt };
}
