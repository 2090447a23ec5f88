/** Bytes on the wire that are not what HTTP/1.1 says, from a server that writes them by hand. */
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { send } from './http.ts';
import { AskingFailed } from './protocol.ts';

const running: { server: Server; sockets: Set<Socket> }[] = [];
afterEach(async () => {
  for (const { server, sockets } of running.splice(0)) {
    for (const socket of sockets) socket.destroy();
    await new Promise((closed) => server.close(closed));
  }
});

/** Answers each request with raw text; `connections` tells how many sockets it took. */
async function wire(answer: (count: number, socket: Socket) => string | undefined) {
  const sockets = new Set<Socket>();
  let requests = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('data', (data) => {
      if (!data.includes('\r\n\r\n')) return;
      const text = answer(++requests, socket);
      if (text !== undefined) socket.write(text);
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  running.push({ server, sockets });
  const { port } = server.address() as { port: number };
  return { origin: `http://127.0.0.1:${port}`, connections: () => sockets.size };
}

async function outcomeOf(origin: string, ms = 1000, headers: Record<string, string> = {}) {
  try {
    const reply = await send(origin, { method: 'GET', path: '/', headers }, AbortSignal.timeout(ms));
    return Buffer.from(reply.body).toString();
  } catch (error) {
    if (error instanceof AskingFailed) return error.reason;
    return (error as Error).name;
  }
}

const ok = (body: string, headers = `Content-Length: ${body.length}\r\n`) => `HTTP/1.1 200 OK\r\n${headers}\r\n${body}`;

describe('what cannot be told apart from something else is not read', () => {
  test.each([
    ['two lengths', ok('{}', 'Content-Length: 2\r\nContent-Length: 7\r\n')],
    ['a length beside chunks', ok('2\r\n{}\r\n0\r\n\r\n', 'Content-Length: 2\r\nTransfer-Encoding: chunked\r\n')],
    ['a chunk of no size', ok('zz\r\n{}\r\n0\r\n\r\n', 'Transfer-Encoding: chunked\r\n')],
    ['a chunk larger than it says', ok('1\r\n{}\r\n0\r\n\r\n', 'Transfer-Encoding: chunked\r\n')],
    ['a header with a null byte', ok('{}', 'X-A: a\0b\r\nContent-Length: 2\r\n')],
    ['a header with a space before its colon', ok('{}', 'X-A : b\r\nContent-Length: 2\r\n')],
    ['a status that is none', 'HTTP/1.1 20x OK\r\nContent-Length: 2\r\n\r\n{}'],
    ['headers of a megabyte', ok('{}', `X-A: ${'a'.repeat(1_000_000)}\r\nContent-Length: 2\r\n`)],
    ['half a reply and then the end', 'HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{"code"'],
  ])('%s', async (_name, text) => {
    const { origin } = await wire((_count, socket) => {
      socket.end(text);
      return undefined;
    });
    expect(await outcomeOf(origin)).toBe('unreachable');
  });
});

test('a change of protocol that nobody asked for is not followed', async () => {
  const { origin } = await wire(() => 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n');
  expect(await outcomeOf(origin)).toBe('unreachable');
});

test('interim replies are waited through, but not for ever', async () => {
  const { origin } = await wire((count) => (count === 1 ? `HTTP/1.1 102 Processing\r\n\r\n${ok('{}')}` : undefined));
  expect(await outcomeOf(origin)).toBe('{}');
  const endless = await wire((_count, socket) => {
    const drip = setInterval(() => socket.write('HTTP/1.1 102 Processing\r\n\r\n'), 10);
    socket.on('close', () => clearInterval(drip));
    return undefined;
  });
  expect(await outcomeOf(endless.origin, 200)).toBe('TimeoutError');
});

test('a second reply that nobody asked for is never the answer to the next question', async () => {
  const { origin, connections } = await wire((count) =>
    count === 1 ? ok('{"first":1}') + ok('{"smuggled":1}') : ok(`{"count":${count}}`),
  );
  expect(await outcomeOf(origin)).toBe('{"first":1}');
  expect(await outcomeOf(origin)).toBe('{"count":2}');
  expect(connections()).toBe(2); // the socket that said too much is not used again
});

test('nor is one that comes while the socket rests', async () => {
  const { origin } = await wire((count, socket) => {
    if (count === 1) setTimeout(() => socket.write(ok('{"smuggled":1}')), 50);
    return ok(`{"count":${count}}`);
  });
  expect(await outcomeOf(origin)).toBe('{"count":1}');
  await new Promise((passed) => setTimeout(passed, 120));
  expect(await outcomeOf(origin)).toBe('{"count":2}');
});

test('a socket that said nothing wrong is used again', async () => {
  const { origin, connections } = await wire((count) => ok(`{"count":${count}}`));
  for (const count of [1, 2, 3]) expect(await outcomeOf(origin)).toBe(`{"count":${count}}`);
  expect(connections()).toBe(1);
});

test('a line break in what we send never becomes a line of its own', async () => {
  const { origin, connections } = await wire(() => ok('{}'));
  expect(await outcomeOf(origin, 1000, { token: 'a\r\nx-evil: 1' })).toBe('unreachable');
  expect(connections()).toBe(0);
});

test.each([
  ['301', 'https://elsewhere.example/'],
  ['302', '/elsewhere'],
  ['307', '//elsewhere.example/'],
  ['308', 'javascript:alert(1)'],
  ['304', ''],
])('%s leads nowhere', async (status, location) => {
  const { origin } = await wire(() => `HTTP/1.1 ${status} Moved\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`);
  expect(await outcomeOf(origin)).toBe('unreachable');
});

test('a body of more than 1 MiB is left in the middle, however it is packed', async () => {
  const megabyte = 'x'.repeat(1024 * 1024);
  const whole = await wire(() => ok(megabyte));
  expect((await outcomeOf(whole.origin, 5000)).length).toBe(1024 * 1024);
  const more = await wire(() => ok(`${megabyte}x`));
  expect(await outcomeOf(more.origin, 5000)).toBe('unreadable');
  const withoutLength = await wire((_count, socket) => {
    socket.end(`HTTP/1.0 200 OK\r\n\r\n${megabyte}x`);
    return undefined;
  });
  expect(await outcomeOf(withoutLength.origin, 5000)).toBe('unreadable');
});

test('a body said to be compressed is taken as it is: nothing is unpacked, so that no small reply becomes a large one', async () => {
  const { origin } = await wire(() => ok('{}', 'Content-Encoding: gzip\r\nContent-Length: 2\r\n'));
  expect(await outcomeOf(origin)).toBe('{}');
});
