/** Whose certificate is accepted: over real TLS, by a process that trusts one authority. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { type Certified, createAuthority, LAST_WEEK, NEXT_WEEK, TOMORROW, YESTERDAY } from './testing/certificates.ts';

const running: Server[] = [];
afterEach(() => {
  for (const server of running.splice(0)) server.close();
});

/** `localhost`, and which requests came through. */
async function listen(certified: Certified): Promise<{ origin: string; bodies: string[] }> {
  const bodies: string[] = [];
  const server = createServer(certified, async (request, response) => {
    for await (const chunk of request) bodies.push(String(chunk));
    response.end('{}');
  });
  server.on('tlsClientError', () => {}); // refusing is what is tested
  running.push(server);
  await new Promise<void>((ready) => server.listen(0, ready));
  return { origin: `https://localhost:${(server.address() as AddressInfo).port}`, bodies };
}

async function sendTo(origins: string[], trusted: string): Promise<unknown[]> {
  const folder = await mkdtemp(join(tmpdir(), 'huren-tls-'));
  try {
    await writeFile(join(folder, 'authority.pem'), trusted);
    const script = fileURLToPath(new URL('testing/send-to.ts', import.meta.url));
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: join(folder, 'authority.pem') };
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, ...origins], { env });
    return JSON.parse(stdout);
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('a certificate that fits is taken; any other is refused before a word about anybody is sent', async () => {
  const authority = createAuthority('Huren test authority');
  const stranger = createAuthority('Huren test authority'); // the same name, other keys
  const served = await Promise.all(
    [
      authority.issue('localhost', YESTERDAY, TOMORROW),
      authority.issue('somebody-else.example', YESTERDAY, TOMORROW),
      authority.issue('localhost', LAST_WEEK, YESTERDAY),
      authority.issue('localhost', TOMORROW, NEXT_WEEK),
      stranger.issue('localhost', YESTERDAY, TOMORROW),
      stranger, // signed by itself
    ].map(listen),
  );
  const outcomes = await sendTo(
    served.map(({ origin }) => origin),
    authority.cert,
  );
  expect(outcomes).toEqual([200, ...Array(5).fill('unreachable')]);
  expect(served.map(({ bodies }) => bodies.length)).toEqual([1, 0, 0, 0, 0, 0]);
}, 20_000);
