/** Rules for a source that its schema cannot say. */
import type { ResultService, SourceFile } from '../../protocols/source-file.ts';
import { limitRules } from './limit-rules.ts';
import { type Known, type Problem, pointer, type Rule } from './problem.ts';
import { secretsIn } from './secrets-in.ts';
import { serviceRules } from './service-rules.ts';
import { settingsRules } from './settings-rules.ts';

type Finding = Omit<Problem, 'file'>;

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

/** Every rule's findings about one source. */
export function* checkSource(source: SourceFile, known: Known): Iterable<Finding> {
  for (const rule of [...sourceRules, ...limitRules, ...serviceRules, ...settingsRules]) yield* rule(source, known);
}
