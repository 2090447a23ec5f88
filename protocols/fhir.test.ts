/** FHIR R4: what a Bundle tells, what it takes back, and what is no Bundle at all. */
import { afterEach, describe, expect, test } from 'vitest';
import { askSource } from './index.ts';
import type { SourceFile } from './source-file.ts';
import { type LoopbackSource, type Reply, startLoopbackSource } from './testing/loopback-source.ts';
import { meansAt, sourceFile, ZHANG_SAN } from './testing/means.ts';

const SECRET = { accessToken: 'token-demo' };
const ID_CARD = 'urn:oid:2.16.156.10011.1.3';
const REPORT_NUMBER = 'urn:oid:2.16.156.10011.1.33';
const TUBE = 'urn:oid:2.16.156.10011.1.14';

/** A laboratory as the standard has it; Jiangsu's file lends what has nothing to do with it. */
const LAB: SourceFile = {
  ...sourceFile('jiangsu'),
  id: 'lab',
  protocol: 'fhir',
  host: 'fhir.lab.example',
  identityEcho: 'full',
  documents: { 'resident-id': ID_CARD, passport: 'urn:lab:passport' },
  settings: {
    headers: { Authorization: 'Bearer ${secret.accessToken}' },
    reportNumber: REPORT_NUMBER,
    specimen: TUBE,
    poolSize: 'urn:lab:pool-size',
  },
  results: [
    {
      id: 'reports',
      path: '/fhir/r4/DiagnosticReport/_search',
      parameters: { 'patient.identifier': '${documentType}|${number}', _sort: '-issued', _count: '10' },
      success: [{ path: 'resourceType', values: ['Bundle'] }],
      rows: 'rows',
      paging: { kind: 'link', maxPages: 3 },
      fields: {
        outcome: 'outcome',
        sampleCollectedAt: 'sampled',
        testedAt: 'tested',
        reportIssuedAt: 'issued',
        institution: 'institution',
        poolSize: 'poolSize',
        specimen: 'specimen',
        reportNumber: 'reportNumber',
        echoName: 'name',
        echoNumber: 'number',
      },
      outcomes: { '260415000': 'negative', '260373001': 'positive', '419984006': 'inconclusive' },
      poolSizes: { '1': 1, '10': 10 },
      tests: { path: 'test', values: { '94500-6': 'nucleic-acid', '94558-4': 'other' } },
      withdrawn: { path: 'status', values: ['entered-in-error', 'cancelled'] },
      notOut: { path: 'status', values: ['registered', 'partial', 'preliminary', 'unknown'] },
      time: 'rfc3339',
    },
  ],
};

const code = (system: string, value: string) => ({ coding: [{ system, code: value }] });
const report = {
  resourceType: 'DiagnosticReport',
  id: 'r1',
  identifier: [
    { system: 'urn:lab:other', value: 'no' },
    { system: REPORT_NUMBER, value: 'MZ-0007' },
  ],
  status: 'final',
  code: code('http://loinc.org', '94500-6'),
  subject: { reference: 'Patient/p1' },
  effectiveDateTime: '2022-07-31T08:00:00+08:00',
  issued: '2022-07-31T16:00:00.000+08:00',
  performer: [{ display: '明泽基因医学检验所' }],
  specimen: [{ reference: 'urn:uuid:0d9e2f4c-0000-4000-8000-000000000001' }],
  result: [{ reference: 'Observation/o1' }],
};
const patient = {
  resourceType: 'Patient',
  id: 'p1',
  identifier: [
    { system: 'urn:lab:passport', value: 'E12345678' },
    { system: ID_CARD, value: ZHANG_SAN.document.number },
  ],
  name: [{ text: '张三' }],
};
const specimen = {
  resourceType: 'Specimen',
  id: 's1',
  identifier: [{ system: TUBE, value: 'T0042' }],
  collection: { collectedDateTime: '2022-07-31T07:55:00+08:00' },
  extension: [{ url: 'urn:lab:pool-size', valueInteger: 10 }],
};
const observation = {
  resourceType: 'Observation',
  id: 'o1',
  status: 'final',
  code: code('http://loinc.org', '94500-6'),
  issued: '2022-07-31T15:00:00+08:00',
  valueCodeableConcept: code('http://snomed.info/sct', '260415000'),
};
const RESULT = {
  outcome: 'negative',
  sampleCollectedAt: Date.parse('2022-07-31T07:55:00+08:00'),
  testedAt: Date.parse('2022-07-31T15:00:00+08:00'),
  reportIssuedAt: Date.parse('2022-07-31T16:00:00+08:00'),
  institution: '明泽基因医学检验所',
  poolSize: 10,
  specimen: 'T0042',
  reportNumber: 'MZ-0007',
};

