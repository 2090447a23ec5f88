/** SmallServer: answers by path, to test the phones' network with. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SmallServer {
  origin: string;
  stop(): Promise<void>;
}

export async function startSmallServer(): Promise<SmallServer> {
  const server = createServer((request, response) => {
    const answer = (status: number, type: string, body: object) =>
      response.writeHead(status, { 'content-type': type, 'x-as-of': '2022-08-01' }).end(JSON.stringify(body));
    if (request.url === '/ok') answer(200, 'application/json', { referer: request.headers.referer ?? null });
    else if (request.url === '/refused') answer(409, 'application/problem+json', { title: '不行' });
    else if (request.url === '/sandbox/login-codes') answer(200, 'application/json', { code: 'login-1' });
    else if (request.url === '/sandbox/phone-codes') answer(200, 'application/json', { code: 'phone-1' });
    // Anything else is never answered.
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
