/** `npm run secret`, run as a person runs it, against a sandbox's file and a server that speaks Secrets Manager's protocol. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readConfigurationFolder } from '../functions/effects/configuration.ts';
import { ownSecrets } from '../sandbox/secrets.ts';
import { HandClock } from '../sandbox/sources/hand-clock.ts';
import { SOURCE_IDS, startSources } from '../sandbox/sources/index.ts';
import { secretFields } from './secrets/fields.ts';

const folder = mkdtempSync(join(tmpdir(), 'huren-secret-'));
const SHANGHAI = { appId: 'app-7', appSecret: 'very-secret-7' };
/** What the manager holds, by id, and what it was asked. */
const held = new Map<string, string>();
const asked: string[] = [];
let broken = false;

const manager = createServer(async (request, response) => {
  const operation = String(request.headers['x-amz-target']).replace('secretsmanager.', '');
  const body = JSON.parse(await text(request));
  const id = body.SecretId ?? body.Name;
  asked.push(`${operation} ${id}`);
  response.setHeader('content-type', 'application/x-amz-json-1.1');
  const refuse = (type: string) =>
    response.writeHead(400).end(JSON.stringify({ __type: type, message: body.SecretString }));
  if (broken) return refuse('AccessDeniedException');
  if (operation !== 'CreateSecret' && !held.has(id)) return refuse('ResourceNotFoundException');
  if (operation !== 'GetSecretValue') held.set(id, body.SecretString);
  response.end(JSON.stringify({ Name: id, SecretString: operation === 'GetSecretValue' ? held.get(id) : undefined }));
});

beforeAll(async () => {
  manager.listen(0, '127.0.0.1');
  await once(manager, 'listening');
});
afterAll(() => {
  manager.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  held.clear();
  asked.length = 0;
  broken = false;
});

async function run(args: string[], piped = '') {
  const child = spawn('node_modules/.bin/tsx', ['cloud/secret.ts', ...args], {
    env: {
      PATH: process.env.PATH,
      SANDBOX_FOLDER: folder,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${(manager.address() as AddressInfo).port}`,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    },
  });
  child.stdin.end(piped);
  const [said, [code]] = await Promise.all([
    Promise.all([text(child.stdout), text(child.stderr)]),
    once(child, 'close') as Promise<[number]>,
  ]);
  // Whatever happens, no value is told.
  expect(said.join()).not.toContain('very-secret');
  return { code, said: said.join('').trim() };
}

const file = (name: string, fields: object) => {
  writeFileSync(join(folder, name), JSON.stringify(fields));
  return join(folder, name);
};

describe('in a stage', () => {
  it('creates the secret, and changes one field of it later', async () => {
    const first = await run(['shanghai', '--stage', 'prod', '--from', file('all.json', SHANGHAI)]);
    expect(first.said).toContain('Written to huren/prod/sources/shanghai in ap-southeast-1: appId, appSecret.');
    expect(JSON.parse(held.get('huren/prod/sources/shanghai')!)).toEqual(SHANGHAI);

    const second = await run(['shanghai', '--stage', 'prod', '--from', '-'], JSON.stringify({ appId: 'app-8' }));
    expect(second.code).toBe(0);
    expect(JSON.parse(held.get('huren/prod/sources/shanghai')!)).toEqual({ ...SHANGHAI, appId: 'app-8' });
    expect(asked).toEqual([
      'GetSecretValue huren/prod/sources/shanghai',
      'PutSecretValue huren/prod/sources/shanghai',
      'CreateSecret huren/prod/sources/shanghai',
      'GetSecretValue huren/prod/sources/shanghai',
      'PutSecretValue huren/prod/sources/shanghai',
    ]);
  }, 30_000);

  it('says what is missing and writes nothing', async () => {
    const { code, said } = await run(['shanghai', '--stage', 'prod-cn', '--from', '-'], JSON.stringify({ appId: 'a' }));
    expect([code, said]).toEqual([
      1,
      'Still missing: appSecret. Nothing was written to huren/prod-cn/sources/shanghai in cn-north-1',
    ]);
    expect(held.size).toBe(0);
  });

  it('says by name what AWS refused, without its words', async () => {
    broken = true;
    const { code, said } = await run(['shanghai', '--stage', 'prod', '--from', file('all.json', SHANGHAI)]);
    expect([code, said]).toEqual([
      1,
      'Not done, or not wholly: AccessDeniedException. Your AWS credentials do not allow this; docs/operate.md says what an order needs.',
    ]);
  });
});

describe('in the sandbox', () => {
  it('lies where the sandbox reads it, for its owner only, beside what was there', async () => {
    const before = ownSecrets(folder);
    expect((await run(['shanghai', '--from', '-'], JSON.stringify(SHANGHAI))).code).toBe(0);
    expect(ownSecrets(folder)).toEqual({ ...before, 'sources/shanghai': SHANGHAI });
    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(join(folder, 'secrets.json'), 'utf8'))).toHaveProperty('session-key');
  });
});

describe('says what to do', () => {
  it.each([
    [['atlantis'], '{}', 'There is no config/sources/atlantis.json; say one of anhui'],
    [[], '{}', 'Name one source, and no credentials'],
    [['shanghai', 'very-secret'], '{}', 'Name one source, and no credentials'],
    [['shanghai', '--very-secret'], '{}', 'An option is not known.'],
    [
      ['shanghai', '--stage', 'moon', '--from', '-'],
      '{}',
      'serverless.yml has no stage moon; say one of prod, prod-cn.',
    ],
    [['shanghai'], '', 'Nobody can type here'],
    [['shanghai', '--from', '/nowhere.json'], '', '/nowhere.json cannot be read: ENOENT'],
    [['shanghai', '--from', '-'], 'very-secret', 'What was piped in is not one JSON object'],
    [
      ['shanghai', '--from', '-'],
      '{"apId":"very-secret"}',
      '"apId" is no field of this secret; it has appId, appSecret',
    ],
    [['shanghai', '--from', '-'], '{"appId":7}', '"appId" must be a text that is not empty'],
  ])('of %j', async (args, piped, words) => {
    const { code, said } = await run(args, piped);
    expect(code).toBe(1);
    expect(said).toContain(words);
  });
});

it('asks for the very fields that each simulated source gave out', async () => {
  const { sources } = await readConfigurationFolder('config');
  const simulated = await startSources({ clock: new HandClock(), people: [], seed: 1 });
  try {
    for (const source of sources.filter(({ id }) => SOURCE_IDS.some((known) => known === id)))
      expect([source.id, secretFields(source)]).toEqual([source.id, Object.keys(simulated.secrets[source.id]!).sort()]);
  } finally {
    await simulated.stop();
  }
});
