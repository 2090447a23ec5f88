/** What a deployment keeps in Secrets Manager and KMS: drawn once for a data folder and kept in it, or in memory. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { World } from '../functions/effects/world.ts';

type Secrets = Record<string, Record<string, string>>;

const key = () => randomBytes(32).toString('base64');

/**
 * The secrets of our own, and what `npm run secret` has written for sources: that goes before what their simulators would
 * take, as it would in a stage.
 */
export function ownSecrets(folder?: string): Secrets {
  const drawn: Secrets = {
    'session-key': { key: key() },
    'account-pepper': { v1: key() },
    'document-pepper': { v1: key() },
    'specimen-pepper': { v1: key() },
  };
  const held: Secrets = JSON.parse(kept(folder, 'secrets.json', () => '{}'));
  const secrets = { ...drawn, ...held };
  if (folder !== undefined) {
    const file = join(folder, 'secrets.json');
    writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  }
  return secrets;
}

/** Data keys under a master key in `sealing.key`: without that file nothing sealed can be opened again. */
export function dataKeys(folder?: string): World['dataKeys'] {
  const master = Buffer.from(kept(folder, 'sealing.key', key), 'base64');
  return {
    async generate() {
      const plain = randomBytes(32);
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', master, nonce);
      const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
      return { plain, wrapped: Buffer.concat([nonce, cipher.getAuthTag(), sealed]) };
    },
    async unwrap(wrapped) {
      const bytes = Buffer.from(wrapped);
      const decipher = createDecipheriv('aes-256-gcm', master, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
    },
  };
}

/** The text of a file that only its owner may read; made when it is not there. */
function kept(folder: string | undefined, name: string, make: () => string): string {
  if (folder === undefined) return make();
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  try {
    writeFileSync(path, make(), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(path, 'utf8');
}
