/** What to change when a source's answer was no answer, read off the reply itself. */

import { placeAt, textAt } from '../../protocols/reading/path.ts';
import type { Service, SourceFile } from '../../protocols/source-file.ts';
import { pointer } from '../config/problem.ts';
import type { Exchange, Heard } from './asking.ts';
import type { Remedy } from './finding.ts';

/** Why a question failed, as far as the last reply tells. Always at least one remedy. */
export function remediesOfFailure(source: SourceFile, reason: string, { exchanges }: Heard): Remedy[] {
  const last = exchanges.at(-1);
  if (!last)
    return [
      { field: '/secret', what: 'no call went out: a field of the secret is missing; npm run secret tells which' },
    ];
  if (!last.reply) return [unreached(source, reason, last)];
  const { status, headers } = last.reply;
  const path = pathOf(last);
  if (status === 404 || status === 405)
    return [
      {
        field: `${serviceAsked(source, last)[0]}/path`,
        what: `HTTP ${status} to ${last.request.method} ${path}: is it the right path, and the right method?`,
      },
    ];
  const document = jsonOf(last);
  if (document === undefined && source.protocol !== 'soap') {
    const type = headers['content-type'] ?? 'no content type';
    return [
      {
        field: '/settings',
        what: `the reply to ${path} is no JSON (HTTP ${status}, ${type}); is the path right, or is it closed now?`,
      },
    ];
  }
  const [field, service] = serviceAsked(source, last);
  return [
    ...(service && document !== undefined ? [...unexplained(field, service, document)] : []),
    { field: service ? field : '/settings', what: `HTTP ${status} to ${path}, read as ${reason}` },
  ];
}

function unreached(source: SourceFile, reason: string, { ms }: Exchange): Remedy {
  if (reason === 'timeout')
    return {
      field: '/limits/deadlineMs',
      what: `nothing came within ${Math.round(ms)} ms of ${source.limits.deadlineMs}; ask whether it is slow now, or set what the document promises`,
    };
  return {
    field: '/host',
    what: 'no connection, a redirect or a certificate that does not fit; check the host and from which network it may be reached',
  };
}

/** Conditions of success that the reply does not meet, and codes the file does not explain. */
function* unexplained(field: string, { success, codes = [] }: Service, document: unknown): Iterable<Remedy> {
  for (const [at, { path, values }] of success.entries()) {
    const said = textAt(document, path);
    if (said !== undefined && values.includes(said)) continue;
    const listed = codes.some((each) => each.path === path && said !== undefined && said in each.values);
    if (listed) continue;
    if (said !== undefined)
      yield {
        field: `${field}${pointer('codes')}`,
        what: `their ${path} says "${said}"; add it with what the document says of it, or to success`,
      };
    else if (path.includes('.') && placeAt(document, path.split('.')[0]!) !== undefined) continue;
    else
      yield {
        field: `${field}${pointer('success', at, 'path')}`,
        what: `nothing stands at "${path}"; the reply has ${namesIn(document)}`,
      };
  }
}

export function serviceAsked({ results, checks }: SourceFile, { request }: Exchange): [string, Service | undefined] {
  const path = pathOf({ request });
  const all: [string, Service][] = [
    ...results.map((service, at): [string, Service] => [pointer('results', at), service]),
    ...results.flatMap(({ task }, at): [string, Service][] =>
      task ? [[pointer('results', at, 'task', 'poll'), task.poll]] : [],
    ),
    ...(checks?.matched ? ([['/checks/matched', checks.matched]] as [string, Service][]) : []),
    ...(checks?.phone ? ([['/checks/phone', checks.phone]] as [string, Service][]) : []),
  ];
  return all.find(([, service]) => service.path.split('?')[0] === path) ?? ['/settings', undefined];
}

/** Without the query, where a source is told whom it is asked about. */
const pathOf = ({ request }: Pick<Exchange, 'request'>) => request.path.split('?')[0]!;

/** Names one level deep, for somebody who looks for the right path. */
export function namesIn(document: unknown): string {
  const names = typeof document === 'object' && document !== null ? Object.keys(document) : [];
  return names.length > 0 ? names.slice(0, 12).join(', ') : 'no names at all';
}

function jsonOf({ reply }: Exchange): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(reply!.body));
  } catch {
    return undefined;
  }
}
