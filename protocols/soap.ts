/** SOAP 1.1 as laboratories offer it: one operation, an XML document as Base64 going in, an XML document as text coming out. */
import { fillParameters } from './parameters.ts';
import { AskingFailed, type HttpReply, type Protocol } from './protocol.ts';
import { judge } from './reading/judge.ts';
import { placeAt, textAt } from './reading/path.ts';
import { type Encoding, readText } from './reading/text.ts';
import { resolve } from './signature-recipe.ts';

interface SoapSettings {
  encoding: Encoding;
  operation: string;
  namespace: string;
  action: string;
  /** The operation's parameters; `$secret.<field>`, and `$input` for the Base64 of the request document. */
  arguments: Record<string, string>;
  /** Root element of the request document; the service's parameters are its children. */
  root: string;
  /** Path to the answer's text, namespaces left out: `Envelope.Body.…`. */
  answer: string;
}

export const soap: Protocol = {
  name: 'soap',
  async call(connection, service, question) {
    const settings = connection.source.settings as unknown as SoapSettings;
    const encode = await encoderOf(settings.encoding);
    const input = element(settings.root, fillParameters(service.parameters, connection.source, question));
    const values: Record<string, string> = { $input: encode(input).toString('base64') };
    for (const [field, value] of Object.entries(connection.secret)) values[`$secret.${field}`] = value;
    const reply = await connection.send({
      method: 'POST',
      path: service.path,
      headers: { 'content-type': `text/xml; charset=${settings.encoding}`, soapaction: `"${settings.action}"` },
      body: encode(envelope(settings, values)),
    });
    return judge(reply, await readEnvelope(reply, settings), service, connection.now());
  },
};

/** The answer's own document. A SOAP fault is the source's word that it failed. */
async function readEnvelope(reply: HttpReply, settings: SoapSettings): Promise<unknown> {
  // Loaded here, because most functions that ask never read XML and would start later for it.
  const { parseXml } = await import('./reading/xml.ts');
  const ok = reply.status >= 200 && reply.status < 300;
  let document: unknown;
  try {
    document = parseXml(readText(reply.body, settings.encoding));
  } catch (error) {
    if (ok) throw error;
    return undefined; // an error page that is no XML says less than its status does
  }
  if (placeAt(document, 'Envelope.Body.Fault') !== undefined) throw new AskingFailed('source-error');
  const answer = textAt(document, settings.answer);
  if (answer === undefined && !ok) return undefined;
  return parseXml(answer ?? '');
}

function envelope({ operation, namespace, encoding, arguments: named }: SoapSettings, values: Record<string, string>) {
  const filled = Object.fromEntries(Object.entries(named).map(([name, text]) => [name, resolve(text, values)]));
  return [
    `<?xml version="1.0" encoding="${encoding}"?>`,
    '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>',
    element(operation, filled, ` xmlns="${escapeXml(namespace)}"`),
    '</soapenv:Body></soapenv:Envelope>',
  ].join('');
}

function element(name: string, children: Record<string, string>, attributes = ''): string {
  const inner = Object.entries(children).map(([child, text]) => `<${child}>${escapeXml(text)}</${child}>`);
  return `<${name}${attributes}>${inner.join('')}</${name}>`;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Characters the encoding lacks, as in some rare names, go as numeric references. Its tables are loaded only by who needs them. */
async function encoderOf(encoding: Encoding): Promise<(xml: string) => Buffer> {
  if (encoding === 'UTF-8') return (xml) => Buffer.from(xml, 'utf8');
  const { default: iconv } = await import('iconv-lite');
  const writable = (character: string) => {
    const lost = character !== '?' && iconv.encode(character, encoding).toString('latin1') === '?';
    return lost ? `&#x${character.codePointAt(0)!.toString(16).toUpperCase()};` : character;
  };
  return (xml) => iconv.encode([...xml].map(writable).join(''), encoding);
}
