/** Sessions: encrypted tokens (JWE compact, dir, A256GCM) of 30 minutes; the phone cannot read them, the table need not hold them. */
import { CompactEncrypt, type CryptoKey, compactDecrypt } from 'jose';
import type { CitizenId, Instant } from '../../core/index.ts';
import type { AccountKey } from './items.ts';
import type { World } from './world.ts';

export const SESSION_MS = 30 * 60_000;

export interface Session {
  account: AccountKey;
  /** Whom the account leads to; absent until something is bound. */
  citizen?: CitizenId;
  givenAt: Instant;
}

export interface Sessions {
  give(account: AccountKey, citizen?: CitizenId): Promise<{ token: string; expiresAt: Instant }>;
  /** `undefined`: not one of ours, or over. */
  open(token: string): Promise<Session | undefined>;
}

/** Claims: `a` account, `c` citizen, `t` given at (ms). One purpose, bound in the header's `typ`. */
interface Claims {
  a: AccountKey;
  c?: CitizenId;
  t: number;
}

const HEADER = { alg: 'dir', enc: 'A256GCM', typ: 'huren-session' } as const;
const ALGORITHMS = { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] };

export function createSessions(world: World): Sessions {
  let key: Promise<CryptoKey> | undefined;
  const keyOnce = () => {
    key ??= sessionKey(world).catch((error) => {
      key = undefined;
      throw error;
    });
    return key;
  };
  return {
    async give(account, citizen) {
      const now = world.clock.now();
      const claims: Claims = { a: account, c: citizen, t: now };
      const token = await new CompactEncrypt(Buffer.from(JSON.stringify(claims)))
        .setProtectedHeader(HEADER)
        .encrypt(await keyOnce());
      return { token, expiresAt: (now + SESSION_MS) as Instant };
    },
    async open(token) {
      const ready = await keyOnce();
      const claims = await decrypt(token, ready);
      if (!claims) return undefined;
      const age = world.clock.now() - claims.t;
      // A token from the future comes from an environment whose clock runs ahead; a minute of that is normal.
      if (age >= SESSION_MS || age < -60_000) return undefined;
      return { account: claims.a, citizen: claims.c, givenAt: claims.t as Instant };
    },
  };
}

async function decrypt(token: string, key: CryptoKey): Promise<Claims | undefined> {
  try {
    const { plaintext, protectedHeader } = await compactDecrypt(token, key, ALGORITHMS);
    if (protectedHeader.typ !== HEADER.typ) return undefined;
    return JSON.parse(Buffer.from(plaintext).toString()) as Claims;
  } catch {
    return undefined;
  }
}

async function sessionKey(world: World): Promise<CryptoKey> {
  const { key = '' } = await world.secret('session-key');
  const bytes = Buffer.from(key, 'base64');
  if (bytes.length !== 32) throw new Error('the secret session-key does not hold 32 bytes');
  return (await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])) as CryptoKey;
}
