/** What is in force where, on the sandbox's morning and over the months around it. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  type JurisdictionCode,
  type Policy,
  parseInstant,
  policyInForce,
  SCENES,
  type Scene,
} from '../../core/index.ts';
import type { PolicyEntry } from './policy-file.ts';

const folder = new URL('../../config/policies/', import.meta.url);
const policies: Policy[] = readdirSync(folder)
  .flatMap((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as PolicyEntry[])
  .map((entry) => ({
    ...entry,
    effectiveFrom: parseInstant(entry.effectiveFrom)!,
    effectiveUntil: entry.effectiveUntil === undefined ? undefined : parseInstant(entry.effectiveUntil),
  }));

const inForce = (code: string, scene: Scene, at: string) =>
  policyInForce(policies, code as JurisdictionCode, scene, parseInstant(at)!);
const MORNING = '2022-08-01T07:45:00+08:00';

test.each<[string, string, Scene, Partial<Policy>]>([
  ['Beijing', '110000', 'public-places', { windowHours: 72, startsFrom: 'sample-day' }],
  ['a district of Beijing', '110105', 'public-places', { windowHours: 72, startsFrom: 'sample-day' }],
  ['Shanghai', '310000', 'public-places', { windowHours: 72, startsFrom: 'sample-collected', samplingProofHours: 24 }],
  ['Hangzhou', '330100', 'public-places', { windowHours: 72, startsFrom: 'sample-collected', samplingProofHours: 72 }],
  ['Zhoushan', '330900', 'public-places', { windowHours: 168 }],
  ['Shaoxing', '330600', 'key-places', { windowHours: 72 }],
  ['Chengdu', '510100', 'arrival', { windowHours: 48, startsFrom: 'report-issued' }],
  ['Chengdu', '510100', 'key-places', { windowHours: 24 }],
  [
    'Guangdong',
    '440000',
    'public-places',
    { jurisdiction: '440000' as JurisdictionCode, windowHours: 72, startsFrom: 'report-issued' },
  ],
  ['Hunan before September', '430000', 'arrival', { jurisdiction: '000000' as JurisdictionCode, windowHours: 72 }],
  ['the rest of Zhejiang', '330200', 'public-places', { jurisdiction: '000000' as JurisdictionCode, windowHours: 72 }],
  ['Tibet', '540000', 'long-distance', { jurisdiction: '000000' as JurisdictionCode, startsFrom: 'report-issued' }],
])('on the morning of 1 August 2022: %s', (_place, code, scene, expected) => {
  expect(inForce(code, scene, MORNING)).toMatchObject(expected);
});

test.each([
  ['2022-05-26T23:59:59+08:00', undefined],
  ['2022-05-27T00:00:00+08:00', 72],
  ['2022-06-24T23:59:59+08:00', 72],
  ['2022-06-25T00:00:00+08:00', 168],
  ['2022-07-12T23:59:59+08:00', 168],
  ['2022-07-13T00:00:00+08:00', 72],
  ['2022-12-03T23:59:59+08:00', 72],
])('Hangzhou changed its window: at %s it was %s', (at, hours) => {
  const policy = policies.find(
    ({ jurisdiction, scene, effectiveFrom, effectiveUntil }) =>
      jurisdiction === '330100' &&
      scene === 'public-places' &&
      effectiveFrom <= parseInstant(at)! &&
      parseInstant(at)! < effectiveUntil!,
  );
  expect(policy?.windowHours).toBe(hours);
});

test('Hunan asks for two negatives from September on', () => {
  expect(inForce('430000', 'arrival', '2022-09-01T00:00:00+08:00')).toMatchObject({
    windowHours: 48,
    negatives: { count: 2, withinHours: 72 },
  });
});

test('the Spring Festival of 2021 asked for seven days on arrival, and for nothing elsewhere', () => {
  expect(inForce('410000', 'arrival', '2021-02-10T12:00:00+08:00')).toMatchObject({ windowHours: 168 });
  expect(inForce('410000', 'public-places', '2021-02-10T12:00:00+08:00')).toBeUndefined();
  expect(inForce('410000', 'arrival', '2021-03-09T00:00:00+08:00')).toBeUndefined();
});

test('where a city has stopped checking, no policy of a wider place steps in', () => {
  expect(inForce('330100', 'public-places', '2022-12-04T00:00:00+08:00')).toBeUndefined();
  expect(inForce('310000', 'public-places', '2022-12-05T00:00:00+08:00')).toBeUndefined();
  expect(inForce('330100', 'key-places', '2022-12-04T00:00:00+08:00')).toMatchObject({ windowHours: 72 });
});

test('from 7 December 2022 nothing is in force anywhere', () => {
  for (const { jurisdiction } of policies)
    for (const scene of SCENES) expect(inForce(jurisdiction, scene, '2022-12-07T00:00:00+08:00')).toBeUndefined();
});
