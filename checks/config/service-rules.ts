/** Rules for what a source's services send, and for those that answer in pages or later. */
import type { ResultService, Service, SourceFile, Template } from '../../protocols/source-file.ts';
import { type Problem, pointer, type Rule } from './problem.ts';

type Finding = Omit<Problem, 'file'>;

/** What the call itself brings, beside `$secret.<field>` and `$service.<name>`. */
const OF_THE_CALL = ['$token', '$timestamp', '$nonce', '$signature'];
export const OF_THE_QUESTION = ['$name', '$number', '$documentType', '$phone', '$specimenNumber'];
const TURN = { page: '$page', start: '$start', cursor: '$cursor' } as const;

export const serviceRules: Rule<SourceFile>[] = [
  function* knowsWhatItSends(source) {
    for (const [field, service, ofTheTurn] of servicesOf(source)) {
      const own = Object.keys((service.settings?.values as object | undefined) ?? {}).map((name) => `$service.${name}`);
      const known = [...OF_THE_QUESTION, ...ofTheTurn, ...OF_THE_CALL, ...own];
      for (const name of placeholdersOf(service))
        if (!known.includes(name) && !name.startsWith('$secret.'))
          yield { field, remedy: `nothing stands for ${name}; use one of ${known.join(', ')} or $secret.<field>` };
    }
  },
  function* knowsCodesItSends(source) {
    const sends = servicesOf(source).some(([, service]) => placeholdersOf(service).includes('$documentType'));
    if (!sends) return;
    for (const [type, code] of Object.entries(source.documents))
      if (code === '')
        yield {
          field: pointer('documents', type),
          remedy: 'its calls send the kind of document; give their code for this one',
        };
  },
  function* turnsItsPages({ results }) {
    for (const [at, service] of results.entries()) yield* unturned(service, pointer('results', at));
  },
  function* followsItsTasks({ results }) {
    for (const [at, service] of results.entries()) yield* unfollowed(service, pointer('results', at));
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
];

function* unturned(service: ResultService, field: string): Iterable<Finding> {
  const { paging, task } = service;
  if (!paging) return;
  if (task) yield { field: `${field}/paging`, remedy: 'its answer comes later, and whole; keep paging or task' };
  if (paging.kind === 'link') return;
  const name = TURN[paging.kind];
  if (!placeholdersOf(service).includes(name))
    yield { field, remedy: `pages are told apart by ${name}, which is not sent; name the parameter it goes to` };
}

function* unfollowed({ task }: ResultService, field: string): Iterable<Finding> {
  if (!task) return;
  if (!placeholdersOf(task.poll).includes('$task'))
    yield { field: `${field}/task/poll`, remedy: 'does not send $task; name the parameter that takes the task’s id' };
  const states = Object.values(task.state.values);
  for (const state of ['processing', 'done', 'failed'] as const)
    if (!states.includes(state))
      yield { field: `${field}/task/state/values`, remedy: `no word of theirs means ${state}; list it` };
  if (task.everySeconds >= task.keptMinutes * 60)
    yield { field: `${field}/task/everySeconds`, remedy: 'a task is gone before it is polled; poll sooner' };
}

/** Every `$name` of a service's parameters and body, `${name}` inside a longer text included. */
function placeholdersOf({ parameters, body }: Pick<Service, 'parameters' | 'body'>): string[] {
  return [...placeholdersIn(parameters), ...placeholdersIn(body ?? null)];
}

export function placeholdersIn(template: Template): string[] {
  return textsIn(template).flatMap((text) =>
    /^\$[^{]/.test(text) ? [text] : [...text.matchAll(/\$\{([^}]+)\}/g)].map(([, name]) => `$${name}`),
  );
}

function textsIn(template: Template): string[] {
  if (typeof template === 'string') return [template];
  return typeof template === 'object' && template !== null ? Object.values(template).flatMap(textsIn) : [];
}

/** Every call a source's file describes: where it stands, and what its place in the question brings. */
export function servicesOf({ results, checks }: SourceFile): [field: string, service: Service, ofTheTurn: string[]][] {
  const services: [string, Service, string[]][] = [];
  for (const [at, service] of results.entries()) {
    const field = pointer('results', at);
    services.push([field, service, service.paging ? [...Object.values(TURN), '$pageSize'] : []]);
    if (service.task) services.push([`${field}/task/poll`, service.task.poll, ['$task']]);
  }
  if (checks?.matched) services.push(['/checks/matched', checks.matched, []]);
  if (checks?.phone) services.push(['/checks/phone', checks.phone, []]);
  return services;
}
