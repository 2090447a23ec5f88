/** `npm start`: builds the page if needed, starts the sandbox, says what is up and who one can be, and stops cleanly. */
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { formatInstant, type Instant, parseInstant } from '../core/index.ts';
import { FolderInUse } from './folder-lock.ts';
import { type Page, servePage } from './h5-page.ts';
import { people } from './people/index.ts';
import { built, isStale } from './phones/builds.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';
import { SOURCE_IDS } from './sources/index.ts';

const folder = fileURLToPath(new URL('../.sandbox', import.meta.url));
// The SDK warns every process on Node 20 of a support that ends in 2027.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
const say = (text = '') => process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  const { lan, now } = readArguments();
  const port = readPort('PORT', 4000);
  const h5Port = readPort('H5_PORT', 10086);
  const host = lan ? '0.0.0.0' : '127.0.0.1';

  // Said before the page is built, which takes a while.
  await refuseTakenPort(host, port, 'PORT');
  await refuseTakenPort(host, h5Port, 'H5_PORT');
  if (isStale('h5')) say('Building the page, because it is missing or older than its sources …');
  const folderOfPage = await built('h5');
  const log = writeLogsToFile();
  const startedAt = performance.now();
  const sandbox = await startSandbox({
    folder,
    port,
    host,
    now,
    h5Origin: `http://127.0.0.1:${h5Port}`,
    allowsOrigin: (origin) => new RegExp(`^http://[\\w.-]+:${h5Port}$`).test(origin),
    onFailure: (failure) => console.error(String(failure)),
  });
  const page = await servePage(folderOfPage, host, h5Port, port);
  stopOnSignals(sandbox, page);
  introduce(sandbox, page, lan, log, (performance.now() - startedAt) / 1000);
}

function readArguments(): { lan: boolean; now?: Instant } {
  const { values } = parsed();
  const now = values.now === undefined ? undefined : parseInstant(values.now);
  if (values.now !== undefined && now === undefined) {
    throw new Problem(`--now ${values.now}: write a time with its offset, e.g. --now 2022-08-01T07:45:00+08:00`);
  }
  return { lan: values.lan, now };
}

function parsed() {
  try {
    return parseArgs({ options: { lan: { type: 'boolean', default: false }, now: { type: 'string' } } });
  } catch (error) {
    throw new Problem((error as Error).message);
  }
}

function readPort(name: string, otherwise: number): number {
  const text = process.env[name] ?? '';
  const port = text === '' ? otherwise : Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Problem(`${name}=${text}: use a port, 1 to 65535`);
  return port;
}

/** What the functions log goes where CloudWatch would have it: out of the way, and findable. */
function writeLogsToFile(): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'functions.log');
  const stream = createWriteStream(file, { flags: 'a' });
  for (const level of ['info', 'warn', 'error'] as const) console[level] = (line: unknown) => stream.write(`${line}\n`);
  return file;
}

function introduce({ clock, seeded, emptied }: Sandbox, page: Page, lan: boolean, log: string, seconds: number): void {
  const [bound, unbound] = [people.filter((person) => person.bound), people.filter((person) => !person.bound)];
  const port = readPort('PORT', 4000);
  if (emptied) say('Time was set back, so the stored world was emptied.');
  say(`互认 Huren is up after ${seconds.toFixed(1)} s. Its clock says ${formatInstant(clock.now())}.`);
  say();
  say(`  The page            ${page.origin}`);
  say(`  The API             http://127.0.0.1:${port}          (functions/openapi.yaml)`);
  say(`  Static documents    http://127.0.0.1:${port}/sources, /policies, /jurisdictions, /trust-list`);
  say(`  What functions log  ${log}`);
  for (const address of lan ? lanAddresses() : []) {
    say(`  From a phone        http://${address}:${page.port}`);
    say(`  For its preview     HUREN_API=http://${address}:${port} npm run weapp`);
  }
  say();
  say('Who you can be, bound already:');
  for (const person of bound)
    say(`  ${person.id.padEnd(18)} ${person.zh}。${person.story.zh}\n  ${''.padEnd(18)} ${person.story.en}`);
  say('Who still binds:');
  for (const person of unbound)
    say(`  ${person.id.padEnd(18)} ${person.zh}。${person.story.zh}\n  ${''.padEnd(18)} ${person.story.en}`);
  say();
  say(
    `Break one of the ${SOURCE_IDS.length} sources: npm run fault -- zhejiang hanging (or slow, down, wrong, over-quota, none);`,
  );
  say('npm run fault lists the sources, npm run fault -- <source> everything that it can play.');
  say('Another time: npm start -- --now 2022-08-03T07:45:00+08:00. Stop with Ctrl-C.');
  for (const { person, why } of seeded.filter(({ outcome }) => outcome === 'failed')) {
    say(`${person} could not be bound: ${why}`);
  }
}

const lanAddresses = () =>
  Object.values(networkInterfaces())
    .flatMap((addresses = []) => addresses)
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);

function stopOnSignals(sandbox: Sandbox, page: Page): void {
  let stopping = false;
  const stop = async () => {
    // Who asks twice does not want to wait.
    if (stopping) process.exit(1);
    stopping = true;
    say('Stopping …');
    await page.stop();
    await sandbox.stop();
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

/** Something the person who started it can put right; told without a stack. */
class Problem extends Error {}

async function refuseTakenPort(host: string, port: number, variable: string): Promise<void> {
  const server = createServer().listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new Problem(`Port ${port} is taken. Stop what uses it, or choose another: ${variable}=${port + 1} npm start`);
  } finally {
    server.close();
  }
}

main().catch((error) => {
  process.stderr.write(
    error instanceof Problem || error instanceof FolderInUse ? `${error.message}\n` : `${error.stack ?? error}\n`,
  );
  process.exit(1);
});
