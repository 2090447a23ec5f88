/** A SOAP 1.1 message out and its answer in: one operation, whose question and answer may be documents of their own inside it. */
import type { Instant } from '../core/index.ts';
import { resolveAll, type Values } from './placeholders.ts';
import { AskingFailed, type HttpReply, type HttpRequest } from './protocol.ts';
import { decodeFields } from './reading/decode.ts';
import { parseJson } from './reading/json.ts';
import { judge } from './reading/judge.ts';
import { placeAt, textAt } from './reading/path.ts';
import { type Encoding, readText } from './reading/text.ts';
import { questionOf, type Target } from './request.ts';
import type { Service, Template } from './source-file.ts';
import type { TimestampFormat } from './timestamp.ts';
import { element, elements, escapeXml } from './xml-elements.ts';

export interface SoapSettings {
  /** Of the bytes, both ways. */
  encoding: Encoding;
  /** What XML declarations say where they say something else, as one that moved to UTF-8 and kept its declarations does. */
  declared?: string;
  operation: string;
  namespace: string;
  action: string;
  /** The operation's parameters; `$input` is the request document. */
  arguments: Record<string, string>;
  /** Root element of the request document; without it the service's parameters are the operation's own, after `arguments`. */
  root?: string;
  /** How `$input` is written: Base64 where it is not told, or as escaped text. */
  input?: 'base64' | 'text';
  /** Path to the answer's text, namespaces left out: `Envelope.Body.…`. */
  answer: string;
  /** How the answer's document is written there: as text (escaped or in CDATA) where it is not told, or as Base64. */
  output?: 'text' | 'base64';
  timestamp?: TimestampFormat;
}

export async function writeSoap(settings: SoapSettings, target: Target, values: Values): Promise<HttpRequest> {
  const encode = await encoderOf(settings.encoding);
  return {
    method: 'POST',
    path: target.path,
    headers: { 'content-type': `text/xml; charset=${settings.encoding}`, soapaction: `"${settings.action}"` },
    body: encode(envelope(settings, target, values, encode)),
  };
}

/** `undefined` where the source's code says that it holds nothing. A SOAP fault is the source's word that it failed. */
export async function readSoapAnswer(
  reply: HttpReply,
  settings: SoapSettings,
  service: Pick<Service, 'codes' | 'success' | 'decode'>,
  now: Instant,
): Promise<unknown> {
  return judge(reply, decodeFields(await readEnvelope(reply, settings), service.decode), service, now);
}

type Encode = (xml: string) => Buffer;

function envelope(settings: SoapSettings, target: Target, values: Values, encode: Encode): string {
  const { operation, namespace, encoding, declared = encoding } = settings;
  return [
    `<?xml version="1.0" encoding="${declared}"?>`,
    '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>',
    element(operation, elements(operands(settings, target, values, encode)), ` xmlns="${escapeXml(namespace)}"`),
    '</soapenv:Body></soapenv:Envelope>',
  ].join('');
}

function operands(settings: SoapSettings, target: Target, values: Values, encode: Encode): Record<string, Template> {
  const { root, input, arguments: named } = settings;
  const question = questionOf(target, values) as { [name: string]: Template };
  if (root === undefined) return { ...resolveAll(named, values), ...question };
  const document = element(root, elements(question));
  const $input = input === 'text' ? document : encode(document).toString('base64');
  return resolveAll(named, { ...values, $input });
}

/** Loaded by the first answer, because most functions that ask never read XML and would start later for it. */
let xml: Promise<typeof import('./reading/xml.ts')> | undefined;

/** The answer's own document. A gateway in front may fail in JSON; an error page that is neither says less than its status does. */
async function readEnvelope(reply: HttpReply, settings: SoapSettings): Promise<unknown> {
  xml ??= import('./reading/xml.ts');
  const { parseXml } = await xml;
  const ok = reply.status >= 200 && reply.status < 300;
  let document: unknown;
  try {
    const text = readText(reply.body, settings.encoding);
    document = /^\s*\{/.test(text) ? parseJson(text) : parseXml(text);
  } catch (error) {
    if (ok) throw error;
    return undefined;
  }
  if (placeAt(document, 'Envelope') === undefined) return document;
  if (placeAt(document, 'Envelope.Body.Fault') !== undefined) throw new AskingFailed('source-error');
  const answer = textAt(document, settings.answer);
  if (answer === undefined && !ok) return undefined;
  if (settings.output !== 'base64') return parseXml(answer ?? '');
  return parseXml(readText(Buffer.from(answer ?? '', 'base64'), settings.encoding));
}

/** Characters the encoding lacks, as in some rare names, go as numeric references. Its tables are loaded only by who needs them. */
async function encoderOf(encoding: Encoding): Promise<Encode> {
  if (encoding === 'UTF-8') return (xml) => Buffer.from(xml, 'utf8');
  const { default: iconv } = await import('iconv-lite');
  const writable = (character: string) => {
    const lost = character !== '?' && iconv.encode(character, encoding).toString('latin1') === '?';
    return lost ? `&#x${character.codePointAt(0)!.toString(16).toUpperCase()};` : character;
  };
  return (xml) => iconv.encode([...xml].map(writable).join(''), encoding);
}