const entry = (resource: { resourceType: string; id?: string }) => ({
  fullUrl:
    resource.resourceType === 'Specimen'
      ? 'urn:uuid:0d9e2f4c-0000-4000-8000-000000000001'
      : `https://${LAB.host}/fhir/r4/${resource.resourceType}/${resource.id}`,
  resource,
});
const bundle = (resources: { resourceType: string; id?: string }[], rest: object = {}) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total: resources.filter(({ resourceType }) => resourceType === 'DiagnosticReport').length,
  entry: resources.map(entry),
  ...rest,
});
const whole = (changed: { report?: object; observation?: object; patient?: object; specimen?: object } = {}) =>
  bundle([
    { ...report, ...changed.report },
    { ...patient, ...changed.patient },
    { ...specimen, ...changed.specimen },
    { ...observation, ...changed.observation },
  ]);

let server: LoopbackSource;
afterEach(() => server.stop());

async function ask(...replies: (object | Reply)[]) {
  let at = 0;
  server = await startLoopbackSource(() => {
    const reply = replies[Math.min(at++, replies.length - 1)]!;
    return 'resourceType' in reply ? { body: reply } : (reply as Reply);
  });
  return askSource(LAB, meansAt(server.origin, SECRET), ZHANG_SAN);
}
async function resultsOf(...replies: object[]) {
  const { reply } = await ask(...replies);
  return reply.kind === 'found' ? reply.results : reply;
}

test('it asks by form, with the number in no address, for everything a report refers to', async () => {
  await ask(whole());
  const { method, path, query, headers, body } = server.asked[0]!;
  expect([method, path, query.size]).toEqual(['POST', '/fhir/r4/DiagnosticReport/_search', 0]);
  expect(headers).toMatchObject({ accept: 'application/fhir+json', authorization: 'Bearer token-demo' });
  const form = new URLSearchParams(body.toString());
  expect(form.get('patient.identifier')).toBe(`${ID_CARD}|${ZHANG_SAN.document.number}`);
  expect(form.getAll('_include')).toEqual(['subject', 'result', 'specimen'].map((name) => `DiagnosticReport:${name}`));
});

test('a report, its patient, its specimen and its observation are one result', async () => {
  expect(await resultsOf(whole())).toEqual([RESULT]);
});

describe('references', () => {
  test.each([
    ['an address', { subject: { reference: `https://${LAB.host}/fhir/r4/Patient/p1` } }],
    ['a version', { subject: { reference: 'Patient/p1/_history/3' } }],
    ['a contained resource', { subject: { reference: '#p' }, contained: [{ ...patient, id: 'p' }] }],
  ])('by %s', async (_how, changed) => expect(await resultsOf(whole({ report: changed }))).toEqual([RESULT]));

  test.each([
    ['to somebody who is not in the Bundle', { subject: { reference: 'Patient/p2' } }],
    ['to nobody', { subject: undefined }],
    ['to somebody of another kind', { subject: { reference: 'Specimen/s1' } }],
  ])('%s: nobody knows whom the report is about', async (_how, changed) =>
    expect(await resultsOf(whole({ report: changed }))).toMatchObject({ reason: 'wrong-person' }),
  );

  test('a specimen that is not there leaves out what only it could tell', async () => {
    const { poolSize: _pool, specimen: _tube, ...rest } = RESULT;
    expect(await resultsOf(whole({ report: { specimen: [{ reference: 'Specimen/s9' }] } }))).toEqual([
      { ...rest, sampleCollectedAt: Date.parse(report.effectiveDateTime) },
    ]);
  });
});

describe('whom it is about', () => {
  test('another number of the same kind, or another name, is somebody else', async () => {
    const other = { identifier: [{ system: ID_CARD, value: '110101193001010053' }] };
    expect(await resultsOf(whole({ patient: other }))).toMatchObject({ reason: 'wrong-person' });
    await server.stop();
    expect(await resultsOf(whole({ patient: { name: [{ text: '李四' }] } }))).toMatchObject({ reason: 'wrong-person' });
  });

  test('family and given name are a name as well', async () => {
    expect(await resultsOf(whole({ patient: { name: [{ family: '张', given: ['三'] }] } }))).toEqual([RESULT]);
  });
});

