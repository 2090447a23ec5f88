/** SMART Health Card: a JWS with ES256, its payload in raw deflate, and in it a FHIR R4 bundle with Patient and Observations. */
import { type Inflate, MOST_INFLATED, type SignedCertificate } from './certificate.ts';
import { instant, isDate } from './cwt-claims.ts';
import { contentOfBundle } from './health-card-bundle.ts';
import { isObject, readJsonObject } from './json-object.ts';
import { readJws } from './jws.ts';

/** The JWS that the codes hold. `undefined`: unreadable. */
export function readSmartHealthCard(text: string, inflate: Inflate): SignedCertificate | undefined {
  const jws = readJws(text);
  if (jws?.header.zip !== 'DEF') return undefined;
  const { alg, kid } = jws.header;
  const bytes = inflate(jws.payload, 'raw', MOST_INFLATED);
  const payload = bytes && readJsonObject(bytes);
  if (!payload || typeof alg !== 'string' || typeof kid !== 'string') return undefined;
  const { iss, nbf, exp, vc } = payload;
  if (typeof iss !== 'string' || !isDate(nbf) || (exp !== undefined && !isDate(exp)) || !isObject(vc)) return undefined;
  const issuedAt = instant(nbf)!;
  const identifier = `${kid}/${typeof vc.rid === 'string' ? vc.rid : ''}`;
  return {
    format: 'smart-health-card',
    algorithm: alg,
    kid,
    signsAs: iss,
    signed: jws.signed,
    signature: jws.signature,
    issuedAt,
    notBefore: issuedAt,
    expiresAt: instant(exp as number | undefined),
    content: (tests) => contentOfBundle(vc, tests, [identifier]),
  };
}
