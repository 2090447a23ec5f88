/** Every stage of the cloud has a build that finds it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { addressesOf } from './addresses.ts';

const repository = resolve(__dirname, '../..');
const text = readFileSync(join(repository, 'serverless.yml'), 'utf8');
const { default: _, ...stages } = parse(text, { logLevel: 'silent' }).params;

test.each(Object.keys(stages))('%s, by its own hosts', (stage) => {
  for (const address of Object.values(addressesOf(stage, repository))) {
    const { protocol, pathname } = new URL(address);
    expect([protocol, pathname, address.endsWith('/')]).toEqual(['https:', '/', false]);
  }
  expect(addressesOf(stage, repository).apiAddress).toBe(`https://${stages[stage].apiHost}`);
});

test('the sandbox, on this machine or for a phone in its network', () => {
  expect(addressesOf('sandbox', repository)).toEqual({
    apiAddress: 'http://127.0.0.1:4000',
    documentsAddress: 'http://127.0.0.1:4000',
    webAddress: 'http://127.0.0.1:10086',
  });
  expect(addressesOf('sandbox', repository, 'http://192.168.1.20:4000').apiAddress).toBe('http://192.168.1.20:4000');
});

test('a stage without a host is no build', () => {
  const folder = mkdtempSync(join(tmpdir(), 'huren-addresses-'));
  writeFileSync(join(folder, 'serverless.yml'), text.replaceAll(/^ +apiHost:.*\n/gm, ''));
  expect(() => addressesOf('prod', folder)).toThrow('serverless.yml: params.prod.apiHost is missing; write it there');
  rmSync(folder, { recursive: true });
});
