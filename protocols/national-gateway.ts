/** The national platform's gateway (`gjzwfwpt_*`): four signed headers, and a secret that is renewed every two hours. */
import { createDecipheriv, createHash } from 'node:crypto';
import { credential } from './credential.ts';
import { digest } from './digest.ts';
import { fillParameters } from './parameters.ts';
import { AskingFailed, type Connection, type Protocol } from './protocol.ts';
import { readJsonAnswer } from './reading/answer.ts';
import { textAt } from './reading/path.ts';
import type { Service } from './source-file.ts';
import { expiryOf, type FreshToken, withToken } from './token.ts';

/** `renewal`: where the secret is renewed; each service's own settings give its `sid`. */
interface NationalGatewaySettings {
  renewal: Pick<Service, 'path' | 'success' | 'codes'>;
}

const SECRET_LIFE_MS = 2 * 3_600_000;

export const nationalGateway: Protocol = {
  name: 'national-gateway',
  call: (connection, service, question) => {
    const { source } = connection;
    const sid = String(service.settings?.sid);
    const ask = async (appSecret: string) => {
      const reply = await connection.send({
        method: 'POST',
        path: service.path,
        headers: { 'content-type': 'application/json; charset=utf-8', ...signedFields(connection, sid, appSecret) },
        body: JSON.stringify(fillParameters(service.parameters, source, question)),
      });
      return readJsonAnswer(reply, service, connection.now());
    };
    return withToken(
      connection.tokens,
      source.id,
      () => renewSecret(connection, sid, credential(connection, 'appKey')),
      ask,
    );
  },
};

/** `gjzwfwpt_sign` = base64 of HMAC-SHA-256 over sid, rid and time without separators. */
export function signedFields(
  { secret, now }: Pick<Connection, 'secret' | 'now'>,
  sid: string,
  key: string,
): Record<string, string> {
  const rid = credential({ secret }, 'rid');
  const rtime = String(now());
  const sign = digest('hmac-sha256', sid + rid + rtime, 'base64', key);
  return { gjzwfwpt_rid: rid, gjzwfwpt_sid: sid, gjzwfwpt_rtime: rtime, gjzwfwpt_sign: sign };
}

async function renewSecret(connection: Connection, sid: string, appKey: string): Promise<FreshToken> {
  const { renewal } = connection.source.settings as unknown as NationalGatewaySettings;
  const reply = await connection.send({
    method: 'POST',
    path: renewal.path,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(signedFields(connection, sid, appKey)),
  });
  const document = readJsonAnswer(reply, renewal, connection.now());
  const sealed = textAt(document, 'data.secret');
  if (!sealed) throw new AskingFailed('unreadable');
  const expiresAt = expiryOf(textAt(document, 'data.secretEndTime'), SECRET_LIFE_MS, connection.now());
  return { value: openSecret(sealed, appKey), expiresAt };
}

/** AES-128-ECB with PKCS#5 padding under the key Java's SHA1PRNG makes of the appKey: an old choice, and the gateway's. */
export function openSecret(sealed: string, appKey: string): string {
  try {
    const decipher = createDecipheriv('aes-128-ecb', sha1PrngKey(appKey), null);
    return Buffer.concat([decipher.update(sealed, 'base64'), decipher.final()]).toString('utf8');
  } catch {
    throw new AskingFailed('unreadable');
  }
}

/** The first 16 bytes Java's SHA1PRNG gives when seeded with the text: SHA-1 of the SHA-1. */
export function sha1PrngKey(seed: string): Buffer {
  const state = createHash('sha1').update(seed, 'utf8').digest();
  return createHash('sha1').update(state).digest().subarray(0, 16);
}
