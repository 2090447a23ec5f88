/** Each command for operators as its own process, as a person runs it: against a server where AWS would be, and with what is lacking. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

/** What was asked for: operation, table or secret, and the region that it was signed for. */
const asked: string[] = [];
const aws = createServer(async (request, response) => {
  const operation = String(request.headers['x-amz-target']).split('.')[1];
  const { TableName, SecretId } = JSON.parse(await text(request));
  const [, region] = /\/(\w+-\w+-\d)\/\w+\/aws4_request/.exec(request.headers.authorization ?? '') ?? [];
  asked.push(`${operation} ${TableName ?? SecretId} ${region}`);
  response.setHeader('content-type', 'application/x-amz-json-1.0');
  if (refusal)
    return response.writeHead(400).end(JSON.stringify({ __type: `com.amazonaws#${refusal}`, message: 'no' }));
  response.end(JSON.stringify(SecretId ? { SecretString: '{}' } : { Items: [] }));
});
let refusal: string | undefined;

beforeAll(async () => {
  aws.listen(0, '127.0.0.1');
  await once(aws, 'listening');
});
afterAll(() => void aws.close());
beforeEach(() => {
  asked.length = 0;
  refusal = undefined;
});

const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };

async function run(command: string, args: string[], env: Record<string, string> = CREDENTIALS, cwd = '.') {
  const child = spawn('node_modules/.bin/tsx', [command, ...args], {
    cwd,
    env: {
      PATH: process.env.PATH,
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(aws.address() as AddressInfo).port}`,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/nowhere',
      AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
      PORT: '1',
      ...env,
    },
  });
  child.stdin.end();
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number]>,
  ]);
  return { code, out: out.trim(), err: err.trim() };
}

const VENUE = ['cloud/venue.ts', ['list']] as const;
const SOURCE = ['cloud/source.ts', ['shanghai', 'show']] as const;
const RECEIPTS = ['cloud/receipts.ts', ['--from', '2022-08-01', '--to', '2022-08-01']] as const;
const KEYS = ['cloud/keys.ts', ['show']] as const;
const SECRET = ['cloud/secret.ts', ['shanghai', '--from', '-']] as const;
const LEDGER = 'huren-prod-recognition-ledger ap-southeast-1';

describe('with --stage it reaches that stage’s table, in that stage’s region, and says no more than its answer', () => {
  test.each([
    [...VENUE, `Query ${LEDGER}`, /^There is no venue yet\.$/],
    [...KEYS, `GetItem ${LEDGER}`, /^No trust list yet/],
    [...KEYS, 'GetSecretValue huren/prod/signing-keys/list ap-southeast-1', /! nothing signs share: /],
    [...RECEIPTS, `Query ${LEDGER}`, /^jurisdiction,place,venue/],
    [...SOURCE, 'GetItem huren-prod-recognition-cache ap-southeast-1', /^shanghai: open/],
  ])('%s %j', async (command, args, question, answer) => {
    const said = await run(command, [...args, '--stage', 'prod'], { ...CREDENTIALS, AWS_REGION: 'us-west-2' });
    expect(said).toEqual({ code: 0, out: expect.stringMatching(answer), err: '' });
    expect(asked).toContain(question);
  });
});

describe.each([VENUE, KEYS, RECEIPTS, SOURCE, SECRET])('%s %j', (command, args) => {
  test('says which stages there are, and what is missing, in a line', async () => {
    const unknown = await run(command, [...args, '--stage', 'nope']);
    expect(unknown).toEqual({ code: 1, out: 'serverless.yml has no stage nope; say one of prod, prod-cn.', err: '' });
    const nobody = await run(command, [...args, '--stage', 'prod-cn'], {});
    expect(nobody).toEqual({
      code: 1,
      out: '',
      err: expect.stringMatching(/^Not done, or not wholly: CredentialsProviderError\. .* set AWS_PROFILE, or [^\n]*$/),
    });
    refusal = 'AccessDeniedException';
    expect((await run(command, [...args, '--stage', 'prod'])).err).toMatch(/AccessDeniedException\. Your [^\n]*$/);
  });

  test('says how it is used to whoever asks', async () => {
    expect(await run(command, ['--help'])).toEqual({
      code: 0,
      out: expect.stringMatching(/^npm run \w+ -- /),
      err: '',
    });
  });
});

test.each([VENUE, KEYS, RECEIPTS, SOURCE])('%s %j says where no sandbox runs', async (command, args) => {
  const { code, out } = await run(command, [...args]);
  expect([code, out]).toEqual([1, expect.stringMatching(/^The sandbox does not answer at http:\/\/127.0.0.1:1\. /)]);
});

describe('in a folder whose path a URL writes otherwise', () => {
  const folder = mkdtempSync(join(tmpdir(), 'huren-'));
  const checkout = join(folder, '互认 1');
  const filter = (path: string) => !/node_modules|\.test\.ts$/.test(path);
  beforeAll(() => {
    for (const part of ['core', 'protocols', 'functions', 'cloud', 'config', 'serverless.yml', 'package.json'])
      cpSync(part, join(checkout, part), { recursive: true, filter });
    symlinkSync(resolve('node_modules'), join(checkout, 'node_modules'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each([VENUE, KEYS, RECEIPTS, SOURCE])('%s %j answers as anywhere', async (command, args) => {
    expect(await run(command, [...args, '--stage', 'prod'], CREDENTIALS, checkout)).toMatchObject({ code: 0, err: '' });
  });
});
