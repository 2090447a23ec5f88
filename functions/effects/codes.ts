/** Codes: the share codes we have issued, as far as anybody must know of them later: whose, for which phone, until when. Never their content. */
import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type CitizenId, type Instant, instantOf } from '../../core/index.ts';
import type { CodeId, CodeItem, DocumentRef, LiveItem } from './items.ts';
import { ifConditionHolds, isLive, queryAll, secondsOf, type Tables } from './tables.ts';
import type { Timed } from './world.ts';

export type Code = Omit<CodeItem, 'expiresAt'> & { id: CodeId; expiresAt: Instant };
/** Which of a citizen's codes is the live one: each platform's own, and of a dependent's each guardian's. */
export type LiveSlot = Pick<CodeItem, 'platform' | 'guardian'>;

export interface CodeOwner {
  citizen: CitizenId;
  guardian?: CitizenId;
}

export interface Codes {
  /** Whose code it is, and which guardian's, as long as it has not expired. */
  ownerOf(id: string): Promise<CodeOwner | undefined>;
  add(citizen: CitizenId, code: Code): Promise<void>;
  read(citizen: CitizenId, id: string): Promise<Code | undefined>;
  /** All that have not expired, revoked ones included; newest first. */
  list(citizen: CitizenId): Promise<Code[]>;
  /** Notes since when it stands no more; an earlier moment that is noted already stays. */
  noteRevoked(citizen: CitizenId, id: CodeId, at: Instant): Promise<void>;
  /** Notes since when its holder has a newer one; the earlier moment stays here too. */
  noteSuperseded(citizen: CitizenId, id: CodeId, at: Instant): Promise<void>;
  readLive(citizen: CitizenId, slot: LiveSlot): Promise<LiveItem | undefined>;
  /** Makes `next` the live one; false when that is no longer `former`. */
  replaceLive(
    citizen: CitizenId,
    slot: LiveSlot,
    former: LiveItem | undefined,
    next: Pick<Code, 'id' | 'expiresAt'>,
  ): Promise<boolean>;
  /** Under a citizen who has turned out to be another one; `refs`: what the documents are called there. May be run again. */
  move(from: CitizenId, into: CitizenId, refs: ReadonlyMap<DocumentRef, DocumentRef>): Promise<void>;
  /** Those that a guardian holds for this citizen, where the guardian has turned out to be another one. May be run again. */
  followGuardian(citizen: CitizenId, from: CitizenId, into: CitizenId): Promise<void>;
}

const CODE = 'code#';

export function createCodes(world: Timed, tables: Tables): Codes {
  const { client, ledger: TableName } = tables;
  const keys = {
    code: (citizen: CitizenId, id: string) => ({ pk: `citizen#${citizen}`, sk: CODE + id }),
    owner: (id: string) => ({ pk: CODE + id, sk: 'code' }),
    live: (citizen: CitizenId, { platform, guardian }: LiveSlot) => ({
      pk: `citizen#${citizen}`,
      sk: `live#${platform}${guardian === undefined ? '' : `#${guardian}`}`,
    }),
  };
  type Key = { pk: string; sk: string };

  async function read<T>(Key: Key): Promise<T | undefined> {
    const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    return isLive(Item, world.clock.now()) ? (Item as T) : undefined;
  }
  const put = (Key: Key, item: object) => client.send(new PutCommand({ TableName, Item: { ...item, ...Key } }));
  const drop = (Key: Key) => client.send(new DeleteCommand({ TableName, Key }));

  async function note(Key: Key, what: 'revokedAt' | 'supersededAt', at: Instant): Promise<void> {
    await ifConditionHolds(
      client.send(
        new UpdateCommand({
          TableName,
          Key,
          UpdateExpression: `SET ${what} = :at`,
          ConditionExpression: `attribute_exists(pk) AND (attribute_not_exists(${what}) OR ${what} > :at)`,
          ExpressionAttributeValues: { ':at': at },
        }),
      ),
    );
  }

  /** Where there is a live one already, that one goes on being it. */
  async function moveLive([from, before]: [CitizenId, Code], [into, after]: [CitizenId, Code]): Promise<void> {
    if ((await codes.readLive(from, before))?.code !== before.id) return;
    await codes.replaceLive(into, after, undefined, after);
    await drop(keys.live(from, before));
  }

  const codes: Codes = {
    async ownerOf(id) {
      const owner = await read<CodeOwner>(keys.owner(id));
      return owner && { citizen: owner.citizen, ...(owner.guardian && { guardian: owner.guardian }) };
    },
    async add(citizen, { id, expiresAt, ...code }) {
      const item: CodeItem = { ...code, expiresAt: secondsOf(expiresAt) };
      // Its owner first: a code that can be shown can be asked about.
      await put(keys.owner(id), { citizen, guardian: code.guardian, expiresAt: item.expiresAt });
      await put(keys.code(citizen, id), item);
    },
    async read(citizen, id) {
      const item = await read<CodeItem & Key>(keys.code(citizen, id));
      return item && codeIn(item);
    },
    async list(citizen) {
      const items = await queryAll<CodeItem & Key>(tables, {
        TableName,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :citizen AND begins_with(sk, :code)',
        ExpressionAttributeValues: { ':citizen': `citizen#${citizen}`, ':code': CODE },
      });
      const live = items.filter((item) => isLive(item, world.clock.now()));
      return live.map(codeIn).sort((a, b) => b.issuedAt - a.issuedAt);
    },
    noteRevoked: (citizen, id, at) => note(keys.code(citizen, id), 'revokedAt', at),
    noteSuperseded: (citizen, id, at) => note(keys.code(citizen, id), 'supersededAt', at),
    readLive: (citizen, slot) => read<LiveItem>(keys.live(citizen, slot)),
    async replaceLive(citizen, slot, former, { id, expiresAt }) {
      const item: LiveItem = { code: id, expiresAt: secondsOf(expiresAt) };
      const written = await ifConditionHolds(
        client.send(
          new PutCommand({
            TableName,
            Item: { ...item, ...keys.live(citizen, slot) },
            ConditionExpression: former ? 'code = :former' : 'attribute_not_exists(pk) OR expiresAt <= :now',
            ExpressionAttributeValues: former
              ? { ':former': former.code }
              : { ':now': Math.floor(world.clock.now() / 1000) },
          }),
        ),
      );
      return written !== undefined;
    },
    async move(from, into, refs) {
      for (const code of await codes.list(from)) {
        const next = { ...code, document: refs.get(code.document) ?? code.document };
        await codes.add(into, next);
        await moveLive([from, code], [into, next]);
        await drop(keys.code(from, code.id));
      }
    },
    async followGuardian(citizen, from, into) {
      for (const code of await codes.list(citizen)) {
        if (code.guardian !== from) continue;
        const next = { ...code, guardian: into };
        await codes.add(citizen, next);
        await moveLive([citizen, code], [citizen, next]);
      }
    },
  };
  return codes;
}

function codeIn({ pk: _, sk, expiresAt, ...code }: CodeItem & { pk: string; sk: string }): Code {
  return { ...code, id: sk.slice(CODE.length) as CodeId, expiresAt: instantOf(expiresAt * 1000) };
}
