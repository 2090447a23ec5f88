/** Who agrees themself: to the day by the birth date in the number, and whoever's number tells none. */
import type { Case } from './cases.ts';
import type { DocumentType } from './identity.ts';
import { type Instant, parseInstant } from './instant.ts';
import { agreesThemself } from './own-consent.ts';

const born = (date: string) => `110101${date}0009`;

const table: [number: string, expected: boolean, when?: string, type?: DocumentType][] = [
  [born('19860423'), true],
  [born('18200101'), true],
  [born('20080731'), true],
  [born('20080801'), true],
  [born('20080802'), false],
  [born('20090801'), false],
  [born('20220801'), false],
  [born('20080802'), false, '2022-08-01T23:59:59+08:00'],
  [born('20080802'), true, '2022-08-01T16:00:00Z'],
  // The 29 February of a year that has none is over on 1 March.
  [born('20080229'), false, '2022-02-28T23:59:59+08:00'],
  [born('20080229'), true, '2022-03-01T00:00:00+08:00'],
  [born('20081231'), false, '2022-12-30T12:00:00+08:00'],
  ['E12345678', true, undefined, 'passport'],
  ['110101201803070', true, undefined, 'passport'],
  ['H12345678', true, undefined, 'hk-macao-permit'],
  ['12345678', true, undefined, 'taiwan-permit'],
  ['FRA310018010199', true, undefined, 'permanent-resident-id'],
];

export const ownConsentCases: Case[] = table.map(
  ([number, expected, when = '2022-08-01T07:45:00+08:00', type = 'resident-id']) => ({
    name: `${type} ${number} at ${when}: ${expected}`,
    expected,
    actual: () => agreesThemself({ type, number }, parseInstant(when) as Instant),
  }),
);
