/** The stricter scene: the one that asks most among those that would decide otherwise. */
import { expect, test } from 'vitest';
import { type ConsolidatedResult, instantOf, type JurisdictionCode, type Policy, recognise } from '../../core/index.ts';
import { MORNING } from '../testing/clock.ts';
import { asksMore, stricterScene } from './stricter.ts';

const HOUR_MS = 3_600_000;
const place = '310000' as JurisdictionCode;
const policy = (scene: Policy['scene'], windowHours: number, more: Partial<Policy> = {}): Policy => ({
  jurisdiction: place,
  scene,
  windowHours,
  startsFrom: 'report-issued',
  effectiveFrom: instantOf(0),
  document: 'a notice',
  ...more,
});
const issued = (hoursAgo: number): ConsolidatedResult => ({
  id: 'r',
  outcome: 'negative',
  reportIssuedAt: instantOf(MORNING - hoursAgo * HOUR_MS),
  sampleCollectedAt: instantOf(MORNING - (hoursAgo + 1) * HOUR_MS),
  retrievedAt: MORNING,
  sightings: [],
  canVoid: true,
});
function stricter(policies: Policy[], hoursAgo: number) {
  const chosen = policies.find(({ scene }) => scene === 'public-places');
  const results = [issued(hoursAgo)];
  const { decision } = recognise(results, chosen, undefined, MORNING);
  return stricterScene(
    policies,
    place,
    { scene: 'public-places', policy: chosen, decision },
    results,
    undefined,
    MORNING,
  );
}
const SHOPS = policy('public-places', 72);

test.each<[string, Policy[], number, string | undefined]>([
  ['one with a shorter window that is over', [SHOPS, policy('key-places', 24)], 30, 'key-places'],
  ['none when the shorter window still runs', [SHOPS, policy('key-places', 48)], 30, undefined],
  ['the strictest of two', [SHOPS, policy('arrival', 48), policy('key-places', 24)], 60, 'key-places'],
  ['the strictest that decides otherwise', [SHOPS, policy('arrival', 48), policy('key-places', 24)], 30, 'key-places'],
  ['never one that asks less', [policy('public-places', 24), policy('key-places', 72)], 30, undefined],
  ['another where nothing is asked here', [policy('key-places', 24)], 30, 'key-places'],
  [
    'none of another place',
    [SHOPS, policy('key-places', 24, { jurisdiction: '440000' as JurisdictionCode })],
    30,
    undefined,
  ],
])('%s', (_, policies, hoursAgo, scene) => {
  expect(stricter(policies, hoursAgo)?.scene).toBe(scene);
});

test.each<[string, Partial<Policy>, Partial<Policy>, boolean]>([
  ['a shorter window', { windowHours: 24 }, {}, true],
  ['a longer window', { windowHours: 96 }, {}, false],
  ['several negatives', { negatives: { count: 3, withinHours: 72 } }, {}, true],
  ['fewer negatives', {}, { negatives: { count: 3, withinHours: 72 } }, false],
  ['no sampling proof', {}, { samplingProofHours: 24 }, true],
  ['a sampling proof', { samplingProofHours: 24 }, {}, false],
  ['the same', {}, {}, false],
])('asks more with %s', (_, one, other, more) => {
  expect(asksMore({ ...SHOPS, ...one }, { ...SHOPS, ...other })).toBe(more);
});
