/** The national platform's gateway (`gjzwfwpt_*`): four signed headers, a secret renewed every two hours, and behind it whatever a ministry speaks. */
import { createDecipheriv, createHash } from 'node:crypto';
import { credential } from './credential.ts';
import { digest } from './digest.ts';
import { AskingFailed, type Connection, type HttpRequest, type Protocol, type Question } from './protocol.ts';
import { readJsonAnswer } from './reading/answer.ts';
import { textAt } from './reading/path.ts';
import { type RequestSettings, valuesOf, writeRequest } from './request.ts';
import { readSoapAnswer, type SoapSettings, writeSoap } from './soap-message.ts';
import type { Service } from './source-file.ts';
import { expiryOf, type FreshToken, withToken } from './token.ts';

/** The ministry's own request is written as anywhere else, in JSON, a form or SOAP; each service's settings give its `sid`. */
interface NationalGatewaySettings extends RequestSettings {
  /** The older gateway's headers begin with `gjgxjhpt`. */
  prefix?: string;
  /** The four headers stand among the parameters too. */
  repeatInBody?: boolean;
  /** Where the secret is renewed. */
  renewal: Pick<Service, 'path' | 'success' | 'codes'>;
  soap?: SoapSettings;
}

const SECRET_LIFE_MS = 2 * 3_600_000;

export const nationalGateway: Protocol = {
  name: 'national-gateway',
  call(connection, service, question) {
    const settings = settingsOf(connection);
    const sid = String(service.settings?.sid);
    const ask = async (appSecret: string) => {
      const fields = signedFields(connection, sid, appSecret, settings.prefix);
      const request = await writeInner(connection, service, question, fields);
      const reply = await connection.send({ ...request, headers: { ...request.headers, ...fields } });
      if (settings.soap) return readSoapAnswer(reply, settings.soap, service, connection.now());
      return readJsonAnswer(reply, service, connection.now());
    };
    const renew = () => renewSecret(connection, sid, credential(connection, 'appKey'));
    return withToken(connection.tokens, connection.source.id, renew, ask);
  },
};

const settingsOf = ({ source }: Connection) => source.settings as unknown as NationalGatewaySettings;

/** What goes through the gateway, without its headers. */
async function writeInner(
  connection: Connection,
  service: Service,
  question: Question,
  fields: Record<string, string>,
): Promise<HttpRequest> {
  const settings = settingsOf(connection);
  const { soap, repeatInBody } = settings;
  const values = valuesOf(connection, soap?.timestamp ?? settings.timestamp, service, question);
  if (soap) return writeSoap(soap, service, values);
  const parameters = { ...service.parameters, ...(repeatInBody && fields) };
  return writeRequest(settings, { ...service, parameters }, values);
}

/** `…_sign` = base64 of HMAC-SHA-256 over sid, rid and time without separators. */
export function signedFields(
  { secret, now }: Pick<Connection, 'secret' | 'now'>,
  sid: string,
  key: string,
  prefix = 'gjzwfwpt',
): Record<string, string> {
  const rid = credential({ secret }, 'rid');
  const rtime = String(now());
  const sign = digest('hmac-sha256', sid + rid + rtime, 'base64', key);
  return { [`${prefix}_rid`]: rid, [`${prefix}_sid`]: sid, [`${prefix}_rtime`]: rtime, [`${prefix}_sign`]: sign };
}

async function renewSecret(connection: Connection, sid: string, appKey: string): Promise<FreshToken> {
  const { renewal, prefix } = settingsOf(connection);
  const reply = await connection.send({
    method: 'POST',
    path: renewal.path,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(signedFields(connection, sid, appKey, prefix)),
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
