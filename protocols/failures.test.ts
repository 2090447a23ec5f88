/** Everything a source can do wrong on the wire, and the one word of the closed list each becomes. */
import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import iconv from 'iconv-lite';
import { afterEach, describe, expect, test } from 'vitest';
import { askSource } from './index.ts';
import type { SourceFile } from './source-file.ts';
import { type LoopbackSource, type Reply, startLoopbackSource } from './testing/loopback-source.ts';
import { meansAt, runningClock, sourceFile, ZHANG_SAN } from './testing/means.ts';
import { createMemoryBreaker } from './testing/memory-breaker.ts';

const SECRET = { appKey: 'key-demo', appSecret: 'secret-demo' };
const ROW = {
  name: '张*',
  cardNo: '110***********1233',
  collectTime: '2022-07-31 08:05:09',
  checkResult: '阴性',
  checkUnit: '某检测所',
};
const OK = { resCode: 0, resMessage: 'OK', data: { reportList: [ROW] } };

const running: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

async function answering(...given: Parameters<typeof startLoopbackSource>): Promise<LoopbackSource> {
  const server = await startLoopbackSource(...given);
  running.push(server);
  return server;
}

/** Jiangsu's file: a static signature, so that one question is one call. */
function jiangsu(deadlineMs = 3000): SourceFile {
  const file = sourceFile('jiangsu');
  return { ...file, limits: { ...file.limits, deadlineMs } };
}

const ask = (origin: string, file = jiangsu()) => askSource(file, meansAt(origin, SECRET), ZHANG_SAN);

describe('one bad answer', () => {
  const big = JSON.stringify(OK).padEnd(1024 * 1024 + 1, ' '); // an answer like any other, but for its size
  const cases: [string, Reply, string][] = [
    ['a body over 1 MiB', { body: big }, 'unreadable'],
    ['a body over 1 MiB in pieces', { headers: { 'transfer-encoding': 'chunked' }, body: big }, 'unreadable'],
    [
      'HTML where JSON was due',
      { headers: { 'content-type': 'text/html' }, body: '<html>系统维护中</html>' },
      'unreadable',
    ],
    ['GBK bytes where UTF-8 was due', { body: iconv.encode(JSON.stringify(OK), 'gbk') }, 'unreadable'],
    ['the literal null', { body: 'null' }, 'unreadable'],
    ['nothing at all', { body: '' }, 'unreadable'],
    ['rows that are no objects', { body: { resCode: 0, data: { reportList: ['阴性'] } } }, 'unreadable'],
    ['a 200 that means failure', { body: { resCode: 500, resMessage: '系统繁忙', data: null } }, 'source-error'],
    ['a 200 that means too often', { body: { resCode: 429 } }, 'over-quota'],
    ['HTTP 429', { status: 429 }, 'over-quota'],
    ['HTTP 401', { status: 401, body: { resCode: 401 } }, 'refused'],
    ['a maintenance page', { status: 503, body: '<html>维护</html>' }, 'source-error'],
    [
      'another person',
      { body: { resCode: 0, data: { reportList: [{ ...ROW, cardNo: '320***********0031' }] } } },
      'wrong-person',
    ],
    [
      'a row that hides whom it is about',
      { body: { resCode: 0, data: { reportList: [{ ...ROW, name: '*', cardNo: '' }] } } },
      'wrong-person',
    ],
  ];
  test.each(cases)('%s', async (_name, reply, reason) => {
    const { origin } = await answering(() => reply);
    const asked = await ask(origin);
    expect(asked.reply).toMatchObject({ kind: 'failed', reason });
    expect(asked).toMatchObject({ partial: [], calls: 1 });
  });
});

test('a body of just under 1 MiB is read', async () => {
  const { origin } = await answering(() => ({ body: JSON.stringify(OK).padEnd(1024 * 1024 - 100, ' ') }));
  expect((await ask(origin)).reply.kind).toBe('found');
});

