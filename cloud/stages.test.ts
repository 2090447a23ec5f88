/** What a stage says of itself, and what is missing or mistyped there by its name. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Mistake } from '../functions/operating/mistake.ts';
import { STAGES, stageNamed } from './stages.ts';

const FILE = readFileSync('serverless.yml', 'utf8');
const without = (text: string, instead = '') => {
  expect(FILE).toContain(text);
  return FILE.replaceAll(text, instead);
};

test.each(Object.values(STAGES))('%s is complete', (name) => {
  expect(stageNamed(name)).toEqual({
    name,
    region: expect.stringMatching(/^\w+-\w+-\d$/),
    h5Origin: expect.stringMatching(/^https:/),
    issuerAlgorithm: 'Ed25519',
  });
});

test.each<[string, string, RegExp]>([
  ['nope', FILE, /^serverless.yml has no stage nope; say one of prod, prod-cn\.$/],
  ['default', FILE, /no stage default/],
  ['constructor', FILE, /no stage constructor/],
  ['prod', without('region: ap-southeast-1'), /params.prod.region is missing; write it there\.$/],
  ['prod', without('issuerAlgorithm: Ed25519', 'issuerAlgorithm: sm2'), /params.prod: issuerAlgorithm is "sm2"; write/],
  [
    'prod-cn',
    without('issuerAlgorithm: Ed25519'),
    /params.prod-cn: issuerAlgorithm is undefined; write Ed25519 or SM2/,
  ],
])('%s', (name, file, mistake) => {
  expect(() => stageNamed(name, file)).toThrow(Mistake);
  expect(() => stageNamed(name, file)).toThrow(mistake);
});
