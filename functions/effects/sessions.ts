/**
 * Sessions: encrypted tokens (JWE compact, RFC 7516, `dir` with A256GCM) of 30 minutes; the phone cannot read them, the
 * table need not hold them. They are made by jose, with a header that never changes, and opened by Node's own cipher:
 * nothing of a token decides how it is opened, and a reading does without jose's detour through WebCrypto's threads.
 */
import { createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';
import type { CitizenId, Instant } from '../../core/index.ts';
import type { AccountKey } from './items.ts';
import type { World } from './world.ts';

export const SESSION_MS = 30 * 60_000;

export interface Session {
  account: AccountKey;
  /** Whom the account leads to; absent until something is bound. */
  citizen?: CitizenId;
  /** When what it says was read: whoever is displaced after that loses it. */
  givenAt: Instant;
}

export interface Sessions {
  /** `readAt`: when the account was looked at, and not later. */
  give(
    account: AccountKey,
    citizen: CitizenId | undefined,
    readAt: Instant,
  ): Promise<{ token: string; expiresAt: Instant }>;
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
const WRITTEN_HEADER = Buffer.from(JSON.stringify(HEADER)).toString('base64url');
const [NONCE_BYTES, TAG_BYTES] = [12, 16];

export function createSessions(world: World): Sessions {
  let key: Promise<KeyObject> | undefined;
  const keyOnce = () => {
    key ??= sessionKey(world).catch((error) => {
      key = undefined;
      throw error;
    });
    return key;
  };
  return {
    async give(account, citizen, readAt) {
      const claims: Claims = { a: account, c: citizen, t: readAt };
      const { CompactEncrypt } = await import('jose');
      const token = await new CompactEncrypt(Buffer.from(JSON.stringify(claims)))
        .setProtectedHeader(HEADER)
        .encrypt(await keyOnce());
      return { token, expiresAt: (readAt + SESSION_MS) as Instant };
    },
    async open(token) {
      const claims = decrypt(token, await keyOnce());
      if (!claims) return undefined;
      const age = world.clock.now() - claims.t;
      // A token from the future comes from an environment whose clock runs ahead; a minute of that is normal.
      if (!(age < SESSION_MS && age >= -60_000)) return undefined;
      return { account: claims.a, citizen: claims.c, givenAt: claims.t as Instant };
    },
  };
}

/** `undefined`: not made by us. */
function decrypt(token: string, key: KeyObject): Claims | undefined {
  const [header, wrappedKey, ...parts] = token.split('.');
  const [nonce, ciphertext, tag] = parts.map((part) => Buffer.from(part, 'base64url'));
  if (header !== WRITTEN_HEADER || wrappedKey !== '' || parts.length !== 3) return undefined;
  if (nonce!.length !== NONCE_BYTES || tag!.length !== TAG_BYTES) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce!);
  decipher.setAAD(Buffer.from(header));
  decipher.setAuthTag(tag!);
  const plain = decipher.update(ciphertext!);
  try {
    decipher.final();
  } catch {
    return undefined;
  }
  return JSON.parse(plain.toString()) as Claims;
}

async function sessionKey(world: World): Promise<KeyObject> {
  const { key = '' } = await world.secret('session-key');
  const bytes = Buffer.from(key, 'base64');
  if (bytes.length !== 32) throw new Error('the secret session-key does not hold 32 bytes');
  return createSecretKey(bytes);
}