test('JSON served as text/html with a byte order mark is read all the same', async () => {
  const { origin } = await answering(() => ({
    headers: { 'content-type': 'text/html' },
    body: `\ufeff${JSON.stringify(OK)}`,
  }));
  expect((await ask(origin)).reply.kind).toBe('found');
});

test('a redirect to another host is refused, and the other host is never asked', async () => {
  const other = await answering(() => ({ body: OK }));
  const { origin } = await answering(() => ({ status: 302, headers: { location: `${other.origin}/steal` } }));
  expect((await ask(origin)).reply).toMatchObject({ kind: 'failed', reason: 'unreachable' });
  expect(other.asked).toEqual([]);
});

test('a source that hangs is left at the deadline', async () => {
  const { origin } = await answering(() => undefined);
  const began = Date.now();
  expect((await ask(origin, jiangsu(300))).reply).toMatchObject({ kind: 'failed', reason: 'timeout' });
  expect(Date.now() - began).toBeGreaterThanOrEqual(290);
  expect(Date.now() - began).toBeLessThan(1500);
});

test('a source that drips is left at the deadline, however lively it seems', async () => {
  let gone = false;
  const { origin } = await answering((_asked, response) => {
    response.writeHead(200);
    const drip = setInterval(() => response.write(' '), 20);
    response.on('close', () => {
      gone = true;
      clearInterval(drip);
    });
    return undefined;
  });
  expect((await ask(origin, jiangsu(300))).reply).toMatchObject({ kind: 'failed', reason: 'timeout' });
  await expect.poll(() => gone).toBe(true); // the connection is given up, not left running
});

test('a refused connection is tried once more and is then unreachable', async () => {
  const server = await startLoopbackSource(() => ({}));
  await server.stop();
  const { reply, calls } = await ask(server.origin);
  expect(reply).toMatchObject({ kind: 'failed', reason: 'unreachable' });
  expect(calls).toBe(2);
});

test('a connection lost before any reply is made again, freshly signed', async () => {
  let first = true;
  const { origin, asked } = await answering((_asked, response) => {
    if (!first) return { body: OK };
    first = false;
    response.destroy();
    return undefined;
  });
  const { reply, calls } = await ask(origin);
  expect(reply.kind).toBe('found');
  expect(calls).toBe(2);
  expect(asked[0]!.headers.timestamp).not.toBe(asked[1]!.headers.timestamp);
});

test('a connection lost in the middle of a reply is not made again', async () => {
  const { origin, asked } = await answering((_asked, response) => {
    response.writeHead(200, { 'content-length': '500' });
    response.write('{"resCode":0');
    setTimeout(() => response.destroy(), 20);
    return undefined;
  });
  expect((await ask(origin)).reply).toMatchObject({ kind: 'failed', reason: 'unreachable' });
  expect(asked).toHaveLength(1);
});

test('what is no HTTP at all is unreachable', async () => {
  const server = createServer((socket) => socket.resume().end('SSH-2.0-OpenSSH_8.9\r\n'));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  running.push({ stop: () => new Promise((stopped) => server.close(() => stopped())) });
  const { port } = server.address() as { port: number };
  expect((await ask(`http://127.0.0.1:${port}`)).reply).toMatchObject({ kind: 'failed', reason: 'unreachable' });
});

test('an outcome the file does not list stays unknown', async () => {
  const { origin } = await answering(() => ({
    body: { ...OK, data: { reportList: [{ ...ROW, checkResult: '未检出' }] } },
  }));
  const { reply } = await ask(origin);
  expect(reply).toMatchObject({ kind: 'found', results: [{ outcomeUnknown: true }] });
  expect(reply).not.toHaveProperty('results.0.outcome');
});

test('a row that came twice is one result; a row about somebody else is left out', async () => {
  const rows = [ROW, { ...ROW }, { ...ROW, name: '李*', cardNo: '320***********0031' }];
  const { origin } = await answering(() => ({ body: { ...OK, data: { reportList: rows } } }));
  const { reply } = await ask(origin);
  expect(reply.kind === 'found' && reply.results).toHaveLength(1);
});

