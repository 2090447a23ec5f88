/** Results in pages of each kind, and sources that count badly. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { askSource } from './index.ts';
import type { Paging, SourceFile } from './source-file.ts';
import { type Asked, type LoopbackSource, type Reply, startLoopbackSource } from './testing/loopback-source.ts';
import { meansAt, sourceFile, ZHANG_SAN } from './testing/means.ts';

const SECRET = { appKey: 'key-demo', appSecret: 'secret-demo' };
const row = (day: number, rest: object = {}) => ({
  name: '张*',
  cardNo: '110***********1233',
  collectTime: `2022-07-${day} 08:00:00`,
  checkResult: '阴性',
  ...rest,
});
const DAYS = [31, 30, 29, 28, 27].map((day) => row(day));
const OTHER = { name: '李*', cardNo: '320***********0031' };

let server: LoopbackSource;
afterEach(() => server.stop());

/** Jiangsu's file with pages: a static signature, so that one page is one call. */
function paged(paging: Paging, parameters: Record<string, string>): SourceFile {
  const file = sourceFile('jiangsu');
  const [service] = file.results;
  return {
    ...file,
    results: [{ ...service!, paging, parameters: { ...service!.parameters, ...parameters } }],
  };
}

async function ask(file: SourceFile, answer: (sent: Record<string, string>, asked: Asked) => Reply, spacing = 0) {
  server = await startLoopbackSource((asked) => answer(JSON.parse(asked.body.toString()), asked));
  const { reply, partial, calls } = await askSource(
    file,
    meansAt(server.origin, SECRET, { nextTurn: () => sleep(spacing) }),
    ZHANG_SAN,
  );
  const results = reply.kind === 'found' ? reply.results.length : undefined;
  return { reply, results, partial: partial.length, calls };
}

const page = (reportList: unknown, rest: object = {}): Reply => ({
  body: { resCode: 0, data: { reportList, ...rest } },
});

const BY_PAGE = paged(
  { kind: 'page', pageSize: 2, total: 'data.total', maxPages: 4 },
  { pageNum: '$page', pageSize: '$pageSize' },
);
const BY_START = paged(
  { kind: 'start', from: 0, pageSize: 2, maxPages: 4 },
  { STARTNUM: '$start', PAGENUM: '$pageSize' },
);
const BY_CURSOR = paged({ kind: 'cursor', next: 'data.next', maxPages: 4 }, { cursor: '$cursor' });

describe('by page and total', () => {
  const serve =
    (rows: object[], total: unknown = rows.length) =>
    ({ pageNum, pageSize }: Record<string, string>) =>
      page(rows.slice((Number(pageNum) - 1) * Number(pageSize), Number(pageNum) * Number(pageSize)), { total });

  test.each([
    [0, 1],
    [1, 1],
    [2, 1],
    [3, 2],
    [4, 2],
    [5, 3],
  ])('%i rows come with %i calls', async (rows, calls) => {
    const asked = await ask(BY_PAGE, serve(DAYS.slice(0, rows)));
    expect(asked).toMatchObject(
      rows ? { results: rows, calls, partial: 0 } : { reply: { kind: 'none' }, calls, partial: 0 },
    );
    expect(server.asked.map(({ body }) => Number(JSON.parse(body.toString()).pageNum))).toEqual(
      Array.from({ length: calls }, (_each, at) => at + 1),
    );
  });

  test('a total written as text counts like a number', async () => {
    expect(await ask(BY_PAGE, serve(DAYS, '5'))).toMatchObject({ results: 5, calls: 3 });
  });

  test('fewer rows than promised are half an answer: what came is kept, and it is a failure', async () => {
    expect(await ask(BY_PAGE, serve(DAYS.slice(0, 2), 3))).toMatchObject({
      reply: { kind: 'failed', reason: 'unreadable' },
      partial: 2,
    });
  });

  test('rows promised and none given are no "none"', async () => {
    expect((await ask(BY_PAGE, () => page([], { total: 2 }))).reply).toMatchObject({
      kind: 'failed',
      reason: 'unreadable',
    });
  });

  test.each([['a word'], [-1], [{}], [undefined]])(
    'a total of %j beside rows is not the format agreed',
    async (total) => {
      expect((await ask(BY_PAGE, serve(DAYS, total ?? null))).reply).toMatchObject({ reason: 'unreadable' });
    },
  );

  test('nothing held may come without a total', async () => {
    expect((await ask(BY_PAGE, () => ({ body: { resCode: 0, data: null } }))).reply.kind).toBe('none');
  });

  test('more pages than the file allows are unreadable, and no more are fetched', async () => {
    const endless = ({ pageNum }: Record<string, string>) =>
      page([row(1, { checkUnit: `${pageNum}甲` }), row(1, { checkUnit: `${pageNum}乙` })], { total: 999 });
    expect(await ask(BY_PAGE, endless)).toMatchObject({ reply: { reason: 'unreadable' }, calls: 4, partial: 8 });
  });

  test('a source that gives its first page again and again is left after the second', async () => {
    expect(await ask(BY_PAGE, () => page(DAYS.slice(0, 2), { total: 9 }))).toMatchObject({
      reply: { reason: 'unreadable' },
      calls: 2,
      partial: 2,
    });
  });

  test('a failure half-way is a failure, and what came before is told besides', async () => {
    const fails = (sent: Record<string, string>) => (Number(sent.pageNum) === 3 ? { status: 503 } : serve(DAYS)(sent));
    expect(await ask(BY_PAGE, fails)).toMatchObject({
      reply: { kind: 'failed', reason: 'source-error' },
      partial: 4,
      calls: 3,
    });
  });

  test('somebody else on one page does not hide the rows of another', async () => {
    const mixed = [row(31, OTHER), row(30, OTHER), row(29)];
    expect(await ask(BY_PAGE, serve(mixed))).toMatchObject({ results: 1, calls: 2 });
    await server.stop();
    expect((await ask(BY_PAGE, serve(mixed.slice(0, 2)))).reply).toMatchObject({ reason: 'wrong-person' });
  });

  test('every page keeps its distance to the one before', async () => {
    const began = Date.now();
    expect(await ask(BY_PAGE, serve(DAYS), 60)).toMatchObject({ results: 5, calls: 3 });
    expect(Date.now() - began).toBeGreaterThanOrEqual(118);
  });
});

