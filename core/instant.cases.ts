/** Instants in and out, Beijing's days, and what contains what. */
import { at, type Case } from './cases.ts';
import { formatInstant, instantOf, parseInstant, startOfBeijingDay } from './instant.ts';
import { contains, type JurisdictionCode, withAncestors } from './jurisdiction.ts';

const code = (text: string) => text as JurisdictionCode;

export const instantCases: Case[] = [
  ...(
    [
      ['2022-08-01T07:45:00+08:00', '2022-08-01T07:45:00+08:00'],
      ['2022-07-31T23:45:00Z', '2022-08-01T07:45:00+08:00'],
      ['2022-08-01T07:45:00.999+08:00', '2022-08-01T07:45:00+08:00'],
      ['2022-08-01', undefined],
      ['2022-08-01T07:45:00', undefined],
      ['2022-08-01 07:45:00+08:00', undefined],
      ['2022-13-01T07:45:00+08:00', undefined],
      ['2022-08-01T05:15:00-02:30', '2022-08-01T15:45:00+08:00'],
      ['2020-02-29T23:59:59+08:00', '2020-02-29T23:59:59+08:00'],
      ['0050-01-01T00:00:00+08:00', '0050-01-01T00:00:00+08:00'],
      ['2022-02-29T07:45:00+08:00', undefined],
      ['2022-02-30T07:45:00+08:00', undefined],
      ['2022-00-10T07:45:00+08:00', undefined],
      ['2022-08-00T07:45:00+08:00', undefined],
      ['2022-08-01T24:00:00+08:00', undefined],
      ['2022-08-01T07:60:00+08:00', undefined],
      ['2022-08-01T07:45:60+08:00', undefined],
      ['2022-08-01T07:45:00+24:00', undefined],
      ['', undefined],
    ] as const
  ).map(([text, expected]) => ({
    name: `${JSON.stringify(text)} is ${expected}`,
    expected,
    actual: () => {
      const instant = parseInstant(text);
      return instant === undefined ? undefined : formatInstant(instant);
    },
  })),
  {
    name: 'wild times are written as the nearest that can be',
    expected: ['0000-01-01T00:00:00+08:00', '9999-12-31T23:59:59+08:00'],
    actual: () => [formatInstant(instantOf(-9e15)), formatInstant(instantOf(9e15))],
  },
  {
    name: 'a Beijing day ends at its midnight',
    expected: [at('07-31 00:00'), at('08-01 00:00')],
    actual: () => [startOfBeijingDay(at('07-31 23:59:59')), startOfBeijingDay(at('08-01 00:00'))],
  },
  {
    name: 'ancestors, nearest first',
    expected: ['330106', '330100', '330000', '000000'],
    actual: () => withAncestors(code('330106')),
  },
  { name: 'the nation has none', expected: ['000000'], actual: () => withAncestors(code('000000')) },
  {
    name: 'contains',
    expected: [true, true, true, false, false],
    actual: () =>
      (
        [
          ['000000', '330106'],
          ['330000', '330106'],
          ['330106', '330106'],
          ['330106', '330000'],
          ['310000', '330106'],
        ] as const
      ).map(([outer, inner]) => contains(code(outer), code(inner))),
  },
];
