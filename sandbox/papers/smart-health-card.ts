/** Makes SMART Health Cards of the invented card centre, in one code or in several. Written from the framework, never from our reader. */
import { createPrivateKey, sign } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { CARDS, cardKeyId, type KeyName, privateKeyOf } from './invented-issuers.ts';

export interface CardPaper {
  family: string;
  given: string[];
  birthDate: string;
  sampledAt: string;
  reportedAt: string;
  /** When the card was signed; without it, when the result was reported. */
  issuedAt?: string;
  expiresAt?: string;
  outcome?: 'negative' | 'positive';
  of?: 'nucleic-acid' | 'antigen' | 'vaccination';
  laboratory?: string;
  key?: KeyName;
  issuer?: string;
  /** Into so many QR codes; 1 unless said otherwise. */
  codes?: number;
}

const OUTCOMES = { negative: '260415000', positive: '260373001' };
const TYPES = { 'nucleic-acid': '94500-6', antigen: '94558-4' };
const seconds = (text: string) => Date.parse(text) / 1000;
const base64url = (bytes: Buffer | string) => Buffer.from(bytes).toString('base64url');

/** What each of its QR codes holds: `shc:/5676…`, or `shc:/1/2/5676…` where there are several. */
export function smartHealthCard(paper: CardPaper): string[] {
  const jws = signedCard(paper);
  const { codes = 1 } = paper;
  const size = Math.ceil(jws.length / codes);
  return Array.from({ length: codes }, (_, at) => {
    const digits = [...jws.slice(at * size, (at + 1) * size)].map((character) =>
      String(character.charCodeAt(0) - 45).padStart(2, '0'),
    );
    return `shc:/${codes > 1 ? `${at + 1}/${codes}/` : ''}${digits.join('')}`;
  });
}

function signedCard(paper: CardPaper): string {
  const { key = 'cards', issuer = CARDS, reportedAt, issuedAt = reportedAt, expiresAt } = paper;
  const payload = {
    iss: issuer,
    nbf: seconds(issuedAt),
    ...(expiresAt ? { exp: seconds(expiresAt) } : {}),
    vc: {
      type: ['https://smarthealth.cards#health-card', 'https://smarthealth.cards#covid19'],
      credentialSubject: { fhirVersion: '4.0.1', fhirBundle: bundle(paper) },
    },
  };
  const header = base64url(JSON.stringify({ zip: 'DEF', alg: 'ES256', kid: cardKeyId(key) }));
  const toSign = `${header}.${base64url(deflateRawSync(JSON.stringify(payload), { level: 9 }))}`;
  const privateKey = createPrivateKey({ format: 'jwk', key: privateKeyOf(key) });
  const signature = sign('sha256', Buffer.from(toSign), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `${toSign}.${base64url(signature)}`;
}

function bundle(paper: CardPaper): object {
  const { family, given, birthDate, of = 'nucleic-acid' } = paper;
  const patient = { resourceType: 'Patient', name: [{ family, given }], birthDate };
  const resources = [patient, of === 'vaccination' ? vaccination : observation(paper, TYPES[of])];
  const entry = resources.map((resource, at) => ({ fullUrl: `resource:${at}`, resource }));
  return { resourceType: 'Bundle', type: 'collection', entry };
}

const vaccination = {
  resourceType: 'Immunization',
  status: 'completed',
  vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '208' }] },
  patient: { reference: 'resource:0' },
  occurrenceDateTime: '2022-01-10',
};

function observation({ sampledAt, reportedAt, outcome = 'negative', laboratory }: CardPaper, code: string): object {
  return {
    resourceType: 'Observation',
    meta: { security: [{ system: 'https://smarthealth.cards/ial', code: 'IAL2' }] },
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code }] },
    subject: { reference: 'resource:0' },
    effectiveDateTime: sampledAt,
    issued: reportedAt,
    valueCodeableConcept: { coding: [{ system: 'http://snomed.info/sct', code: OUTCOMES[outcome] }] },
    performer: [{ display: laboratory ?? 'Laboratory by the Sandpit' }],
  };
}
