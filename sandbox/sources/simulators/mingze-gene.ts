/** 明泽基因, an invented laboratory that speaks FHIR R4: a search for reports with what they refer to, ten at a time. */
import { randomUUID } from 'node:crypto';
import type { DocumentType } from '../../../core/index.ts';
import { offsetTime } from '../beijing-time.ts';
import { describe } from '../dialects/describe.ts';
import type { Received } from '../dialects/description.ts';
import { hex } from '../dialects/digests.ts';
import { ENDLESS, rowsFrom } from '../dialects/pages.ts';
import { results } from '../dialects/results.ts';
import type { HeldTest } from '../holdings.ts';
import type { Answer } from '../loopback.ts';
import { sameText } from '../same-text.ts';

const HOST = 'fhir.mingze.example';
const SECRET = { accessToken: 'mingze-sandbox-access-token' };
const LARGEST_PAGE = 50;
const NAT = { system: 'http://loinc.org', code: '94500-6', display: 'SARS-CoV-2 RNA' };
const SNOMED = { negative: '260415000', positive: '10828004', inconclusive: '419984006' };

const SYSTEMS: Record<DocumentType, string> = {
  'resident-id': 'urn:oid:2.16.156.10011.1.3',
  passport: 'urn:mingze:passport',
  'hk-macao-permit': 'urn:mingze:hk-macao-permit',
  'taiwan-permit': 'urn:mingze:taiwan-permit',
  'permanent-resident-id': 'urn:mingze:permanent-resident-id',
};

const fhir = (resource: object, status = 200, headers = {}): Answer => ({
  status,
  type: 'application/fhir+json;charset=utf-8',
  body: JSON.stringify(resource),
  headers,
});

const outcome = (status: number, code: string, text: string, headers = {}) =>
  fhir({ resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, details: { text } }] }, status, headers);

export const createMingzeGene = describe(() => {
  /** Where a next page goes on, by the text in its address. */
  const pages = new Map<string, { fields: Record<string, string>; start: number }>();

  const tests = (start: number) =>
    results({
      source: 'mingze-gene',
      documents: SYSTEMS,
      from: 'sampling',
      question({ fields }) {
        const [type, number] = (fields['patient.identifier'] ?? '').split('|');
        return number ? { number, type } : undefined;
      },
      write(held, { fields, call }) {
        const page = rowsFrom(held, start, Number(fields._count), call);
        const next = start + page.length;
        const isLast = call.fault !== 'endless-pages' && next >= held.length;
        const link =
          isLast || page.length === 0 ? [] : [{ relation: 'next', url: addressFor({ fields, start: next }) }];
        const total = call.fault === 'endless-pages' ? ENDLESS : held.length;
        const entry = page.length > 0 ? bundled(page) : undefined;
        return fhir({ resourceType: 'Bundle', type: 'searchset', total, link, entry });
      },
    });

  function addressFor(page: { fields: Record<string, string>; start: number }): string {
    const key = randomUUID();
    pages.set(key, page);
    return `https://${HOST}/fhir/r4/page?key=${key}`;
  }

  return {
    id: 'mingze-gene',
    host: HOST,
    requestsPerSecond: 5,
    medianMs: 300,
    secret: SECRET,
    wrong: 'deletion',
    plays: ['endless-pages'],
    tellsWithdrawn: true,
    refusals: {
      unsigned: outcome(401, 'login', 'invalid access token'),
      incomplete: outcome(400, 'invalid', 'patient.identifier, code and _count are needed'),
      'over-quota': outcome(429, 'throttled', 'too many requests', { 'retry-after': '1' }),
      broken: outcome(500, 'exception', 'internal error'),
    },
    doors: [
      {
        path: '/fhir/r4/DiagnosticReport/_search',
        reads: 'form',
        refuse,
        answer: (received) => (isSearch(received) ? tests(0)(received) : 'incomplete'),
      },
      {
        method: 'GET',
        path: '/fhir/r4/page',
        reads: 'query',
        refuse,
        answer(received) {
          const page = pages.get(received.fields.key ?? '');
          return page ? tests(page.start)({ ...received, fields: page.fields }) : 'incomplete';
        },
      },
    ],
  };
});

