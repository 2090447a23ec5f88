/** Questions and answers inside an encrypted envelope, under signed headers. Which envelope is data in the source's file. */
import type { SealedQuestion } from './envelope/envelope.ts';
import { type Hybrid, sealHybrid } from './envelope/hybrid.ts';
import { type MedicalInsurance, sealMedicalInsurance } from './envelope/medical-insurance.ts';
import type { Values } from './placeholders.ts';
import { AskingFailed, type Connection, type HttpReply, type Protocol } from './protocol.ts';
import { parseBody } from './reading/answer.ts';
import { decodeFields } from './reading/decode.ts';
import { unwrap } from './reading/json.ts';
import { judge } from './reading/judge.ts';
import { placeAt, replaceAt } from './reading/path.ts';
import { questionOf, type RequestSettings, valuesOf, writeRequest } from './request.ts';
import type { Service } from './source-file.ts';

interface EncryptedEnvelopeSettings extends Pick<RequestSettings, 'timestamp' | 'signature' | 'headers'> {
  envelope: (MedicalInsurance | Hybrid) & {
    /** Where the encrypted answer stands; what it holds takes its place there. `data` where it is not told. */
    answer?: string;
  };
}

export const encryptedEnvelope: Protocol = {
  name: 'encrypted-envelope',
  async call(connection, service, question) {
    const settings = connection.source.settings as unknown as EncryptedEnvelopeSettings;
    const values = valuesOf(connection, settings.timestamp, service, question);
    const sealed = await seal(connection, settings.envelope, service, values);
    const target = { path: service.path, settings: service.settings, body: sealed.body };
    const reply = await connection.send(writeRequest(settings, target, { ...values, ...sealed.values }));
    return readSealedAnswer(reply, sealed, settings.envelope.answer ?? 'data', service, connection);
  },
};

/** What the service sends, as JSON, is what is encrypted. */
function seal(
  connection: Connection,
  envelope: MedicalInsurance | Hybrid,
  service: Service,
  values: Values,
): Promise<SealedQuestion> {
  const data = questionOf(service, values);
  if (envelope.kind === 'hybrid') return sealHybrid(connection, envelope, data, values);
  return sealMedicalInsurance(connection, envelope, data, values.$timestamp!);
}

/** Only failures may come in clear: an answer that was not sealed is none, whatever it says. */
function readSealedAnswer(
  reply: HttpReply,
  { open }: SealedQuestion,
  at: string,
  service: Service,
  { now }: Pick<Connection, 'now'>,
): unknown {
  const clear = parseBody(reply);
  // Their own codes say more than an envelope that a failing gateway left out or filled with a sentence.
  const outside = judge(reply, clear, { codes: service.codes, success: [] }, now());
  if (outside === undefined) return undefined;
  const sealed = placeAt(clear, at);
  if (sealed === undefined || sealed === null || sealed === '') {
    judge(reply, clear, service, now());
    throw new AskingFailed('unreadable');
  }
  const document = unwrap(replaceAt(clear, at, open(sealed)), service.unwrap);
  return judge(reply, decodeFields(document, service.decode), service, now());
}
