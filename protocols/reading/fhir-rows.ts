/** A FHIR R4 searchset → rows like any other source's, one for each Observation of each DiagnosticReport. */
import { AskingFailed } from '../protocol.ts';

/** Which of the identifiers and extensions carry what; all are URIs the source gives its own numbers. */
export interface FhirSystems {
  /** Identifier of DiagnosticReport. */
  reportNumber?: string;
  /** Identifier of Specimen. */
  specimen?: string;
  /** Extension of Specimen. */
  poolSize?: string;
  /** Identifier of Patient: the kind of document asked about. */
  document?: string;
}

/** What `fields`, `tests`, `withdrawn` and `notOut` of a source file may name. */
export interface FhirRow {
  /** The report's or the observation's, whichever leaves less standing: `entered-in-error`, `unknown`, `preliminary`, `final`, … */
  status: string;
  /** LOINC code of what was observed. */
  test?: string;
  /** SNOMED code of the value; `""`: no value yet. */
  outcome: string;
  sampled?: string;
  tested?: string;
  issued?: string;
  institution?: string;
  poolSize?: number;
  specimen?: string;
  reportNumber?: string;
  name?: string;
  number?: string;
}

const LOINC = 'http://loinc.org';
const SNOMED = 'http://snomed.info/sct';
/** The more it takes away, the earlier; everything else stands as it is. */
const WEIGHTIEST_FIRST = ['entered-in-error', 'cancelled', 'unknown', 'registered', 'partial', 'preliminary'];

/** Any part of a resource: everything in it may be missing or of another kind than the standard says. */
type Node = Record<string, unknown>;

/** The rows, and the address of the next page where there is one. Throws `source-error` for an OperationOutcome that is an error. */
export function readBundle(bundle: unknown, systems: FhirSystems): { rows: FhirRow[]; next?: string } {
  const entries = nodes(asNode(bundle).entry);
  const resources = entries.map(({ resource }) => asNode(resource));
  if (resources.some(isError)) throw new AskingFailed('source-error');
  const find = finder(entries);
  const reports = resources.filter(({ resourceType }) => resourceType === 'DiagnosticReport');
  const next = text(nodes(asNode(bundle).link).find(({ relation }) => relation === 'next')?.url);
  // Half an answer must not pass for an empty one.
  if (reports.length === 0 && next === undefined && Number(asNode(bundle).total ?? 0) > 0)
    throw new AskingFailed('unreadable');
  return { rows: reports.flatMap((report) => rowsOf(report, find, systems)), next };
}

/** OperationOutcome with an issue that is more than a warning. */
export function isError({ resourceType, issue }: Node): boolean {
  return (
    resourceType === 'OperationOutcome' &&
    nodes(issue).some(({ severity }) => severity !== 'warning' && severity !== 'information')
  );
}

/** A report that refers to no observation. */
const NOTHING: Node = {};

type Find = (reference: unknown, from: Node) => Node;

function rowsOf(report: Node, find: Find, systems: FhirSystems): FhirRow[] {
  const patient = find(report.subject, report);
  const specimen = find(nodes(report.specimen)[0], report);
  const observations = nodes(report.result).map((reference) => find(reference, report));
  const shared = {
    sampled: text(asNode(specimen.collection).collectedDateTime) ?? text(report.effectiveDateTime),
    issued: text(report.issued),
    institution: text(nodes(report.performer)[0]?.display),
    poolSize: poolSizeOf(specimen, systems),
    specimen: identifierOf(specimen, systems.specimen),
    reportNumber: identifierOf(report, systems.reportNumber),
    name: nameOf(patient),
    number: identifierOf(patient, systems.document),
  };
  return (observations.length ? observations : [NOTHING]).map((observation) => ({
    status: weightiest(text(report.status) ?? 'unknown', observation === NOTHING ? 'final' : text(observation.status)),
    test: codeOf(observation.code ?? report.code, LOINC),
    outcome: codeOf(observation.valueCodeableConcept, SNOMED) ?? '',
    tested: text(observation.issued),
    ...shared,
  }));
}

/** A resource whose status is missing, as none may be, is in an unknown one. */
function weightiest(report: string, observation = 'unknown'): string {
  return WEIGHTIEST_FIRST.find((status) => status === report || status === observation) ?? report;
}

/** The code of that system, else `system|code` of the first that stands there, which no file lists: unknown, and not missing. */
function codeOf(concept: unknown, system: string): string | undefined {
  const codings = nodes(asNode(concept).coding);
  const code = text(codings.find((each) => each.system === system)?.code);
  return code ?? (codings[0] ? `${codings[0].system}|${codings[0].code}` : text(asNode(concept).text));
}

function identifierOf(resource: Node, system: string | undefined): string | undefined {
  if (system === undefined) return undefined;
  return text(nodes(resource.identifier).find((each) => each.system === system)?.value);
}

function poolSizeOf(specimen: Node, { poolSize }: FhirSystems): number | undefined {
  const value = nodes(specimen.extension).find(({ url }) => url === poolSize)?.valueInteger;
  return typeof value === 'number' ? value : undefined;
}

function nameOf(patient: Node): string | undefined {
  const name = nodes(patient.name)[0];
  if (!name) return undefined;
  const given = Array.isArray(name.given) ? name.given.filter((each) => typeof each === 'string') : [];
  return text(name.text) ?? text([text(name.family) ?? '', ...given].join(' ').trim());
}

/** References are contained (`#id`), an entry's fullUrl (`urn:uuid:…`, an address), or relative (`Patient/p1`). */
function finder(entries: Node[]): Find {
  const places = new Map<string, Node>();
  for (const { fullUrl, resource } of entries) {
    const node = asNode(resource);
    for (const key of [text(fullUrl), `${node.resourceType}/${node.id}`])
      if (key !== undefined && !places.has(key)) places.set(key, node);
  }
  return (reference, from) => {
    const key = text(asNode(reference).reference)?.replace(/\/_history\/[^/]+$/, '');
    if (key === undefined) return {};
    if (key.startsWith('#')) return nodes(from.contained).find(({ id }) => id === key.slice(1)) ?? {};
    return places.get(key) ?? {};
  };
}

function asNode(value: unknown): Node {
  return typeof value === 'object' && value !== null ? (value as Node) : {};
}

function nodes(value: unknown): Node[] {
  return Array.isArray(value) ? value.map(asNode) : [];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
