/** The world on AWS: its clock, Secrets Manager, KMS, and the configuration that lies beside the bundle. */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { instantOf } from '../../core/index.ts';
import { CALL_DEADLINES } from './call-deadlines.ts';
import { type ConfigurationFile, configurationOf } from './configuration.ts';
import { setting } from './setting.ts';
import type { Clock, World } from './world.ts';

/** A secret that was changed is noticed after so long, unless somebody needs to know sooner. */
const SECRET_KEPT_MS = 15 * 60_000;

export function awsWorld(env: World['env'] = process.env): World {
  const secrets = new Map<string, { fields: Promise<Record<string, string>>; readAt: number }>();
  const world: World = {
    clock: wallClock,
    env,
    clients: {},
    random: () => randomBytes(4).readUInt32BE() / 2 ** 32,
    origin: (host) => `https://${host}`,
    async configuration() {
      const { readFile } = await import('node:fs/promises');
      const text = await readFile(new URL('./configuration.json', import.meta.url), 'utf8');
      return configurationOf(JSON.parse(text) as ConfigurationFile);
    },
    secret(name, notOlderMs = SECRET_KEPT_MS) {
      const cached = secrets.get(name);
      if (cached && Date.now() - cached.readAt < notOlderMs) return cached.fields;
      const fields = readSecret(`${setting(world, 'SECRETS_PREFIX')}${name}`);
      secrets.set(name, { fields, readAt: Date.now() });
      fields.catch(() => secrets.delete(name));
      return fields;
    },
    dataKeys: {
      async generate() {
        const { kms, GenerateDataKeyCommand } = await keyService();
        const made = await kms.send(
          new GenerateDataKeyCommand({ KeyId: setting(world, 'SEALING_KEY_ID'), KeySpec: 'AES_256' }),
        );
        return { plain: made.Plaintext!, wrapped: made.CiphertextBlob! };
      },
      async unwrap(wrapped) {
        const { kms, DecryptCommand } = await keyService();
        const opened = await kms.send(
          new DecryptCommand({ KeyId: setting(world, 'SEALING_KEY_ID'), CiphertextBlob: wrapped }),
        );
        return opened.Plaintext!;
      },
    },
  };
  return world;
}

const wallClock: Clock = {
  now: () => instantOf(Date.now()),
  async sleep(ms, signal) {
    // An abort ends the sleep; it is not a failure.
    await sleep(ms, undefined, { signal }).catch((error: Error) => {
      if (error.name !== 'AbortError') throw error;
    });
  },
};

async function readSecret(id: string): Promise<Record<string, string>> {
  const { GetSecretValueCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
  const client = new SecretsManagerClient({ maxAttempts: 4, requestHandler: CALL_DEADLINES });
  try {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: id }));
    return JSON.parse(SecretString!) as Record<string, string>;
  } finally {
    client.destroy();
  }
}

async function keyService() {
  const { DecryptCommand, GenerateDataKeyCommand, KMSClient } = await import('@aws-sdk/client-kms');
  return {
    kms: new KMSClient({ maxAttempts: 4, requestHandler: CALL_DEADLINES }),
    DecryptCommand,
    GenerateDataKeyCommand,
  };
}
