/** `npm start` explains what keeps it from starting, before it builds or opens anything. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

async function start(args: string[], env: Record<string, string> = {}): Promise<{ code: number; said: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/start.ts', ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => (said += chunk));
  const [code] = await once(child, 'close');
  return { code, said: said.replace(/^\(node.*|^\(Use.*/gm, '').trim() };
}

it('names the port that is taken, and the way out', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const { code, said } = await start([], { PORT: String(port) });
  taken.close();
  expect(code).toBe(1);
  expect(said).toContain(`Port ${port} is taken. Stop what uses it, or choose another: PORT=${port + 1} npm start`);
});

it.each([
  ['a time without an offset', ['--now', '2022-08-01'], {}, '--now 2022-08-01: write a time with its offset'],
  ['a port that is none', [], { PORT: 'http' }, 'PORT=http: use a port, 1 to 65535'],
  ['an option that is not there', ['--fast'], {}, "Unknown option '--fast'"],
])('refuses %s', async (_, args, env, says) => {
  const { code, said } = await start(args, env);
  expect(code).toBe(1);
  expect(said).toContain(says);
  expect(said).not.toContain('    at ');
});
