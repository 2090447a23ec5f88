/** Peppers: HMACs under secret, versioned keys; what they make stands for a thing and cannot be turned back into it. */
import { createHmac } from 'node:crypto';
import type { World } from './world.ts';

export type PepperName = 'account-pepper' | 'document-pepper' | 'specimen-pepper';
const VERSION = 'v1';

/** HMAC-SHA-256 of the parts, base64url; each part is told from its neighbours by its length. */
export type Pepper = (...parts: string[]) => Promise<string>;

/** The secret is read with the first use, and again if it could not be read. */
export function createPepper(world: World, name: PepperName): Pepper {
  let key: Promise<string> | undefined;
  return async (...parts) => {
    key ??= world.secret(name).then((fields) => fields[VERSION] ?? '');
    const secret = await key.catch((error) => {
      key = undefined;
      throw error;
    });
    if (!secret) throw new Error(`the secret ${name} has no ${VERSION}`);
    const text = parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join('');
    return createHmac('sha256', secret).update(text).digest('base64url');
  };
}
