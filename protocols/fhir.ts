/** FHIR R4 search: DiagnosticReports with what they refer to, asked by POST so that no number stands in an address. */
import { fillParameters, questionValues } from './parameters.ts';
import { resolveAll } from './placeholders.ts';
import { AskingFailed, type HttpReply, type Protocol } from './protocol.ts';
import { type FhirSystems, isError, readBundle } from './reading/fhir-rows.ts';
import { parseJson } from './reading/json.ts';
import { judge } from './reading/judge.ts';
import { readText } from './reading/text.ts';

/** `headers`: such as Authorization, with `${secret.…}`. The other settings say which of its URIs carry what. */
interface FhirSettings extends Pick<FhirSystems, 'reportNumber' | 'specimen' | 'poolSize'> {
  headers: Record<string, string>;
}

/** A report says little without them. */
const INCLUDED = ['subject', 'result', 'specimen'].map((name): [string, string] => [
  '_include',
  `DiagnosticReport:${name}`,
]);
/** OperationOutcomes under these say less than their status does. */
const TELLING_STATUSES = [401, 403, 429];

export const fhir: Protocol = {
  name: 'fhir',
  async call(connection, service, question) {
    const { source, secret, send, now } = connection;
    const { headers, ...systems } = source.settings as unknown as FhirSettings;
    const isNextPage = service.method === 'GET';
    const filled = Object.entries(fillParameters(service, questionValues(source, question)));
    const secrets = Object.fromEntries(Object.entries(secret).map(([field, value]) => [`$secret.${field}`, value]));
    const reply = await send({
      method: isNextPage ? 'GET' : 'POST',
      path: service.path,
      headers: {
        accept: 'application/fhir+json',
        ...(isNextPage ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
        ...resolveAll(headers, secrets),
      },
      ...(isNextPage ? {} : { body: new URLSearchParams([...filled, ...INCLUDED]).toString() }),
    });
    const bundle = judge(reply, documentOf(reply), service, now());
    if (bundle === undefined) return undefined;
    return readBundle(bundle, { ...systems, document: source.documents[question.document.type] });
  },
};

function documentOf(reply: HttpReply): unknown {
  const isOk = reply.status >= 200 && reply.status < 300;
  let document: unknown;
  try {
    document = parseJson(readText(reply.body));
  } catch (error) {
    if (isOk) throw error;
    return undefined;
  }
  const isNode = typeof document === 'object' && document !== null;
  if (isNode && isError(document as Record<string, unknown>) && !TELLING_STATUSES.includes(reply.status))
    throw new AskingFailed('source-error');
  return document;
}
