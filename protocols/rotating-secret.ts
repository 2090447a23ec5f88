/** A gateway in Zhejiang's style: calls are signed with a secret of a quarter of an hour, renewed with a longer one. */
import { credential } from './credential.ts';
import { digest } from './digest.ts';
import { fillParameters } from './parameters.ts';
import { AskingFailed, type Connection, type Protocol } from './protocol.ts';
import { readJsonAnswer } from './reading/answer.ts';
import { textAt } from './reading/path.ts';
import type { Service } from './source-file.ts';
import { expiryOf, type FreshToken, withToken } from './token.ts';

interface RotatingSecretSettings {
  renewal: Pick<Service, 'success' | 'codes'> & { byKeyPath: string; bySecretPath: string };
}

const REQUEST_SECRET_LIFE_MS = 13 * 60_000;
const REFRESH_SECRET_LIFE_MS = 24 * 3_600_000;

export const rotatingSecret: Protocol = {
  name: 'rotating-secret',
  call: (connection, service, question) => {
    const ask = async (requestSecret: string) => {
      const parameters = fillParameters(service.parameters, connection.source, question);
      return readJsonAnswer(
        await postSigned(connection, service.path, requestSecret, parameters),
        service,
        connection.now(),
      );
    };
    return withToken(connection.tokens, connection.source.id, () => renewRequestSecret(connection), ask);
  },
};

/** `sign` = MD5 over appKey, secret and time. */
export function signedParameters(
  { secret, now }: Pick<Connection, 'secret' | 'now'>,
  key: string,
): Record<string, string> {
  const appKey = credential({ secret }, 'appKey');
  const requestTime = String(now());
  return { appKey, sign: digest('md5', appKey + key + requestTime, 'hex'), requestTime };
}

function postSigned(connection: Connection, path: string, key: string, parameters: Record<string, string> = {}) {
  return connection.send({
    method: 'POST',
    path,
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: new URLSearchParams({ ...parameters, ...signedParameters(connection, key) }).toString(),
  });
}

/** By the refresh secret while one is held; by the appSecret at first and whenever the refresh secret is no longer taken. */
async function renewRequestSecret(connection: Connection): Promise<FreshToken> {
  const { renewal } = connection.source.settings as unknown as RotatingSecretSettings;
  const refreshName = `${connection.source.id}/refresh`;
  const held = await connection.tokens.read(refreshName);
  const bySecret = held === undefined ? undefined : await trySecrets(connection, renewal.bySecretPath, held);
  const secrets = bySecret ?? (await fetchSecrets(connection, renewal.byKeyPath, credential(connection, 'appSecret')));
  if (secrets.refresh.value !== held) await connection.tokens.renew(refreshName, held, async () => secrets.refresh);
  return secrets.request;
}

async function trySecrets(connection: Connection, path: string, key: string) {
  try {
    return await fetchSecrets(connection, path, key);
  } catch (error) {
    // Only a refusal is a reason to fall back on the appSecret; a gateway that is down would be asked twice.
    if (error instanceof AskingFailed && error.reason === 'refused') return undefined;
    throw error;
  }
}

async function fetchSecrets(connection: Connection, path: string, key: string) {
  const { renewal } = connection.source.settings as unknown as RotatingSecretSettings;
  const document = readJsonAnswer(await postSigned(connection, path, key), renewal, connection.now());
  const token = (name: string, lifeMs: number): FreshToken => {
    const value = textAt(document, `datas.${name}`);
    if (!value) throw new AskingFailed('unreadable');
    return { value, expiresAt: expiryOf(textAt(document, `datas.${name}EndTime`), lifeMs, connection.now()) };
  };
  return {
    request: token('requestSecret', REQUEST_SECRET_LIFE_MS),
    refresh: token('refreshSecret', REFRESH_SECRET_LIFE_MS),
  };
}
