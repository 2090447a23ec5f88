/** Where a source's secret lies: in the sandbox's file, or in a stage's Secrets Manager. */
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';

type Fields = Record<string, string>;

export interface SecretStore {
  /** Where that is, in words. */
  place: string;
  /** Without a secret there: no fields. */
  read(): Promise<Fields>;
  /** The whole secret, anew. */
  write(fields: Fields): Promise<void>;
  close(): void;
}

/** `name` as functions ask for it, e.g. `sources/shanghai`. The sandbox reads the file when it starts. */
export function sandboxStore(file: string, name: string): SecretStore {
  const all = (): Record<string, Fields> => {
    try {
      return JSON.parse(readFileSync(file, 'utf8'));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
      throw error;
    }
  };
  return {
    place: `${name} of the sandbox`,
    read: async () => all()[name] ?? {},
    async write(fields) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(`${file}.new`, `${JSON.stringify({ ...all(), [name]: fields }, null, 2)}\n`, { mode: 0o600 });
      chmodSync(`${file}.new`, 0o600);
      renameSync(`${file}.new`, file);
    },
    close: () => {},
  };
}

/** `id` as Secrets Manager has it, e.g. `huren/prod/sources/shanghai`; credentials as every AWS command takes them. */
export function stageStore(region: string, id: string): SecretStore {
  const client = new SecretsManagerClient({ region, maxAttempts: 4 });
  return {
    place: `${id} in ${region}`,
    async read() {
      try {
        const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: id }));
        return JSON.parse(SecretString!) as Fields;
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return {};
        throw error;
      }
    },
    async write(fields) {
      const SecretString = JSON.stringify(fields);
      try {
        await client.send(new PutSecretValueCommand({ SecretId: id, SecretString }));
      } catch (error) {
        if (!(error instanceof ResourceNotFoundException)) throw error;
        await client.send(new CreateSecretCommand({ Name: id, SecretString }));
      }
    },
    close: () => client.destroy(),
  };
}
