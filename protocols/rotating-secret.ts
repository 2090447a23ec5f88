/** A gateway whose calls are signed with a secret of a quarter of an hour, renewed with a longer one. `$token` is the secret that signs. */
import { resolve } from './placeholders.ts';
import { AskingFailed, type Connection, type Protocol, type Question } from './protocol.ts';
import { readJsonAnswer } from './reading/answer.ts';
import { textAt } from './reading/path.ts';
import { type RequestSettings, type Target, valuesOf, writeRequest } from './request.ts';
import type { Service } from './source-file.ts';
import { expiryOf, type FreshToken, withToken } from './token.ts';

interface RotatingSecretSettings extends RequestSettings {
  renewal: Pick<Service, 'success' | 'codes'> & {
    byKeyPath: string;
    bySecretPath: string;
    /** Signs the renewal by key, such as `$secret.appSecret`. */
    key: string;
    /** Where in the answer the secret that signs calls stands, and its end in epoch milliseconds. */
    secret: string;
    secretEnd: string;
    /** The same of the one that signs renewals. */
    refresh: string;
    refreshEnd: string;
  };
}

const REQUEST_SECRET_LIFE_MS = 13 * 60_000;
const REFRESH_SECRET_LIFE_MS = 24 * 3_600_000;

export const rotatingSecret: Protocol = {
  name: 'rotating-secret',
  call(connection, service, question) {
    const ask = async (secret: string) => {
      const reply = await connection.send(signed(connection, service, secret, question));
      return readJsonAnswer(reply, service, connection.now());
    };
    return withToken(connection.tokens, connection.source.id, () => renewRequestSecret(connection), ask);
  },
};

const settingsOf = ({ source }: Connection) => source.settings as unknown as RotatingSecretSettings;

function signed(connection: Connection, target: Target, $token: string, question?: Question) {
  const settings = settingsOf(connection);
  const values = valuesOf(connection, settings.timestamp, target, question);
  return writeRequest(settings, target, { ...values, $token });
}

/** By the refresh secret while one is held; by the key at first and whenever the refresh secret is no longer taken. */
async function renewRequestSecret(connection: Connection): Promise<FreshToken> {
  const { byKeyPath, bySecretPath, key } = settingsOf(connection).renewal;
  const refreshName = `${connection.source.id}/refresh`;
  const held = await connection.tokens.read(refreshName);
  const bySecret = held === undefined ? undefined : await trySecrets(connection, bySecretPath, held);
  const byKey = () => resolve(key, valuesOf(connection, undefined, { path: byKeyPath }));
  const secrets = bySecret ?? (await fetchSecrets(connection, byKeyPath, byKey()));
  if (secrets.refresh.value !== held) await connection.tokens.renew(refreshName, held, async () => secrets.refresh);
  return secrets.request;
}

async function trySecrets(connection: Connection, path: string, key: string) {
  try {
    return await fetchSecrets(connection, path, key);
  } catch (error) {
    // Only a refusal is a reason to fall back on the key; a gateway that is down would be asked twice.
    if (error instanceof AskingFailed && error.reason === 'refused') return undefined;
    throw error;
  }
}

async function fetchSecrets(connection: Connection, path: string, key: string) {
  const { renewal } = settingsOf(connection);
  const document = readJsonAnswer(await connection.send(signed(connection, { path }, key)), renewal, connection.now());
  const token = (at: string, endAt: string, lifeMs: number): FreshToken => {
    const value = textAt(document, at);
    if (!value) throw new AskingFailed('unreadable');
    return { value, expiresAt: expiryOf(textAt(document, endAt), lifeMs, connection.now()) };
  };
  return {
    request: token(renewal.secret, renewal.secretEnd, REQUEST_SECRET_LIFE_MS),
    refresh: token(renewal.refresh, renewal.refreshEnd, REFRESH_SECRET_LIFE_MS),
  };
}
