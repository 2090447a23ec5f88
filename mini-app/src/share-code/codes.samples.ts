/** Share codes as the server would issue them, for tests of what a phone does with them. */
import { decodeBase64Url, encodeBase64Url } from '../../../core/certificate/base64url.ts';
import { formatInstant, HOUR_MS, type Instant, instantOf } from '../../../core/index.ts';
import { type Credential, writeCredential } from '../../../core/share-code/credential.ts';
import { coseSign1, signer } from '../trust/signed-lists.samples.ts';
import type { IssuedCode } from './phone-code.ts';

export const shareKey = signer('share');

let issued = 0;

export function credentialOf(changes: Partial<Credential> & Pick<Credential, 'issuedAt'>): Credential {
  const { issuedAt } = changes;
  issued += 1;
  return {
    id: `00000000000000${issued.toString(16).padStart(2, '0')}`,
    expiresAt: instantOf(issuedAt + 48 * HOUR_MS),
    name: '张*丰',
    last4: '0014',
    asOf: issuedAt,
    complete: true,
    results: [
      {
        sampleCollectedAt: instantOf(issuedAt - 12 * HOUR_MS),
        reportIssuedAt: instantOf(issuedAt - 6 * HOUR_MS),
        poolSize: 10,
      },
    ],
    samplings: [],
    ...changes,
  };
}

/** The body of POST /share-codes for a phone's key, made 20 hours renewable. */
export function issuedBody(deviceKey: string, issuedAt: Instant, facts = 'facts-1', changes: Partial<Credential> = {}) {
  const credential = credentialOf({ issuedAt, deviceKey: decodeBase64Url(deviceKey)!, ...changes });
  return {
    id: credential.id,
    credential: encodeBase64Url(coseSign1(shareKey, writeCredential(credential))),
    issuedAt: formatInstant(credential.issuedAt),
    expiresAt: formatInstant(credential.expiresAt),
    renewFrom: formatInstant(instantOf(issuedAt + 20 * HOUR_MS)),
    facts,
  };
}

export function issuedCode(...of: Parameters<typeof issuedBody>): IssuedCode {
  const { issuedAt, expiresAt, renewFrom, ...body } = issuedBody(...of);
  const at = (text: string) => instantOf(Date.parse(text));
  return { ...body, issuedAt: at(issuedAt), expiresAt: at(expiresAt), renewFrom: at(renewFrom) };
}
