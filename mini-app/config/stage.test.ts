/** No build is made for a stage that is none, nor one that gives real citizens the roots that everybody can sign with. */
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { stageOf } from './stage.ts';

const of = (env: Record<string, string>) => stageOf(env, resolve(__dirname, '../..'));

test.each(['sandbox', 'prod', 'prod-cn'])('%s is one', (stage) => {
  expect(of({ STAGE: stage })).toBe(stage);
});

test('unless said it is the sandbox', () => {
  expect(of({})).toBe('sandbox');
  expect(of({ HUREN_API: '' })).toBe('sandbox');
});

test.each(['production', 'test', 'default', ''])('"%s" is none, and those that are are named', (stage) => {
  expect(() => of({ STAGE: stage })).toThrow(`STAGE is "${stage}": build with one of sandbox, prod, prod-cn`);
});

describe('the sandbox calls', () => {
  test.each([
    'http://127.0.0.1:4000',
    'http://localhost:4000',
    'http://[::1]:4000',
    'http://192.168.1.20:4000',
    'http://10.0.0.7:4000',
    'http://172.31.0.1',
    'http://[fd00::1]:4000',
    'http://laptop.local:4000',
    'https://api.huren.example',
  ])('%s', (api) => {
    expect(of({ HUREN_API: api })).toBe('sandbox');
  });

  test.each([
    'https://api.huren.cn',
    'https://example.com',
    'https://localhost.huren.cn',
    'https://notexample',
    'http://172.32.0.1',
    'http://8.8.8.8',
    'http://[2001:db8::1]',
    'https://127.0.0.1@api.huren.cn',
    'somewhere',
  ])('and never %s', (api) => {
    expect(() => of({ HUREN_API: api })).toThrow(/codes that anybody can sign.*STAGE=prod/);
  });
});

test('another stage has its own address', () => {
  expect(() => of({ STAGE: 'prod', HUREN_API: 'http://127.0.0.1:4000' })).toThrow(/^HUREN_API is for the sandbox/);
});
