/** Turnstile: stands before the sandbox's gateway and, while it is told to, answers one path itself, as AWS's gateway does in a crowd. */
import { request as ask, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Turnstile {
  origin: string;
  /** What the path is answered with from now on; `undefined`: whatever the gateway says. */
  answer: { status: number; body: object } | undefined;
  stop(): Promise<void>;
}

export async function startTurnstile(gateway: string, path: string): Promise<Turnstile> {
  const server = createServer((asked, reply) => {
    const { answer } = turnstile;
    // It is the sandbox's time that counts, not this machine's.
    reply.sendDate = false;
    if (answer && asked.url === path) {
      reply.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
      return;
    }
    const { method, headers } = asked;
    const onwards = ask(new URL(asked.url!, gateway), { method, headers }, (told) => {
      reply.writeHead(told.statusCode!, told.headers);
      told.pipe(reply);
    });
    onwards.on('error', () => reply.destroy());
    asked.pipe(onwards);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const turnstile: Turnstile = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: undefined,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return turnstile;
}
