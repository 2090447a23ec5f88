/** SOAP 1.1 on a source's side: the arguments of one operation, and an inner document in its answer. */
import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Answer } from '../loopback.ts';
import type { Call } from '../simulator.ts';

const parser = new XMLParser({ parseTagValue: false, removeNSPrefix: true, ignoreAttributes: true });
const builder = new XMLBuilder({});

export interface Operation {
  name: string;
  /** What must stand in SOAPAction. */
  action: string;
}

/** Elements by their names without prefix; `undefined` for what is no XML. */
// biome-ignore lint/suspicious/noExplicitAny: whatever a caller has sent
export function readXml(text: string): any {
  return XMLValidator.validate(text) === true ? parser.parse(text) : undefined;
}

/** Lists become repeated elements. */
export const writeXml = (value: object): string => builder.build(value);

/** The operation's arguments as texts, or `undefined` where another is asked, or none. */
export function argumentsOf({ headers, body }: Call, { name, action }: Operation): Record<string, string> | undefined {
  if (headers.soapaction?.toString().replaceAll('"', '') !== action) return undefined;
  const given: unknown = readXml(body.toString('utf8'))?.Envelope?.Body?.[name];
  if (typeof given !== 'object' || given === null) return undefined;
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, String(value)]));
}

export interface InnerDocument {
  /** Name of the operation's response and of the element in it that holds the document. */
  response: string;
  element: string;
  /** The response's namespace. */
  namespace: string;
  document: string;
  /** How the inner document stands in the outer one. */
  as: 'escaped' | 'cdata';
  /** What the outer declaration claims; the bytes are UTF-8. */
  declares?: string;
}

export function soapAnswer({ response, element, namespace, document, as, declares = 'UTF-8' }: InnerDocument): Answer {
  const text = as === 'cdata' ? `<![CDATA[${document}]]>` : escapeXml(document);
  return envelope(
    `<n:${response} xmlns:n="${namespace}"><${element}>${text}</${element}></n:${response}>`,
    200,
    declares,
  );
}

/** SOAP 1.1 §6.2: a Fault comes with HTTP 500. */
export function soapFault(message: string): Answer {
  const fault = `<s:Fault><faultcode>s:Client</faultcode><faultstring>${escapeXml(message)}</faultstring></s:Fault>`;
  return envelope(fault, 500, 'UTF-8');
}

function envelope(content: string, status: number, declares: string): Answer {
  const body = `<?xml version="1.0" encoding="${declares}"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${content}</s:Body></s:Envelope>`;
  return { status, type: 'text/xml; charset=UTF-8', body };
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
export const escapeXml = (text: string): string => text.replace(/[&<>]/g, (character) => ENTITIES[character]!);
