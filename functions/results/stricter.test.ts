import { expect, test } from 'vitest';
import {
  consolidate,
  instantOf,
  NATIONAL,
  type Policy,
  parseInstant,
  recognise,
  type StartsFrom,
  type TestResult,
} from '../../core/index.ts';
import { stricterScene } from './stricter.ts';

const at = (time: string) => parseInstant(`2022-${time}+08:00`)!;
const NOW = at('08-01T07:45:00');

/** Sampled three days and an hour ago; the report came late, the evening before. */
const result: TestResult = {
  outcome: 'negative',
  sampleCollectedAt: at('07-29T06:40:00'),
  reportIssuedAt: at('07-31T22:00:00'),
};
const results = consolidate([
  {
    source: 'lab',
    channel: 'institution',
    identityEcho: 'full',
    reply: { kind: 'found', retrievedAt: NOW, results: [result] },
  },
]);

const policyOf = (scene: Policy['scene'], windowHours: number, startsFrom: StartsFrom): Policy => ({
  jurisdiction: NATIONAL,
  scene,
  windowHours,
  startsFrom,
  effectiveFrom: instantOf(0),
  document: 'a document',
});

function stricter(here: Policy | undefined, there: Policy) {
  const { decision } = recognise(results, here, undefined, NOW);
  const policies = here ? [here, there] : [there];
  const chosen = { scene: 'public-places' as const, policy: here, decision };
  return stricterScene(policies, NATIONAL, chosen, results, undefined, NOW)?.decision.kind ?? null;
}

test('names a scene with a shorter window that has ended', () => {
  const [here, there] = [
    policyOf('public-places', 96, 'sample-collected'),
    policyOf('arrival', 24, 'sample-collected'),
  ];
  expect(stricter(here, there)).toBe('expired');
});

test('does not call stricter what counts there and has expired here', () => {
  const [here, there] = [policyOf('public-places', 72, 'sample-collected'), policyOf('arrival', 48, 'report-issued')];
  expect(stricter(here, there)).toBeNull();
});

test('tells where a result is asked for at all, when here it is not', () => {
  expect(stricter(undefined, policyOf('arrival', 48, 'report-issued'))).toBe('recognised');
});