describe('by number of the first row', () => {
  const serve =
    (rows: object[]) =>
    ({ STARTNUM, PAGENUM }: Record<string, string>) =>
      page(rows.slice(Number(STARTNUM), Number(STARTNUM) + Number(PAGENUM)));

  test.each([
    [0, 1],
    [1, 1],
    [2, 2],
    [5, 3],
  ])('%i rows come with %i calls: a short page is the last', async (rows, calls) => {
    const asked = await ask(BY_START, serve(DAYS.slice(0, rows)));
    expect(asked).toMatchObject(rows ? { results: rows, calls } : { reply: { kind: 'none' }, calls });
    expect(server.asked.map(({ body }) => Number(JSON.parse(body.toString()).STARTNUM))).toEqual(
      [0, 2, 4].slice(0, calls),
    );
  });

  test('rows newest first are not fetched beyond fourteen days', async () => {
    const paging = { ...BY_START.results[0]!.paging!, newestFirst: true } as Paging;
    const file = paged(paging, { STARTNUM: '$start', PAGENUM: '$pageSize' });
    const old = [31, 30, 15, 14, 13, 12].map((day) => row(day));
    expect(await ask(file, serve(old))).toMatchObject({ results: 4, calls: 2 });
    await server.stop();
    const undated = [31, 30].map((day) => row(day)).concat([row(1, { collectTime: null }), row(2)], old);
    expect((await ask(file, serve(undated))).calls).toBeGreaterThan(2); // a row without a time may be new
  });
});

describe('by cursor', () => {
  const serve =
    (rows: object[]) =>
    ({ cursor }: Record<string, string>) => {
      const at = cursor === '' ? 0 : Number(cursor!.slice(1));
      return page(rows.slice(at, at + 2), { next: at + 2 < rows.length ? `c${at + 2}` : '' });
    };

  test('each answer says how to ask for the next, until one does not', async () => {
    expect(await ask(BY_CURSOR, serve(DAYS))).toMatchObject({ results: 5, calls: 3 });
    await server.stop();
    expect((await ask(BY_CURSOR, serve([]))).reply.kind).toBe('none');
  });

  test('a cursor that came before is a circle', async () => {
    let calls = 0;
    const circle = () => page([row(31, { checkUnit: `${++calls}` })], { next: 'again' });
    expect(await ask(BY_CURSOR, circle)).toMatchObject({ reply: { reason: 'unreadable' }, calls: 2, partial: 2 });
  });

  test('a cursor is sent as it came, whatever it looks like', async () => {
    const odd = ({ cursor }: Record<string, string>) =>
      page([row(cursor ? 30 : 31)], cursor ? {} : { next: '$number' });
    expect((await ask(BY_CURSOR, odd)).results).toBe(2);
    expect(JSON.parse(server.asked[1]!.body.toString()).cursor).toBe('$number');
  });

  test('a first page in which nothing lies may point to a second in which something does', async () => {
    const late = ({ cursor }: Record<string, string>) => (cursor ? page([row(31)]) : page([], { next: 'c1' }));
    expect(await ask(BY_CURSOR, late)).toMatchObject({ results: 1, calls: 2 });
  });
});