const refuse = ({ call }: Received) =>
  sameText(call.headers.authorization, `Bearer ${SECRET.accessToken}`) ? undefined : 'unsigned';

function isSearch({ call, fields }: Received): boolean {
  const includes = new URLSearchParams(call.body.toString('utf8')).getAll('_include');
  const wanted = ['subject', 'result', 'specimen'].every((each) => includes.includes(`DiagnosticReport:${each}`));
  const count = Number(fields._count);
  return wanted && fields.code === 'http://loinc.org|94500-6' && count >= 1 && count <= LARGEST_PAGE;
}

/** Reports first, as found, then what they include. Patients are referred to by their place, the rest by a urn. */
function bundled(tests: HeldTest[]): object[] {
  const reports = tests.map((test, at) => ({ test, ids: { specimen: urn(), observation: urn() }, at }));
  const matches = reports.map(({ test, ids, at }) => ({
    fullUrl: `https://${HOST}/fhir/r4/DiagnosticReport/r${at}`,
    resource: report(test, ids),
    search: { mode: 'match' },
  }));
  const included = reports.flatMap(({ test, ids }) => [
    { fullUrl: ids.specimen, resource: specimen(test) },
    ...(test.outcome === undefined ? [] : [{ fullUrl: ids.observation, resource: observation(test) }]),
  ]);
  const people = new Map(tests.map((test) => [test.number, test]));
  const patients = [...people.values()].map((test) => ({
    fullUrl: `https://${HOST}/fhir/r4/Patient/${patientId(test)}`,
    resource: patient(test),
  }));
  return [...matches, ...[...patients, ...included].map((entry) => ({ ...entry, search: { mode: 'include' } }))];
}

const urn = () => `urn:uuid:${randomUUID()}`;
const patientId = ({ number }: HeldTest) => hex('md5', number).slice(0, 12);

function report(test: HeldTest, ids: { specimen: string; observation: string }): object {
  const isOut = test.outcome !== undefined;
  return {
    resourceType: 'DiagnosticReport',
    identifier: isOut ? [{ system: 'urn:oid:2.16.156.10011.1.33', value: test.reportNumber }] : undefined,
    status: test.withdrawn ? 'entered-in-error' : isOut ? 'final' : 'registered',
    code: { coding: [NAT] },
    subject: { reference: `Patient/${patientId(test)}` },
    effectiveDateTime: offsetTime(test.sampledAt) ?? undefined,
    issued: offsetTime(test.reportedAt) ?? undefined,
    performer: [{ display: test.institution }],
    specimen: [{ reference: ids.specimen }],
    result: isOut ? [{ reference: ids.observation }] : undefined,
  };
}

function specimen(test: HeldTest): object {
  return {
    resourceType: 'Specimen',
    identifier: [{ system: 'urn:oid:2.16.156.10011.1.14', value: test.specimenNumber }],
    extension: [{ url: 'urn:mingze:pool-size', valueInteger: test.poolSize }],
    collection: { collectedDateTime: offsetTime(test.sampledAt) ?? undefined },
  };
}

function observation(test: HeldTest): object {
  const code = test.oddWord ? '1234567890' : SNOMED[test.outcome!];
  return {
    resourceType: 'Observation',
    status: test.withdrawn ? 'entered-in-error' : 'final',
    code: { coding: [NAT] },
    effectiveDateTime: offsetTime(test.sampledAt) ?? undefined,
    issued: offsetTime(test.testedAt) ?? undefined,
    valueCodeableConcept: { coding: [{ system: 'http://snomed.info/sct', code, display: test.oddWord }] },
  };
}

function patient(test: HeldTest): object {
  return {
    resourceType: 'Patient',
    id: patientId(test),
    identifier: [{ system: SYSTEMS[test.documentType], value: test.number }],
    name: [{ text: test.name }],
  };
}
