/** Results that come in pages: by page number, by number of the first row, by cursor, or by FHIR's link to the next. */
import { DAY_MS } from '../core/index.ts';
import { AskingFailed, type Connection, type Protocol, type Question } from './protocol.ts';
import { textAt } from './reading/path.ts';
import { readResult } from './reading/result.ts';
import { type Row, rowsAt } from './reading/rows.ts';
import type { Paging, ResultService } from './source-file.ts';

/** Older results are kept by nobody. */
const KEPT_DAYS = 14;

type Turn = NonNullable<Question['turn']>;
/** What asks for one page: parameters, or a whole address within the source's host. */
type Place = { turn: Turn } | { path: string };

/**
 * Gives `take` the answers of a service, page after page; every page is a call of its own. A failure half-way is thrown as it is, so that what
 * came before never passes for all there is. `unreadable`: a page or cursor that comes again, fewer rows than the source
 * promised, more pages than its file allows.
 */
export async function askPages(
  protocol: Protocol,
  connection: Connection,
  service: ResultService & { paging: Paging },
  question: Question,
  take: (answer: unknown) => void,
): Promise<void> {
  const { paging } = service;
  const seen = new Set<string>();
  let place: Place | undefined = firstPlace(paging);
  let read = 0;
  for (let page = 1; place; page += 1) {
    if (page > paging.maxPages) throw new AskingFailed('unreadable');
    const answer: unknown = await protocol.call(connection, ...asking(service, question, place));
    const rows = rowsAt(answer, service.rows);
    take(answer);
    read += rows.length;
    place = nextPlace(paging, connection, { answer, rows: rows.length, read, page });
    // Most answers are one page, and need not be compared with any other.
    if (rows.length > 0 && (place || page > 1)) onlyOnce(seen, JSON.stringify(rows));
    if (!place || (paging.newestFirst && isPast(rows, service, connection))) return;
    onlyOnce(seen, JSON.stringify(place));
  }
}

function firstPlace(paging: Paging): Place {
  if (paging.kind === 'link') return { turn: {} };
  return paging.kind === 'cursor' ? { turn: { $cursor: '' } } : countedPlace(paging, 0, 0);
}

interface Progress {
  answer: unknown;
  /** In this page. */
  rows: number;
  /** In all pages so far. */
  read: number;
  /** Pages so far. */
  page: number;
}

function nextPlace(paging: Paging, { source }: Connection, { answer, rows, read, page }: Progress): Place | undefined {
  if (paging.kind === 'link') {
    const address = textAt(answer, 'next');
    return address ? { path: pathWithin(source.host, address) } : undefined;
  }
  if (paging.kind === 'cursor') {
    const $cursor = textAt(answer, paging.next);
    return $cursor ? { turn: { $cursor } } : undefined;
  }
  const isLast = paging.total === undefined ? rows < paging.pageSize : read >= totalOf(answer, paging.total, read);
  if (isLast) return undefined;
  if (rows === 0) throw new AskingFailed('unreadable'); // it has promised more than it gives
  return countedPlace(paging, page, read);
}

/** Only the very host we ask; a page that lies elsewhere is not fetched. */
function pathWithin(host: string, address: string): string {
  const base = `https://${host}`;
  const url = URL.canParse(address, base) ? new URL(address, base) : undefined;
  if (url?.origin !== base) throw new AskingFailed('unreadable');
  return url.pathname + url.search;
}

function countedPlace(paging: Extract<Paging, { kind: 'page' | 'start' }>, pages: number, read: number): Place {
  const { kind, from = 1, pageSize } = paging;
  const count = String(from + (kind === 'page' ? pages : read));
  return { turn: { [kind === 'page' ? '$page' : '$start']: count, $pageSize: String(pageSize) } };
}

/** A first answer without rows may leave its total out. */
function totalOf(answer: unknown, path: string, read: number): number {
  const text = textAt(answer, path) || (read === 0 ? '0' : '');
  if (!/^\d{1,9}$/.test(text)) throw new AskingFailed('unreadable');
  return Number(text);
}

function asking(service: ResultService, question: Question, place: Place): [ResultService, Question] {
  if ('turn' in place) return [service, { ...question, turn: place.turn }];
  return [{ ...service, method: 'GET', path: place.path, parameters: {} }, question];
}

function onlyOnce(seen: Set<string>, what: string): void {
  if (seen.has(what)) throw new AskingFailed('unreadable');
  seen.add(what);
}

function isPast(rows: Row[], service: ResultService, { now }: Connection): boolean {
  const since = now() - KEPT_DAYS * DAY_MS;
  const newestOf = (row: Row) => {
    const { sampleCollectedAt = 0, testedAt = 0, reportIssuedAt = 0 } = readResult(row, service);
    return Math.max(sampleCollectedAt, testedAt, reportIssuedAt);
  };
  return rows.length > 0 && rows.map(newestOf).every((newest) => newest > 0 && newest < since);
}
