/** Citizens in the cache: one partition each, read by one query, its head written only on top of what was read. */
import {
  BatchGetCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { CitizenId } from '../../core/index.ts';
import type { HeadItem, PapersItem, ReplyItem } from './items.ts';
import { type Papers, papersIn } from './paper-lines.ts';
import { ifConditionHolds, isLive, secondsOf, type Tables } from './tables.ts';
import type { World } from './world.ts';

const HEAD = '#me';
const PAPERS = '#papers';
/** A head that nobody has asked with for so long goes; the ledger can always make it again. */
const HEAD_MS = 30 * 86_400_000;

export interface Partition {
  head: HeadItem | undefined;
  /** By `source#documentRef`; none that has expired. */
  replies: Map<string, ReplyItem>;
  papers: Papers;
}

export type ChangeReply = (earlier: ReplyItem | undefined) => Promise<ReplyItem | undefined>;

export interface ChangedReply {
  earlier: ReplyItem | undefined;
  now: ReplyItem;
}

/** One asking and a source that sends a citizen's results one by one do not meet more often. */
const ATTEMPTS = 10;

export interface Citizens {
  /** One eventually consistent query. */
  read(citizen: CitizenId): Promise<Partition>;
  /** The same, consistent: for what is not taken back. */
  readNow(citizen: CitizenId): Promise<Partition>;
  /** The head alone, consistent. */
  readHead(citizen: CitizenId): Promise<HeadItem | undefined>;
  /** Head and one reply, consistent. */
  readForAsking(citizen: CitizenId, key: string): Promise<{ head?: HeadItem; reply?: ReplyItem }>;
  /** Claims, turns and places as given; false when the head has changed since it was read, or deletion was asked. */
  writeClaims(citizen: CitizenId, read: HeadItem, next: Pick<HeadItem, 'q' | 'b' | 'j'>): Promise<boolean>;
  /**
   * Writes what `change` makes of the reply that stands, and calls it again when somebody else has written meanwhile; it
   * returns `undefined` to leave all as it is. Resolves to what was there and what is.
   */
  changeReply(citizen: CitizenId, key: string, change: ChangeReply): Promise<ChangedReply | undefined>;
  /** Puts what the ledger knows into the head, unless it knows more by now; leaves claims as they are. */
  writeHead(citizen: CitizenId, head: Pick<HeadItem, 'p' | 'd' | 'g' | 'c' | 'nb' | 'u'>): Promise<void>;
  /** Everything that lies about them. */
  forget(citizen: CitizenId): Promise<void>;
  forgetReplies(citizen: CitizenId, documentRef: string): Promise<void>;
}

export function createCitizens(world: World, tables: Tables): Citizens {
  const TableName = tables.cache;
  const send = tables.client;
  const headOf = (item: Record<string, unknown> | undefined) =>
    isLive(item as HeadItem | undefined, world.clock.now()) ? (item as unknown as HeadItem) : undefined;

  async function readPartition(citizen: CitizenId, ConsistentRead?: true): Promise<Partition> {
    const now = world.clock.now();
    const replies = new Map<string, ReplyItem>();
    let head: HeadItem | undefined;
    let papers: Papers = new Map();
    const page = await send.send(
      new QueryCommand({
        TableName,
        ConsistentRead,
        KeyConditionExpression: 'pk = :c',
        ExpressionAttributeValues: { ':c': citizen },
      }),
    );
    for (const item of page.Items ?? []) {
      if (!isLive(item, now)) continue;
      if (item.sk === HEAD) head = item as HeadItem;
      else if (item.sk === PAPERS) papers = papersIn(item as PapersItem, now);
      else replies.set(item.sk, item as ReplyItem);
    }
    return { head, replies, papers };
  }

  const citizens: Citizens = {
    read: (citizen) => readPartition(citizen),
    readNow: (citizen) => readPartition(citizen, true),
    async readHead(citizen) {
      const Key = { pk: citizen, sk: HEAD };
      return headOf((await send.send(new GetCommand({ TableName, Key, ConsistentRead: true }))).Item);
    },
    async readForAsking(citizen, key) {
      const Keys = [HEAD, key].map((sk) => ({ pk: citizen, sk }));
      const got = await send.send(
        new BatchGetCommand({ RequestItems: { [TableName]: { Keys, ConsistentRead: true } } }),
      );
      // Two small keys are left out only when the table is throttled; the message then comes again.
      if (got.UnprocessedKeys?.[TableName]) throw new Error('the table did not answer for both keys');
      const items = got.Responses?.[TableName] ?? [];
      const reply = items.find((item) => item.sk === key) as ReplyItem | undefined;
      return {
        head: headOf(items.find((item) => item.sk === HEAD)),
        reply: isLive(reply, world.clock.now()) ? reply : undefined,
      };
    },
    async writeClaims(citizen, read, next) {
      const written = await ifConditionHolds(
        send.send(
          new UpdateCommand({
            TableName,
            Key: { pk: citizen, sk: HEAD },
            UpdateExpression: 'SET q = :q, b = :b, j = :j, v = :next, expiresAt = :ttl',
            ConditionExpression: 'v = :v AND attribute_not_exists(x)',
            ExpressionAttributeValues: {
              ':q': next.q,
              ':b': next.b,
              ':j': next.j,
              ':v': read.v,
              ':next': read.v + 1,
              ':ttl': read.u ?? secondsOf(world.clock.now() + HEAD_MS),
            },
          }),
        ),
      );
      return written !== undefined;
    },
    async changeReply(citizen, key, change) {
      const Key = { pk: citizen, sk: key };
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const lying = (await send.send(new GetCommand({ TableName, Key, ConsistentRead: true }))).Item as
          | ReplyItem
          | undefined;
        const earlier = isLive(lying, world.clock.now()) ? lying : undefined;
        const next = await change(earlier);
        if (!next) return undefined;
        const [condition, values] = !lying
          ? ['attribute_not_exists(pk)']
          : lying.v === undefined
            ? ['attribute_exists(pk) AND attribute_not_exists(v)']
            : ['v = :v', { ':v': lying.v }];
        const written = await ifConditionHolds(
          send.send(
            new PutCommand({
              TableName,
              Item: { ...next, v: (lying?.v ?? 0) + 1, ...Key },
              ConditionExpression: condition as string,
              ExpressionAttributeValues: values as Record<string, number> | undefined,
            }),
          ),
        );
        if (written) return { earlier, now: next };
      }
      throw new Error('a reply changed under every attempt to write it');
    },
    async writeHead(citizen, { p, d, g, c, nb, u }) {
      const gone = [...(c === undefined ? ['c'] : []), ...(g === undefined ? ['g'] : [])];
      const write = send.send(
        new UpdateCommand({
          TableName,
          Key: { pk: citizen, sk: HEAD },
          UpdateExpression:
            'SET p = :p, d = :d, nb = :nb, expiresAt = :ttl, v = if_not_exists(v, :zero) + :one, ' +
            'q = if_not_exists(q, :empty), b = if_not_exists(b, :empty), j = if_not_exists(j, :none)' +
            `${c === undefined ? '' : ', c = :c'}${g === undefined ? '' : ', g = :g'}${u === undefined ? '' : ', u = :u'}` +
            `${gone.length === 0 ? '' : ` REMOVE ${gone.join(', ')}`}`,
          ConditionExpression: 'attribute_not_exists(p) OR p <= :p',
          ExpressionAttributeValues: {
            ':p': p,
            ':d': d,
            ...(c === undefined ? {} : { ':c': c }),
            ...(g === undefined ? {} : { ':g': g }),
            ...(u === undefined ? {} : { ':u': u }),
            ':nb': nb,
            ':ttl': u ?? secondsOf(world.clock.now() + HEAD_MS),
            ':zero': 0,
            ':one': 1,
            ':empty': {},
            ':none': [],
          },
        }),
      );
      await ifConditionHolds(write);
    },
    async forget(citizen) {
      const page = await send.send(
        new QueryCommand({
          TableName,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :c',
          ExpressionAttributeValues: { ':c': citizen },
        }),
      );
      const keys = (page.Items ?? []).map(({ pk, sk }) => ({ pk, sk }));
      await Promise.all(keys.map((Key) => send.send(new DeleteCommand({ TableName, Key }))));
    },
    async forgetReplies(citizen, documentRef) {
      const { replies } = await citizens.read(citizen);
      const gone = [...replies.keys()].filter((key) => key.endsWith(`#${documentRef}`));
      await Promise.all(gone.map((sk) => send.send(new DeleteCommand({ TableName, Key: { pk: citizen, sk } }))));
    },
  };
  return citizens;
}
