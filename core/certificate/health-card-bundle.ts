/** A health card's FHIR R4 bundle as results: Observations about its one Patient. */
import { parseInstant } from '../instant.ts';
import type { TestResult } from '../test-result.ts';
import { type CertificateContent, type CertificateHolder, refused } from './certificate.ts';
import { isObject } from './json-object.ts';
import { outcomeOfCode } from './outcome-codes.ts';

/** `vc`: the verifiable credential; `nucleicAcidTests`: codes of LOINC. */
export function contentOfBundle(
  vc: Record<string, unknown>,
  nucleicAcidTests: readonly string[],
  identifiers: string[],
): CertificateContent {
  const entries = listAt(vc, 'credentialSubject', 'fhirBundle', 'entry').filter((each) =>
    isObject(at(each, 'resource')),
  );
  const ofType = (type: string) => entries.filter((entry) => at(entry, 'resource', 'resourceType') === type);
  const [patient, ...otherPatients] = ofType('Patient');
  if (!patient || otherPatients.length > 0) return refused('unreadable');
  const about = at(patient, 'fullUrl');
  const observations = ofType('Observation')
    .map((entry) => at(entry, 'resource'))
    .filter((observation) => {
      const subject = at(observation, 'subject', 'reference');
      return (subject === undefined || subject === about) && STATUSES.indexOf(textAt(observation, 'status')) >= 0;
    });
  if (observations.length === 0) return refused('wrong-kind');
  const tests = observations.filter((each) =>
    codesIn(at(each, 'code'), LOINC).some((code) => nucleicAcidTests.indexOf(code) >= 0),
  );
  if (tests.length === 0) return refused('not-a-nucleic-acid-test');
  return { kind: 'tests', holder: holderOf(at(patient, 'resource')), results: tests.map(resultOf), identifiers };
}

const LOINC = 'http://loinc.org';
const SNOMED = 'http://snomed.info/sct';
const FINAL = ['final', 'amended', 'corrected'];
/** What was entered in error or cancelled is no test. */
const STATUSES = FINAL.concat('registered', 'preliminary');

/** A day without a time is no moment: then the time of sampling is not known. */
function resultOf(observation: unknown): TestResult {
  const result: TestResult = {};
  if (FINAL.indexOf(textAt(observation, 'status')) >= 0) {
    Object.assign(result, outcomeOfCode(codesIn(at(observation, 'valueCodeableConcept'), SNOMED)));
  }
  const sampled = parseInstant(textAt(observation, 'effectiveDateTime'));
  const issued = parseInstant(textAt(observation, 'issued'));
  const institution = textAt(listAt(observation, 'performer')[0], 'display');
  if (sampled !== undefined) result.sampleCollectedAt = sampled;
  if (issued !== undefined) result.reportIssuedAt = issued;
  if (institution !== '') result.institution = institution;
  return result;
}

function holderOf(patient: unknown): CertificateHolder {
  const names = listAt(patient, 'name').map((name) => {
    const [given, family] = [listAt(name, 'given'), at(name, 'family')];
    return (
      given
        .concat(family)
        .filter((part) => typeof part === 'string' && part !== '')
        .join(' ') || textAt(name, 'text')
    );
  });
  return { names: names.filter((name) => name !== ''), birthDate: textAt(patient, 'birthDate') };
}

function codesIn(concept: unknown, system: string): string[] {
  return listAt(concept, 'coding')
    .filter((coding) => at(coding, 'system') === system)
    .map((coding) => textAt(coding, 'code'));
}

function at(value: unknown, ...keys: string[]): unknown {
  let inner = value;
  for (const key of keys) inner = isObject(inner) && Object.keys(inner).indexOf(key) >= 0 ? inner[key] : undefined;
  return inner;
}

/** Empty for what is no text. */
function textAt(value: unknown, ...keys: string[]): string {
  const inner = at(value, ...keys);
  return typeof inner === 'string' ? inner : '';
}

function listAt(value: unknown, ...keys: string[]): unknown[] {
  const inner = at(value, ...keys);
  return Array.isArray(inner) ? inner : [];
}
