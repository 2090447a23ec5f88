/** A gateway in Shanghai's style: one access token for a day in a header, JSON both ways, often JSON as text inside it. */
import { credential } from './credential.ts';
import { fillParameters } from './parameters.ts';
import { AskingFailed, type Connection, type Protocol } from './protocol.ts';
import { readJsonAnswer } from './reading/answer.ts';
import { textAt } from './reading/path.ts';
import type { Service } from './source-file.ts';
import { expiryOf, type FreshToken, withToken } from './token.ts';

/** `headers`: sent with every call beside `access_token`. */
interface TokenGatewaySettings {
  token: Pick<Service, 'path' | 'codes'> & { lifeHours: number };
  headers: Record<string, string>;
}

export const tokenGateway: Protocol = {
  name: 'token-gateway',
  call: (connection, service, question) => {
    const { source } = connection;
    const { headers } = source.settings as unknown as TokenGatewaySettings;
    const ask = async (token: string) => {
      const reply = await connection.send({
        method: 'POST',
        path: service.path,
        headers: { 'content-type': 'application/json; charset=utf-8', ...headers, access_token: token },
        body: JSON.stringify(fillParameters(service.parameters, source, question)),
      });
      return readJsonAnswer(reply, service, connection.now());
    };
    return withToken(connection.tokens, source.id, () => createToken(connection), ask);
  },
};

async function createToken(connection: Connection): Promise<FreshToken> {
  const { token } = connection.source.settings as unknown as TokenGatewaySettings;
  const query = new URLSearchParams({
    appId: credential(connection, 'appId'),
    appSecret: credential(connection, 'appSecret'),
  });
  const reply = await connection.send({ method: 'GET', path: `${token.path}?${query}`, headers: {} });
  const document = readJsonAnswer(reply, { codes: token.codes, success: [] }, connection.now());
  const value = textAt(document, 'access_token');
  if (!value) throw new AskingFailed('unreadable');
  return { value, expiresAt: expiryOf(undefined, token.lifeHours * 3_600_000, connection.now()) };
}
