/** A gateway with an access token: had for credentials, good for hours, and sent as `$token` with every call. */
import { AskingFailed, type Connection, type Protocol } from './protocol.ts';
import { readJsonAnswer } from './reading/answer.ts';
import { textAt } from './reading/path.ts';
import { type RequestSettings, valuesOf, writeRequest } from './request.ts';
import type { Service } from './source-file.ts';
import { expiryOf, type FreshToken, withToken } from './token.ts';

interface TokenGatewaySettings extends RequestSettings {
  /** How the token is asked for, and where in the answer it and its end stand. */
  token: RequestSettings &
    Pick<Service, 'path' | 'method' | 'codes'> &
    Partial<Pick<Service, 'success'>> & {
      value: string;
      /** Where its end stands, in epoch milliseconds. */
      expiresAt?: string;
      /** Where the answer tells of no end. */
      lifeHours: number;
    };
}

export const tokenGateway: Protocol = {
  name: 'token-gateway',
  call(connection, service, question) {
    const settings = connection.source.settings as unknown as TokenGatewaySettings;
    const ask = async ($token: string) => {
      const values = { ...valuesOf(connection, settings.timestamp, service, question), $token };
      const reply = await connection.send(writeRequest(settings, service, values));
      return readJsonAnswer(reply, service, connection.now());
    };
    return withToken(connection.tokens, connection.source.id, () => createToken(connection, settings), ask);
  },
};

async function createToken(connection: Connection, { token }: TokenGatewaySettings): Promise<FreshToken> {
  const { path, method, codes, success = [] } = token;
  const target = { path, method };
  const request = writeRequest(token, target, valuesOf(connection, token.timestamp, target));
  const document = readJsonAnswer(await connection.send(request), { codes, success }, connection.now());
  const value = textAt(document, token.value);
  if (!value) throw new AskingFailed('unreadable');
  const end = token.expiresAt === undefined ? undefined : textAt(document, token.expiresAt);
  return { value, expiresAt: expiryOf(end, token.lifeHours * 3_600_000, connection.now()) };
}
