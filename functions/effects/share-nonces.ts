/**
 * Share nonces: what a phone's new key signs to have a code issued. Kept nowhere until one is used: each says itself, under
 * an HMAC, for whom and when it was given, so that reading results costs no write.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { type CitizenId, MINUTE_MS } from '../../core/index.ts';
import type { AccountKey } from './items.ts';
import { ifConditionHolds, secondsOf, type Tables } from './tables.ts';
import type { World } from './world.ts';

export const NONCE_KEPT_MS = 10 * MINUTE_MS;

/** For whom a nonce is good: this account, and this citizen's code: its own, or a dependent's. */
export interface NonceHolder {
  account: AccountKey;
  citizen: CitizenId;
}

export interface ShareNonces {
  /** Base64url. */
  give(holder: NonceHolder): Promise<string>;
  /** Its bytes; `undefined`: not one of ours, another's, or older than ten minutes. */
  read(holder: NonceHolder, nonce: string): Promise<Uint8Array | undefined>;
  /** False when it was used before. */
  use(nonce: string): Promise<boolean>;
}

/** time 6 (ms, big endian), random 8, HMAC 16 */
const [TIME_BYTES, RANDOM_BYTES, MAC_BYTES] = [6, 8, 16];
const HEAD_BYTES = TIME_BYTES + RANDOM_BYTES;
const WRITTEN = new RegExp(`^[\\w-]{${((HEAD_BYTES + MAC_BYTES) / 3) * 4}}$`);

export function createShareNonces(world: World, tables: Tables): ShareNonces {
  let key: Promise<Buffer> | undefined;
  const keyOnce = () => {
    key ??= nonceKey(world).catch((error) => {
      key = undefined;
      throw error;
    });
    return key;
  };
  return {
    async give(holder) {
      const head = randomBytes(HEAD_BYTES);
      head.writeUIntBE(world.clock.now(), 0, TIME_BYTES);
      return Buffer.concat([head, macOf(await keyOnce(), head, holder)]).toString('base64url');
    },
    async read(holder, nonce) {
      const bytes = WRITTEN.test(nonce) ? Buffer.from(nonce, 'base64url') : undefined;
      const head = bytes?.subarray(0, HEAD_BYTES);
      if (!bytes || !head) return undefined;
      if (!timingSafeEqual(bytes.subarray(HEAD_BYTES), macOf(await keyOnce(), head, holder))) return undefined;
      const age = world.clock.now() - head.readUIntBE(0, TIME_BYTES);
      // Another environment's clock may run ahead by a minute.
      return age < NONCE_KEPT_MS && age >= -MINUTE_MS ? Uint8Array.from(bytes) : undefined;
    },
    async use(nonce) {
      const expiresAt = secondsOf(world.clock.now() + NONCE_KEPT_MS + 2 * MINUTE_MS);
      const written = await ifConditionHolds(
        tables.client.send(
          new PutCommand({
            TableName: tables.cache,
            Item: { pk: `share-nonce#${nonce}`, sk: 'used', expiresAt },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        ),
      );
      return written !== undefined;
    },
  };
}

function macOf(key: Buffer, head: Uint8Array, { account, citizen }: NonceHolder): Buffer {
  const mac = createHmac('sha256', key).update(head).update(`${account.length}:${account}${citizen}`);
  return mac.digest().subarray(0, MAC_BYTES);
}

/** Of the sessions' secret, for a purpose of its own: whoever reads results has that one anyway. */
async function nonceKey(world: World): Promise<Buffer> {
  const { key = '' } = await world.secret('session-key');
  const bytes = Buffer.from(key, 'base64');
  if (bytes.length !== 32) throw new Error('the secret session-key does not hold 32 bytes');
  return createHmac('sha256', bytes).update('huren share nonce').digest();
}
