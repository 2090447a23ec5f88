/** How a request is written and signed: what most protocols have in common, as data in a source's settings. */
import { digest } from './digest.ts';
import { fillParameters, questionValues } from './parameters.ts';
import { fillTemplate, resolveAll, type Values, withCounts } from './placeholders.ts';
import type { Connection, HttpRequest, Question } from './protocol.ts';
import { type SignatureRecipe, sign } from './signature-recipe.ts';
import type { Service, Template } from './source-file.ts';
import { type TimestampFormat, writeTimestamp } from './timestamp.ts';

/** `headers` and `parameters` are sent besides the service's own; `$timestamp`, `$nonce`, `$signature`, `$secret.<field>`, … are filled in. */
export interface RequestSettings {
  /** Where parameters go; `query` leaves the body empty. JSON where it is not told. */
  body?: 'json' | 'form' | 'query';
  /** The one parameter that carries the service's own as JSON text. */
  wrap?: string;
  timestamp?: TimestampFormat;
  signature?: SignatureRecipe;
  headers?: Record<string, string>;
  parameters?: Record<string, string>;
}

/** What a call goes to: a service, or the place where a token is had. */
export type Target = Pick<Service, 'path'> &
  Partial<Pick<Service, 'method' | 'parameters' | 'body' | 'encode' | 'settings'>>;

/** One time and one nonce for the whole request, the secret's fields, the service's own values, and the question's where there is one. */
export function valuesOf(
  { source, secret, now, nonce }: Connection,
  timestamp: TimestampFormat | undefined,
  target: Target,
  question?: Question,
): Values {
  const own = target.settings?.values as Record<string, string> | undefined;
  return {
    ...prefixed('$secret.', secret),
    ...prefixed('$service.', own ?? {}),
    $timestamp: writeTimestamp(now(), timestamp),
    $nonce: nonce(),
    ...(question && questionValues(source, question)),
  };
}

/** The whole request with its signature in place. A service's own settings may add `headers`. */
export function writeRequest(settings: RequestSettings, target: Target, values: Values): HttpRequest {
  const besides = Object.entries(settings.parameters ?? {}).filter(([, text]) => text !== '$signature');
  const unsigned = { ...ownParameters(settings, target, values), ...resolveAll(Object.fromEntries(besides), values) };
  const draft = write(settings, target, unsigned, values);
  const all: Values = { ...values, ...wordsOf(draft, settings, target, unsigned) };
  if (settings.signature) all.$signature = sign(settings.signature, all, unsigned);
  const request = write(settings, target, { ...unsigned, ...resolveAll(settings.parameters, all) }, values);
  const ours = target.settings?.headers as Record<string, string> | undefined;
  return { ...request, headers: { ...request.headers, ...resolveAll({ ...settings.headers, ...ours }, all) } };
}

/** The service's own parameters, or the one that carries them. */
function ownParameters({ wrap }: RequestSettings, target: Target, values: Values): Record<string, string> {
  if (wrap === undefined) return fillParameters(target, values);
  return { [wrap]: JSON.stringify(questionOf(target, values)) };
}

/** What a target sends, as one JSON value: its body, or its parameters. */
export function questionOf(target: Target, values: Values): Template {
  if (target.body !== undefined) return fillTemplate(target.body, values);
  return withCounts(fillParameters(target, values), target.parameters);
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };

type Draft = HttpRequest & { body?: string };

function write(settings: RequestSettings, target: Target, parameters: Record<string, string>, values: Values): Draft {
  const { path, method = 'POST' } = target;
  switch (placeOf(settings, target)) {
    case 'query':
      return { method, path: withQuery(path, parameters), headers: {} };
    case 'query-beside-body': {
      const body = JSON.stringify(fillTemplate(target.body!, values));
      return { method, path: withQuery(path, parameters), headers: JSON_TYPE, body };
    }
    case 'form':
      return { method, path, headers: FORM_TYPE, body: new URLSearchParams(parameters).toString() };
    case 'json':
      return { method, path, headers: JSON_TYPE, body: JSON.stringify(withCounts(parameters, target.parameters)) };
  }
}

/** Where the parameters go. */
function placeOf({ body = 'json', wrap }: RequestSettings, target: Target) {
  if (target.method === 'GET' || body === 'query') return 'query';
  return target.body !== undefined && wrap === undefined ? 'query-beside-body' : body;
}

/** A plus sign means a space only in forms; in a query some take it as it stands. */
function withQuery(path: string, parameters: Record<string, string>): string {
  const query = new URLSearchParams(parameters).toString().replaceAll('+', '%20');
  return query === '' ? path : `${path}?${query}`;
}

/** What a signature may be over besides; of the request as it is without its signature. */
function wordsOf(draft: Draft, settings: RequestSettings, target: Target, parameters: Record<string, string>): Values {
  const { method, headers, body = '' } = draft;
  const inAddress = placeOf(settings, target) === 'json' ? [] : Object.entries(parameters);
  const pairs = inAddress.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${name}=${value}`);
  return {
    $method: method,
    $path: target.path,
    $pathAndQuery: [target.path, ...(pairs.length > 0 ? [pairs.join('&')] : [])].join('?'),
    $contentType: headers['content-type'] ?? '',
    $body: body,
    $bodyMd5: body === '' ? '' : digest('md5', body, 'base64'),
  };
}

function prefixed(prefix: string, texts: Record<string, string>): Values {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [prefix + name, text]));
}
