/** Rules for a source that its schema cannot say. */
import type { ResultService, Service, SourceFile } from '../../protocols/source-file.ts';
import { type Known, type Problem, pointer, type Rule } from './problem.ts';
import { secretsIn } from './secrets-in.ts';

type Finding = Omit<Problem, 'file'>;

/** The time within which nine answers of ten come, as a part of the deadline; so many calls are under way at full pace. */
export const TYPICAL_SHARE_OF_DEADLINE = 0.2;

const EXACT_HOST = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

export const sourceRules: Rule<SourceFile>[] = [
  function* isNamedAsItsFile({ id }, { name }) {
    if (id !== name) yield { field: '/id', remedy: `is "${id}" in a file called ${name}.json; make them the same` };
  },
  function* isSomewhere({ jurisdiction }, { jurisdictions }) {
    if (!jurisdictions.has(jurisdiction))
      yield {
        field: '/jurisdiction',
        remedy: `${jurisdiction} is not in jurisdictions.json; correct it or add the place there`,
      };
  },
  function* hasExactHost({ host }) {
    if (!EXACT_HOST.test(host))
      yield {
        field: '/host',
        remedy: `give the one exact name, in lower case, without https://, port, path, address in figures or *`,
      };
  },
  function* canKeepPace({ limits: { requestsPerSecond, concurrency, deadlineMs } }) {
    const least = Math.ceil((requestsPerSecond * deadlineMs * TYPICAL_SHARE_OF_DEADLINE) / 1000);
    if (concurrency < least)
      yield {
        field: '/limits/concurrency',
        remedy: `${concurrency} calls at once cannot reach ${requestsPerSecond} a second when answers take ${TYPICAL_SHARE_OF_DEADLINE} of the deadline; set at least ${least}`,
      };
  },
  function* sharesWhatIsAsked({ limits, checks }) {
    const offered = Object.keys(checks ?? {}).length > 0;
    if (offered !== limits.shares.checks > 0)
      yield {
        field: '/limits/shares/checks',
        remedy: offered
          ? 'it offers checks; keep a part of the limit for them, such as 0.2'
          : 'it offers no checks; set 0',
      };
    if (limits.shares.checks >= 1)
      yield { field: '/limits/shares/checks', remedy: 'leave something for results; set less than 1' };
  },
  function* echoesAsPromised({ identityEcho, results }) {
    for (const [at, { fields }] of results.entries()) {
      const echoes = fields.echoName !== undefined || fields.echoNumber !== undefined;
      const field = pointer('results', at, 'fields');
      if (identityEcho !== 'none' && !echoes)
        yield {
          field,
          remedy: `identityEcho is ${identityEcho}; name the field in echoNumber or echoName, or set identityEcho to none`,
        };
      if (identityEcho === 'none' && echoes)
        yield {
          field,
          remedy: 'identityEcho is none, yet echo fields are named; set it to full or masked, or remove them',
        };
    }
  },
  function* namesServicesOnce({ results }) {
    for (const [at, { id }] of results.entries())
      if (results.findIndex((other) => other.id === id) < at)
        yield { field: pointer('results', at, 'id'), remedy: `"${id}" is taken by an earlier service; choose another` };
  },
  function* checksHolderSomewhere({ results, checks }) {
    const service = checks?.holder?.service;
    if (service !== undefined && !results.some(({ id }) => id === service))
      yield {
        field: '/checks/holder/service',
        remedy: `no result service is called "${service}"; use one of ${results.map(({ id }) => id).join(', ')}`,
      };
  },
  function* translatesWhatItTells({ results }) {
    for (const [at, service] of results.entries()) yield* untranslated(service, at);
  },
  function* fillsItsTables(source) {
    for (const [field, { codes }] of servicesOf(source))
      for (const [at, { values }] of (codes ?? []).entries())
        if (Object.keys(values).length === 0)
          yield {
            field: `${field}${pointer('codes', at, 'values')}`,
            remedy: 'the table is empty; list their codes or remove it',
          };
  },
  function* numbersItsServices(source) {
    if (source.protocol !== 'national-gateway') return;
    for (const [field, { settings }] of servicesOf(source))
      if (settings?.sid === undefined)
        yield { field: `${field}/settings`, remedy: 'add "sid": the number the national gateway gave this service' };
  },
  function* knowsCodesItSends(source) {
    const sends = servicesOf(source).some(([, { parameters }]) => Object.values(parameters).includes('$documentType'));
    if (!sends) return;
    for (const [type, code] of Object.entries(source.documents))
      if (code === '')
        yield {
          field: pointer('documents', type),
          remedy: 'its calls send the kind of document; give their code for this one',
        };
  },
  function* holdsNoSecrets(source) {
    yield* secretsIn(source, '');
  },
];

function* untranslated({ fields, outcomes, poolSizes }: ResultService, at: number): Iterable<Finding> {
  if (fields.outcome !== undefined && Object.keys(outcomes).length === 0)
    yield {
      field: pointer('results', at, 'outcomes'),
      remedy: 'the table is empty; list their words for negative, positive, awaiting retest',
    };
  if (fields.poolSize !== undefined && Object.keys(poolSizes ?? {}).length === 0)
    yield {
      field: pointer('results', at, 'poolSizes'),
      remedy: 'fields.poolSize is named; list their codes for single and pooled',
    };
  if (!fields.sampleCollectedAt && !fields.testedAt && !fields.reportIssuedAt)
    yield {
      field: pointer('results', at, 'fields'),
      remedy: 'name at least one of sampleCollectedAt, testedAt, reportIssuedAt',
    };
}

function servicesOf({ results, checks }: SourceFile): [string, Service][] {
  const services: [string, Service][] = results.map((service, at) => [pointer('results', at), service]);
  if (checks?.matched) services.push(['/checks/matched', checks.matched]);
  if (checks?.phone) services.push(['/checks/phone', checks.phone]);
  return services;
}

/** Every rule's findings about one source. */
export function* checkSource(source: SourceFile, known: Known): Iterable<Finding> {
  for (const rule of sourceRules) yield* rule(source, known);
}
