/** Rules for config/issuers.json that its schema cannot say: keys that are keys, names once each, and no key whose other half lies in this repository. */
import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { parseInstant } from '../../core/index.ts';
import type { IssuerFile } from '../../functions/effects/configuration.ts';
import { inventedIssuers } from '../../sandbox/papers/invented-issuers.ts';
import { type Problem, pointer } from './problem.ts';

type Found = Iterable<Omit<Problem, 'file'>>;

/** Shorter RSA keys have been factored. */
const LEAST_RSA_BITS = 2048;

export function* checkIssuers(issuers: readonly IssuerFile[]): Found {
  const invented = inventedIssuers.flatMap(({ keys }) => keys.map(({ publicKey }) => thumb(publicKey)));
  for (const [at, issuer] of issuers.entries()) {
    const here = pointer('issuers', at);
    if (issuers.findIndex(({ id }) => id === issuer.id) < at)
      yield {
        field: `${here}/id`,
        remedy: `${issuer.id} stands here already; choose another id or put its keys together`,
      };
    yield* checkName(issuer, here);
    for (const [place, key] of issuer.keys.entries()) {
      const field = `${here}${pointer('keys', place)}`;
      if (issuer.keys.findIndex(({ kid }) => kid === key.kid) < place)
        yield {
          field: `${field}/kid`,
          remedy: `${key.kid} is the name of another key of this issuer; leave one of them out`,
        };
      if (invented.includes(thumb(key.publicKey)))
        yield {
          field: `${field}/publicKey`,
          remedy: 'is an invented issuer’s of the sandbox, whose private key everybody can read; remove it',
        };
      yield* checkKey(key, field);
    }
  }
}

function* checkName({ format, signsAs }: IssuerFile, here: string): Found {
  const fits = format === 'eu-dcc' ? /^[A-Z]{2}$/ : /^https:\/\/[^\s/]+(\/[^\s?#]*[^\s?#/])?$/;
  const remedy =
    format === 'eu-dcc'
      ? 'write the two letters of the country, such as NL'
      : 'write the address as its cards have it: https, without a slash at the end';
  if (!fits.test(signsAs)) yield { field: `${here}/signsAs`, remedy };
}

function* checkKey({ algorithm, publicKey, signsFrom, signsUntil }: IssuerFile['keys'][number], field: string): Found {
  const family = algorithm === 'ES256' ? 'EC' : 'RSA';
  if (publicKey.kty !== family)
    yield { field: `${field}/algorithm`, remedy: `${algorithm} signs with an ${family} key; correct one of the two` };
  const key = keyOf(publicKey);
  if (!key) yield { field: `${field}/publicKey`, remedy: 'is no public key; copy it anew from what the issuer gave' };
  else if ((key.asymmetricKeyDetails?.modulusLength ?? LEAST_RSA_BITS) < LEAST_RSA_BITS)
    yield {
      field: `${field}/publicKey`,
      remedy: `is shorter than ${LEAST_RSA_BITS} bits; ask the issuer for a longer one`,
    };
  const [from, until] = [signsFrom, signsUntil].map((text) => (text === undefined ? undefined : parseInstant(text)));
  for (const [name, text, at] of [
    ['signsFrom', signsFrom, from],
    ['signsUntil', signsUntil, until],
  ] as const)
    if (text !== undefined && at === undefined)
      yield { field: `${field}/${name}`, remedy: `${text} is no time; write it like 2022-08-01T00:00:00+08:00` };
  if (from !== undefined && until !== undefined && from >= until)
    yield { field: `${field}/signsUntil`, remedy: 'ends before it begins; set it after signsFrom' };
}

function keyOf(jwk: object) {
  try {
    return createPublicKey({ format: 'jwk', key: jwk as JsonWebKey });
  } catch {
    return undefined;
  }
}

/** What tells a key from others, whatever else stands beside it. */
function thumb(key: { x?: string; y?: string; n?: string }): string {
  return `${key.x ?? ''}.${key.y ?? ''}.${key.n ?? ''}`;
}
