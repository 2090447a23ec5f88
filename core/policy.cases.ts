/** Whose policy is in force, and when. */
import { at, type Case } from './cases.ts';
import type { JurisdictionCode } from './jurisdiction.ts';
import { type Policy, policyInForce, type Scene } from './policy.ts';

const code = (text: string) => text as JurisdictionCode;
const made = (
  jurisdiction: string,
  windowHours: number,
  from: string,
  until?: string,
  scene: Scene = 'public-places',
): Policy => ({
  jurisdiction: code(jurisdiction),
  scene,
  windowHours,
  startsFrom: 'report-issued',
  document: 'a test',
  effectiveFrom: at(from),
  ...(until && { effectiveUntil: at(until) }),
});
const policies = [
  made('000000', 48, '07-29 00:00', '12-07 00:00'),
  made('330000', 96, '07-29 00:00'),
  made('330100', 168, '06-25 00:00', '07-11 00:00'),
  made('330100', 72, '07-11 00:00', '12-04 00:00'),
  made('310000', 24, '07-29 00:00', undefined, 'key-places'),
];

const table: [name: string, place: string, now: string, expected: number | undefined][] = [
  ['a city’s own', '330100', '08-01 07:45', 72],
  ['a county takes its city’s', '330106', '08-01 07:45', 72],
  ['another city takes the province’s', '330900', '08-01 07:45', 96],
  ['another province takes the nation’s', '440100', '08-01 07:45', 48],
  ['another scene is another policy', '310000', '08-01 07:45', 48],
  ['one second before the change', '330100', '07-10 23:59:59', 168],
  ['at the change', '330100', '07-11 00:00:00', 72],
  ['one second after the change', '330100', '07-11 00:00:01', 72],
  ['an ancestor’s when the city’s has ended', '330100', '12-04 00:00', 96],
  ['none before the first', '440100', '07-28 23:59:59', undefined],
  ['none after the last, and no fallback of our own', '440100', '12-07 00:00', undefined],
];

export const policyCases: Case[] = [
  ...table.map(([name, place, now, expected]) => ({
    name,
    expected,
    actual: () => policyInForce(policies, code(place), 'public-places', at(now))?.windowHours,
  })),
  {
    name: 'of two in force the one that began last, in whatever order',
    expected: [24, 24],
    actual: () => {
      const both = [made('330100', 72, '07-11 00:00'), made('330100', 24, '07-20 00:00')];
      return [both, both.slice().reverse()].map(
        (each) => policyInForce(each, code('330100'), 'public-places', at('08-01 07:45'))?.windowHours,
      );
    },
  },
];
