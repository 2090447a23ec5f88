/** Requests signed with a static secret, in headers or among the parameters; the recipe is data in the source's file. */
import { fillParameters } from './parameters.ts';
import type { Connection, HttpRequest, Protocol, Question } from './protocol.ts';
import { readJsonAnswer } from './reading/answer.ts';
import { resolve, type SignatureRecipe, sign, type Values } from './signature-recipe.ts';
import type { Service } from './source-file.ts';

/** `headers` and `parameters` are sent besides; `$timestamp`, `$nonce`, `$signature`, `$secret.<field>` are filled in. */
interface SignedRequestSettings {
  body: 'json' | 'form';
  timestamp: 'epoch-ms' | 'epoch-s';
  signature: SignatureRecipe;
  headers?: Record<string, string>;
  parameters?: Record<string, string>;
}

export const signedRequest: Protocol = {
  name: 'signed-request',
  call: async (connection, service, question) =>
    readJsonAnswer(await connection.send(signedRequestOf(connection, service, question)), service, connection.now()),
};

/** The request with its signature in place. A service's own settings may add `headers`, such as its number. */
export function signedRequestOf(connection: Connection, service: Service, question: Question): HttpRequest {
  const settings = connection.source.settings as unknown as SignedRequestSettings;
  const values = valuesOf(connection, settings);
  const fill = (texts: Record<string, string>) =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, resolve(text, values)]));
  const unsigned = Object.entries(settings.parameters ?? {}).filter(([, text]) => text !== '$signature');
  const signedParameters = {
    ...fillParameters(service.parameters, connection.source, question),
    ...fill(Object.fromEntries(unsigned)),
  };
  values.$signature = sign(settings.signature, values, signedParameters);
  const parameters = { ...signedParameters, ...fill(settings.parameters ?? {}) };
  const json = settings.body === 'json';
  return {
    method: 'POST',
    path: service.path,
    headers: {
      'content-type': `${json ? 'application/json' : 'application/x-www-form-urlencoded'}; charset=utf-8`,
      ...fill(settings.headers ?? {}),
      ...(service.settings?.headers as Record<string, string> | undefined),
    },
    body: json ? JSON.stringify(parameters) : new URLSearchParams(parameters).toString(),
  };
}

function valuesOf({ secret, now, nonce }: Connection, { timestamp }: SignedRequestSettings): Values {
  const epochMs = now();
  return {
    ...Object.fromEntries(Object.entries(secret).map(([field, value]) => [`$secret.${field}`, value])),
    $timestamp: String(timestamp === 'epoch-s' ? Math.floor(epochMs / 1000) : epochMs),
    $nonce: nonce(),
  };
}
