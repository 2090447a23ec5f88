/** Sealing: AES-256-GCM with data keys per day × 16 shards, each bound by associated data to its table, key and field. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { DAY_MS, HOUR_MS } from '../../core/index.ts';
import { ifConditionHolds, type Tables } from './tables.ts';
import type { World } from './world.ts';

/** Where a sealed value lies; it opens nowhere else. */
export interface SealedAt {
  table: string;
  pk: string;
  sk: string;
  field: string;
}

export interface Sealing {
  seal(at: SealedAt, plain: string): Promise<Uint8Array>;
  open(at: SealedAt, sealed: Uint8Array): Promise<string>;
}

const VERSION = 1;
const SHARDS = 16;
/** version 1, day 2 (since 1970, big endian), shard 1, nonce 12, tag 16, then the ciphertext. */
const HEADER_BYTES = 32;

export function createSealing(world: World, tables: Tables): Sealing {
  const keys = new Map<string, { key: Promise<Uint8Array>; until: number }>();

  /** A data key, cached for an hour; of several environments that need a new one, one makes it. */
  function dataKey(day: number, shard: number, mayMake: boolean): Promise<Uint8Array> {
    const name = `${day}#${shard}`;
    const now = world.clock.now();
    const cached = keys.get(name);
    if (cached && cached.until > now) return cached.key;
    const key = fetchKey(day, shard, mayMake);
    keys.set(name, { key, until: now + HOUR_MS });
    key.catch(() => keys.delete(name));
    return key;
  }

  async function fetchKey(day: number, shard: number, mayMake: boolean): Promise<Uint8Array> {
    const Key = { pk: `sealing#${day}`, sk: String(shard) };
    const read = async () =>
      (await tables.client.send(new GetCommand({ TableName: tables.ledger, Key, ConsistentRead: true }))).Item;
    const stored = await read();
    if (stored) return world.dataKeys.unwrap(stored.wrapped);
    if (!mayMake) throw new Error('the data key of a sealed value is gone');
    const made = await world.dataKeys.generate();
    const put = await ifConditionHolds(
      tables.client.send(
        new PutCommand({
          TableName: tables.ledger,
          Item: { ...Key, wrapped: made.wrapped },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    );
    return put ? made.plain : world.dataKeys.unwrap((await read())!.wrapped);
  }

  return {
    async seal(at, plain) {
      const day = Math.floor(world.clock.now() / DAY_MS);
      const shard = createHash('sha256').update(at.pk).digest()[0]! % SHARDS;
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', await dataKey(day, shard, true), nonce);
      cipher.setAAD(associatedData(at));
      const ciphertext = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      const head = Buffer.from([VERSION, day >> 8, day & 255, shard]);
      return new Uint8Array(Buffer.concat([head, nonce, cipher.getAuthTag(), ciphertext]));
    },
    async open(at, sealed) {
      const bytes = Buffer.from(sealed);
      if (bytes[0] !== VERSION || bytes.length < HEADER_BYTES) throw new Error('not a sealed value');
      const key = await dataKey(bytes.readUInt16BE(1), bytes[3]!, false);
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(4, 16));
      decipher.setAAD(associatedData(at));
      decipher.setAuthTag(bytes.subarray(16, HEADER_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(HEADER_BYTES)), decipher.final()]).toString('utf8');
    },
  };
}

/** Length before each part, so that no two places read the same. */
function associatedData(at: SealedAt): Buffer {
  const parts = [at.table, at.pk, at.sk, at.field];
  return Buffer.from(parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join(''));
}