describe('status and kind of test', () => {
  const { outcome: _outcome, ...notOut } = RESULT;
  const unknown = { ...notOut, outcomeUnknown: true };
  test.each<[string, Parameters<typeof whole>[0], unknown]>([
    ['corrected stands', { report: { status: 'corrected' } }, [RESULT]],
    ['amended stands', { report: { status: 'amended' } }, [RESULT]],
    ['preliminary is not out, whatever it says', { report: { status: 'preliminary' } }, [notOut]],
    ['registered is not out', { report: { status: 'registered' } }, [notOut]],
    ['a preliminary observation of a final report is not out', { observation: { status: 'preliminary' } }, [notOut]],
    ['a report without a status is unknown, and so not out', { report: { status: undefined } }, [notOut]],
    ['an observation without a status likewise', { observation: { status: null } }, [notOut]],
    ['entered in error is nothing', { report: { status: 'entered-in-error' } }, { kind: 'none' }],
    ['a cancelled observation is nothing', { observation: { status: 'cancelled' } }, { kind: 'none' }],
    [
      'antigen is no nucleic-acid test',
      { observation: { code: code('http://loinc.org', '94558-4') } },
      { kind: 'none' },
    ],
    ['a test nobody listed is unknown', { observation: { code: code('http://loinc.org', '99999-9') } }, [unknown]],
    ['a test of the laboratory’s own is unknown', { observation: { code: code('urn:lab', '94500-6') } }, [unknown]],
    [
      'a value nobody listed is unknown',
      { observation: { valueCodeableConcept: code('http://snomed.info/sct', '1') } },
      [unknown],
    ],
    ['a value in words is unknown', { observation: { valueCodeableConcept: { text: '阴性' } } }, [unknown]],
    [
      'a value of another system that looks the same is unknown',
      { observation: { valueCodeableConcept: code('urn:lab', '260415000') } },
      [unknown],
    ],
    ['no value at all is unknown', { observation: { valueCodeableConcept: undefined } }, [unknown]],
  ])('%s', async (_name, changed, expected) => {
    const told = await resultsOf(whole(changed));
    if (Array.isArray(expected)) expect(told).toEqual(expected);
    else expect(told).toMatchObject(expected as object);
  });

  test('two observations of one report are both told', async () => {
    const second = { ...observation, id: 'o2', valueCodeableConcept: code('http://snomed.info/sct', '260373001') };
    const both = bundle([
      { ...report, result: [{ reference: 'Observation/o1' }, { reference: 'Observation/o2' }] } as typeof report,
      patient,
      specimen,
      observation,
      second,
    ]);
    expect(await resultsOf(both)).toEqual([RESULT, { ...RESULT, outcome: 'positive' }]);
  });
});

describe('pages', () => {
  const first = (next: string) => ({
    ...whole(),
    total: 2,
    link: [
      { relation: 'self', url: 'x' },
      { relation: 'next', url: next },
    ],
  });
  const second = { ...whole({ report: { identifier: [{ system: REPORT_NUMBER, value: 'MZ-0008' }] } }), total: 2 };

  test.each([`https://${LAB.host}/fhir/r4?_getpages=abc&_offset=10`, '/fhir/r4?_getpages=abc&_offset=10'])(
    'the next page is where the link says: %s',
    async (next) => {
      expect(await resultsOf(first(next), second)).toHaveLength(2);
      expect(server.asked[1]).toMatchObject({ method: 'GET', path: '/fhir/r4' });
      expect(server.asked[1]!.query.get('_getpages')).toBe('abc');
      expect(server.asked[1]!.headers.authorization).toBe('Bearer token-demo');
    },
  );

  test.each([
    'https://elsewhere.example/fhir?page=2',
    'http://fhir.lab.example/fhir',
    '//elsewhere.example/x',
    'http://[',
  ])('a page elsewhere is not fetched: %s', async (next) => {
    const { reply, partial } = await ask(first(next), second);
    expect(reply).toMatchObject({ kind: 'failed', reason: 'unreadable' });
    expect(partial).toEqual([RESULT]); // what the first page told is not lost
    expect(server.asked).toHaveLength(1);
  });

  test('a link that leads in a circle ends', async () => {
    expect((await ask(first('/fhir/r4?page=2'))).reply).toMatchObject({ reason: 'unreadable' });
    expect(server.asked.length).toBeLessThanOrEqual(3);
  });
});

describe('no Bundle of results', () => {
  const outcome = (severity: string) => ({
    resourceType: 'OperationOutcome',
    issue: [{ severity, code: 'processing' }],
  });
  test.each<[string, object | Reply, object]>([
    ['nothing held', bundle([]), { kind: 'none' }],
    ['nothing held, and no entry', { resourceType: 'Bundle', type: 'searchset', total: 0 }, { kind: 'none' }],
    ['a total without reports', bundle([], { total: 2 }), { kind: 'failed', reason: 'unreadable' }],
    ['another resource', { resourceType: 'Patient' }, { reason: 'source-error' }],
    ['an OperationOutcome under 200', outcome('error'), { reason: 'source-error' }],
    ['an OperationOutcome among the entries', bundle([report, patient, outcome('fatal')]), { reason: 'source-error' }],
    ['a warning beside nothing', bundle([outcome('warning')], { total: 0 }), { kind: 'none' }],
    ['400', { status: 400, body: outcome('error') }, { reason: 'source-error' }],
    ['401', { status: 401, body: outcome('error') }, { reason: 'refused' }],
    ['403', { status: 403, body: outcome('error') }, { reason: 'refused' }],
    ['429', { status: 429, headers: { 'retry-after': '30' }, body: outcome('error') }, { reason: 'over-quota' }],
    ['503 and HTML', { status: 503, body: '<html>' }, { reason: 'source-error' }],
    ['HTML under 200', { body: '<html>系统维护中</html>' }, { reason: 'unreadable' }],
    ['null', { body: 'null' }, { reason: 'unreadable' }],
    ['entries that are none', bundle([], { entry: [null, 7, 'x', { resource: 4 }] }), { kind: 'none' }],
  ])('%s', async (_name, reply, expected) => {
    expect((await ask(reply)).reply).toMatchObject(expected);
  });
});