test('a row with none of the fields agreed may hide anything: what can be read is told, and it is a failure', async () => {
  const file: SourceFile = { ...jiangsu(), identityEcho: 'none' };
  const { origin } = await answering(() => ({ body: { ...OK, data: { reportList: [{ other: 1 }, ROW] } } }));
  const { reply, partial } = await ask(origin, file);
  expect(reply).toMatchObject({ kind: 'failed', reason: 'unreadable' });
  expect(partial).toHaveLength(1);
});

test('times that are none are left out, and the row is kept', async () => {
  const { origin } = await answering(() => ({
    body: { ...OK, data: { reportList: [{ ...ROW, collectTime: '0000-00-00 00:00:00' }] } },
  }));
  const { reply } = await ask(origin);
  expect(reply.kind === 'found' && reply.results).toEqual([{ outcome: 'negative', institution: '某检测所' }]);
});

test('after enough failures nobody asks; then one probe does, and the door opens again', async () => {
  let down = true;
  const { origin, asked } = await answering(() => (down ? { status: 503 } : { body: OK }));
  const clock = runningClock();
  const means = meansAt(origin, SECRET, { clock, breaker: createMemoryBreaker(clock, 3, 200) });
  for (let i = 0; i < 3; i += 1) await askSource(jiangsu(), means, ZHANG_SAN);
  const refused = await askSource(jiangsu(), means, ZHANG_SAN);
  expect(refused).toMatchObject({ reply: { kind: 'failed', reason: 'breaker-open' }, calls: 0 });
  expect(refused.reply).toHaveProperty('retryAt');
  expect(asked).toHaveLength(3);
  down = false;
  await new Promise((passed) => setTimeout(passed, 220));
  const together = await Promise.all([1, 2, 3].map(() => askSource(jiangsu(), means, ZHANG_SAN)));
  expect(together.map(({ reply }) => reply.kind).sort()).toEqual(['failed', 'failed', 'found']);
  expect(asked).toHaveLength(4);
  expect((await askSource(jiangsu(), means, ZHANG_SAN)).reply.kind).toBe('found');
});

test('nothing thrown or told names the person', async () => {
  const { origin } = await answering(() => ({ body: '<html>110101199003071233 张三</html>' }));
  expect(JSON.stringify(await ask(origin))).not.toMatch(/张三|110101199003071233/);
});

test('a source that promises no echo is believed, unless it names somebody else', async () => {
  const file: SourceFile = { ...jiangsu(), identityEcho: 'none' };
  const { name: _name, cardNo: _cardNo, ...silent } = ROW;
  const other = { ...silent, name: '李四', checkResult: '阳性' };
  const { origin } = await answering(() => ({ body: { ...OK, data: { reportList: [silent, other] } } }));
  const { reply } = await ask(origin, file);
  expect(reply.kind === 'found' && reply.results).toMatchObject([{ outcome: 'negative' }]);
});

const SOURCES = readdirSync(new URL('../config/sources', import.meta.url)).map((name) => name.replace('.json', ''));

test.each(SOURCES)('%s: a secret that lacks its fields is refused before anybody is asked', async (id) => {
  const { origin, asked } = await answering(() => ({ body: OK }));
  const { reply, calls } = await askSource(sourceFile(id), meansAt(origin, {}), ZHANG_SAN);
  expect(reply).toMatchObject({ kind: 'failed', reason: 'refused' });
  expect([calls, asked.length]).toEqual([0, 0]);
});

test('a document the source does not know is never asked about', async () => {
  const passport = { ...ZHANG_SAN, document: { type: 'passport', number: 'E12345678' } } as const;
  await expect(askSource(jiangsu(), meansAt('http://127.0.0.1:1', SECRET), passport)).rejects.toThrow(RangeError);
});
