/**
 * Sealed tokens: JWE compact (RFC 7516, `dir` with A256GCM) under the session key; whoever holds one cannot read it, the table
 * need not hold it. They are made by jose, with a header that never changes, and opened by Node's own cipher: nothing of a
 * token decides how it is opened, and a reading does without jose's detour through WebCrypto's threads.
 */
import { createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';
import type { World } from './world.ts';

/** Bound in the header's `typ`: a token made for one purpose is none for another. */
export type TokenPurpose = 'huren-session' | 'huren-desk';

export interface SealedTokens<Claims> {
  seal(claims: Claims): Promise<string>;
  /** `undefined`: not made by us for this purpose. */
  open(token: string): Promise<Claims | undefined>;
}

const [NONCE_BYTES, TAG_BYTES] = [12, 16];

export function createSealedTokens<Claims extends object>(
  world: Pick<World, 'secret'>,
  purpose: TokenPurpose,
): SealedTokens<Claims> {
  const header = { alg: 'dir', enc: 'A256GCM', typ: purpose } as const;
  const written = Buffer.from(JSON.stringify(header)).toString('base64url');
  let key: Promise<KeyObject> | undefined;
  const keyOnce = () => {
    key ??= sessionKey(world).catch((error) => {
      key = undefined;
      throw error;
    });
    return key;
  };
  return {
    async seal(claims) {
      const { CompactEncrypt } = await import('jose');
      return new CompactEncrypt(Buffer.from(JSON.stringify(claims)))
        .setProtectedHeader(header)
        .encrypt(await keyOnce());
    },
    async open(token) {
      const plain = decrypt(token, written, await keyOnce());
      return plain === undefined ? undefined : (JSON.parse(plain) as Claims);
    },
  };
}

/** `undefined`: not made by us. */
function decrypt(token: string, written: string, key: KeyObject): string | undefined {
  const [header, wrappedKey, ...parts] = token.split('.');
  const [nonce, ciphertext, tag] = parts.map((part) => Buffer.from(part, 'base64url'));
  if (header !== written || wrappedKey !== '' || parts.length !== 3) return undefined;
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
  return plain.toString();
}

async function sessionKey(world: Pick<World, 'secret'>): Promise<KeyObject> {
  const { key = '' } = await world.secret('session-key');
  const bytes = Buffer.from(key, 'base64');
  if (bytes.length !== 32) throw new Error('the secret session-key does not hold 32 bytes');
  return createSecretKey(bytes);
}
