/** The commands as a person gives them: what they say of a mistake, and how they end. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from 'vitest';
import { startStrangerHost } from '../../sandbox/sources/stranger-host.ts';
import { aboutCertificate } from './questions/certificate.ts';
import { readTestPeople } from './test-person.ts';

const folder = mkdtempSync(join(tmpdir(), 'huren-conformance-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, json: unknown) => {
  writeFileSync(join(folder, name), JSON.stringify(json));
  return join(folder, name);
};

async function run(command: 'conformance' | 'record', ...args: string[]) {
  const child = spawn('node_modules/.bin/tsx', [`checks/${command}.ts`, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [said, [code]] = await Promise.all([
    Promise.all([text(child.stdout), text(child.stderr)]),
    once(child, 'close') as Promise<[number]>,
  ]);
  return { code, said: said.join('') };
}

const SOMEBODY = { name: '张三', document: { type: 'resident-id', number: '110101199003071233' }, expect: 'found' };
const secret = file('secret.json', { paasId: 'a', token: 'b' });
const broken = file('broken.json', '');
writeFileSync(broken, 'very-secret');
/** Nobody listens there. */
const DEAD = 'http://127.0.0.1:9';

it.each(['conformance', 'record'] as const)('%s says how it is used', async (command) => {
  const usage = `npm run ${command} -- <source> `;
  expect(await run(command, '--help')).toEqual({ code: 0, said: expect.stringMatching(`^${usage}`) });
  const mistyped = await run(command, 'guangdong', '--ednpoint', DEAD);
  expect(mistyped.said).toMatch(`Unknown option '--ednpoint'. ${usage}`);
  expect(mistyped.code).not.toBe(0);
});

describe('npm run conformance', () => {
  it.each([
    [[], 'npm run conformance -- <source>'],
    [['atlantis'], 'There is no config/sources/atlantis.json'],
    [['guangdong', '--all'], 'npm run conformance -- <source>'],
    [['guangdong', '--endpoint', DEAD], 'An endpoint is asked with --secret and --people'],
    [['guangdong', '--endpoint', 'nowhere', '--secret', secret, '--people', secret], 'Invalid URL'],
    [['guangdong', '--endpoint', DEAD, '--secret', secret, '--people', secret], 'testPeople: give a list of people'],
    [['guangdong', '--endpoint', DEAD, '--secret', broken, '--people', secret], 'is not one JSON object of fields'],
    [['guangdong', '--endpoint', DEAD, '--secret', '/nowhere', '--people', secret], 'ENOENT'],
  ])('says what is wrong with %j', async (args, words) => {
    const { code, said } = await run('conformance', ...args);
    expect([code, said.includes(words)], said).toEqual([2, true]);
    expect(said).not.toContain('very-secret');
  });

  it('ends with 1 where something is different, and says where to look', async () => {
    const people = file('people.json', { people: JSON.stringify([SOMEBODY]) });
    const { code, said } = await run(
      'conformance',
      'guangdong',
      '--endpoint',
      DEAD,
      '--secret',
      secret,
      '--people',
      people,
    );
    expect(code).toBe(1);
    expect(said).toContain('failed: unreachable');
    expect(said).toContain('config/sources/guangdong.json /host: no connection');
    expect(said).not.toContain('张三');
  });

  it('ends with 0 where nothing is', async () => {
    const { code, said } = await run('conformance', 'hexin-lab');
    expect(said).toMatch(/hexin-lab · 和信医学检验 · simulated: \d+ as expected, 0 different/);
    expect(code).toBe(0);
  }, 60_000);
});

describe('npm run record', () => {
  it('writes what was said about the person asked for, once', async () => {
    const first = await run('record', 'guangdong', '--person', '1', '--into', folder);
    expect(first.said).toMatch(/resident-id …\w{4}: found\. Written to /);
    expect(JSON.parse(readFileSync(join(folder, 'guangdong/2022-08-01-person-1.json'), 'utf8'))).toMatchObject({
      secret: { paasId: 'paasid-demo', token: 'token-demo' },
      reply: { kind: 'found' },
    });
    const again = await run('record', 'guangdong', '--into', folder);
    expect([again.code, again.said.includes('is there already; rename it first')]).toEqual([1, true]);
  }, 60_000);

  it.each([
    [['atlantis'], 'Name one file of config/sources/'],
    [['guangdong', '--person', '99'], 'none of them'],
    [['shenzhen'], 'Its replies are encrypted'],
  ])(
    'says what is wrong with %j',
    async (args, words) => {
      const { code, said } = await run('record', ...args, '--into', folder);
      expect([code, said.includes(words)], said).toEqual([1, true]);
    },
    60_000,
  );
});

describe('test people', () => {
  it.each([
    ['[]', 'give a list'],
    ['{', 'is not JSON'],
    [JSON.stringify([{ ...SOMEBODY, name: '' }]), 'person 1: name is missing'],
    [
      JSON.stringify([SOMEBODY, { ...SOMEBODY, document: { type: 'card' } }]),
      'person 2: document.type is not one of resident-id',
    ],
    [JSON.stringify([{ ...SOMEBODY, document: { type: 'passport' } }]), 'document.number is missing'],
    [JSON.stringify([{ ...SOMEBODY, expect: 'yes' }]), 'expect is neither "found" nor "none"'],
    [JSON.stringify([{ ...SOMEBODY, newest: { outcome: '阴性' } }]), 'newest.outcome is not one of negative'],
    [
      JSON.stringify([{ ...SOMEBODY, newest: { testedAt: '2022-07-31 08:00' } }]),
      'newest.testedAt is not written like 2022-08-01',
    ],
  ])('of %s are refused', (given, words) => expect(() => readTestPeople(given)).toThrow(words));
});

describe('the certificate of an endpoint', () => {
  const of = (origin: string) => aboutCertificate({ origin, source: { host: 'gateway.guangdong.example' } } as never);

  it('that fits nobody is a difference', async () => {
    const stranger = await startStrangerHost();
    const { verdict, remedies } = await of(stranger.origin);
    await stranger.stop();
    expect([verdict, remedies[0]?.field]).toEqual(['different', '/host']);
  });

  it('that cannot be had is one too, and without TLS there is none to look at', async () => {
    expect(await of('https://127.0.0.1:9')).toMatchObject({
      verdict: 'different',
      actual: expect.stringContaining('ECONNREFUSED'),
    });
    expect((await of('http://127.0.0.1:9')).verdict).toBe('not-shown');
  });
});
