/** Which sightings are one test, and what stands of it. */
import { at, type Case, found } from './cases.ts';
import { consolidate } from './consolidate.ts';
import { instantOf } from './instant.ts';
import type { AnsweredSource } from './sightings.ts';
import type { TestResult } from './test-result.ts';

const LAB = '和信医学检验有限公司';
const negative: TestResult = { outcome: 'negative', institution: LAB };
const sampled = { ...negative, sampleCollectedAt: at('07-31 08:00'), reportIssuedAt: at('07-31 20:00') };
const lab = { channel: 'institution' as const };

/** The sources of each result, in the results' order: `a+b` is one test that two show. */
function joined(...replies: AnsweredSource[]): string {
  return consolidate(replies)
    .map((result) =>
      result.sightings
        .map((each) => each.source)
        .sort()
        .join('+'),
    )
    .join(' ');
}

function only(...replies: AnsweredSource[]) {
  const results = consolidate(replies);
  if (results.length !== 1) return `${results.length} results`;
  const { id, sightings, ...rest } = results[0]!;
  return rest;
}

export const consolidateCases: Case[] = [
  {
    name: 'nothing found is no result',
    expected: [],
    actual: () =>
      consolidate([
        {
          source: 'a',
          channel: 'paper',
          identityEcho: 'full',
          reply: { kind: 'none', retrievedAt: at('08-01 07:00') },
        },
        {
          source: 'b',
          channel: 'paper',
          identityEcho: 'full',
          reply: { kind: 'failed', reason: 'timeout', retrievedAt: at('08-01 07:00') },
        },
      ]),
  },
  {
    name: 'one test in three channels is one result',
    expected: 'lab+nation+zj',
    actual: () =>
      joined(
        found('zj', [sampled]),
        found('nation', [{ ...negative, institution: '和信医学检验', testedAt: at('07-31 16:00') }]),
        found('lab', [{ ...sampled, sampleCollectedAt: at('07-31 08:01'), testedAt: at('07-31 16:01') }], lab),
      ),
  },
  {
    name: 'a channel that knows the sampling and one that knows the testing show one test',
    expected: 'js+nation',
    actual: () =>
      joined(
        found('js', [{ ...negative, sampleCollectedAt: at('07-31 08:00') }]),
        found('nation', [{ ...negative, testedAt: at('07-31 16:00') }]),
      ),
  },
  ...(
    [
      ['2 min 59 s', '07-31 08:02:59', 'a+b'],
      ['3 min', '07-31 08:03', 'a+b'],
      ['3 min 1 s', '07-31 08:03:01', 'b a'],
    ] as const
  ).map(([apart, time, expected]) => ({
    name: `samples at one institution ${apart} apart`,
    expected,
    actual: () => joined(found('a', [sampled]), found('b', [{ ...sampled, sampleCollectedAt: at(time) }])),
  })),
  {
    name: 'samples apart are two tests though tested at one moment',
    expected: 'b a',
    actual: () =>
      joined(
        found('a', [{ ...negative, sampleCollectedAt: at('07-31 08:00'), testedAt: at('07-31 16:00') }]),
        found('b', [{ ...negative, sampleCollectedAt: at('07-31 09:00'), testedAt: at('07-31 16:00') }]),
      ),
  },
  {
    name: 'two institutions at one moment are two tests',
    expected: 2,
    actual: () => consolidate([found('a', [sampled]), found('b', [{ ...sampled, institution: '仁和检验所' }])]).length,
  },
  {
    name: 'full-width brackets, spaces and the form of the company do not make another institution',
    expected: 'a+b',
    actual: () =>
      joined(
        found('a', [{ ...sampled, institution: '和信（杭州）医学检验 有限责任公司' }]),
        found('b', [{ ...sampled, institution: '和信(杭州)医学检验' }]),
      ),
  },
  {
    name: 'daily tests stay apart when a testing time fits both',
    expected: 3,
    actual: () =>
      consolidate([
        found('a', [
          { ...negative, sampleCollectedAt: at('07-30 08:00') },
          { ...negative, sampleCollectedAt: at('07-31 04:00') },
        ]),
        found('b', [{ ...negative, testedAt: at('07-31 06:00') }]),
      ]).length,
  },
  {
    name: 'tested more than 24 hours after the sample is another test',
    expected: 'b a',
    actual: () =>
      joined(
        found('a', [{ ...negative, sampleCollectedAt: at('07-30 08:00') }]),
        found('b', [{ ...negative, testedAt: at('07-31 08:00:01') }]),
      ),
  },
  {
    name: 'tested after a source already had the outcome is another test',
    expected: 2,
    actual: () =>
      consolidate([
        found('a', [{ ...negative, sampleCollectedAt: at('07-31 08:00') }], { retrievedAt: at('07-31 12:00') }),
        found('b', [{ ...negative, testedAt: at('07-31 16:00') }]),
      ]).length,
  },
  {
    name: 'a guess never makes a contradiction',
    expected: 2,
    actual: () =>
      consolidate([
        found('a', [{ ...negative, sampleCollectedAt: at('07-31 08:00') }]),
        found('b', [{ ...negative, outcome: 'positive', testedAt: at('07-31 16:00') }]),
      ]).length,
  },
  {
    name: 'a sampling proof without an institution joins the result of that swab',
    expected: 'a+b',
    actual: () =>
      joined(found('a', [{ sampleCollectedAt: at('07-31 08:00'), samplingPoint: '东门' }]), found('b', [sampled])),
  },
  {
    name: 'the same specimen is one test though its times are not told',
    expected: 'a+b',
    actual: () => joined(found('a', [{ ...negative, specimen: 's1' }]), found('b', [{ ...sampled, specimen: 's1' }])),
  },
  {
    name: 'a specimen number used again days later is another test',
    expected: 2,
    actual: () =>
      consolidate([
        found('a', [{ ...sampled, specimen: 's1' }]),
        found('b', [{ ...sampled, specimen: 's1', sampleCollectedAt: at('07-28 08:00') }]),
      ]).length,
  },
  {
    name: 'a specimen number of another institution is another test',
    expected: 2,
    actual: () =>
      consolidate([
        found('a', [{ ...sampled, specimen: 's1' }]),
        found('b', [{ ...sampled, institution: '仁和检验所', specimen: 's1' }]),
      ]).length,
  },
  {
    name: 'two specimens that one source tells apart are two tests',
    expected: 2,
    actual: () =>
      consolidate([
        found('a', [
          { ...sampled, specimen: 's1' },
          { ...sampled, specimen: 's2' },
        ]),
      ]).length,
  },
  {
    name: 'results of which nothing is told have ids of their own',
    expected: 2,
    actual: () =>
      new Set(
        consolidate([found('a', [{ outcome: 'negative' }]), found('b', [{ outcome: 'negative' }])]).map(({ id }) => id),
      ).size,
  },
  {
    name: 'times are the earliest told, words the institution’s',
    expected: {
      outcome: 'negative',
      canVoid: true,
      retrievedAt: at('08-01 07:00'),
      institution: LAB,
      poolSize: 10,
      samplingPoint: '东门',
      sampleCollectedAt: at('07-31 08:00'),
      reportIssuedAt: at('07-31 19:30'),
    },
    actual: () =>
      only(
        found('a', [{ ...sampled, institution: '和信医学检验', poolSize: 1, samplingPoint: '东门' }]),
        found(
          'lab',
          [{ ...sampled, sampleCollectedAt: at('07-31 08:02'), reportIssuedAt: at('07-31 19:30'), poolSize: 10 }],
          lab,
        ),
      ),
  },
  {
    name: 'a time of 1900 gives way to a possible one',
    expected: at('07-31 16:00'),
    actual: () =>
      consolidate([
        found('a', [{ ...sampled, testedAt: (at('07-31 16:00') - 120 * 365 * 86_400_000) as never }]),
        found('b', [{ ...sampled, testedAt: at('07-31 16:00') }]),
      ])[0]!.testedAt,
  },
  {
    name: 'a later correction of the same specimen replaces',
    expected: { outcome: 'positive', canVoid: true, reportIssuedAt: at('07-31 23:00') },
    actual: () =>
      stands(
        { ...sampled, specimen: 's1' },
        { ...sampled, specimen: 's1', outcome: 'positive', reportIssuedAt: at('07-31 23:00') },
      ),
  },
  {
    name: 'what was corrected and corrected back keeps its first report',
    expected: { outcome: 'negative', canVoid: true, reportIssuedAt: at('07-31 20:00') },
    actual: () =>
      stands(
        { ...sampled, specimen: 's1' },
        { ...sampled, specimen: 's1', outcome: 'positive', reportIssuedAt: at('07-31 21:00') },
        { ...sampled, specimen: 's1', reportIssuedAt: at('07-31 22:00') },
      ),
  },
  {
    name: 'a later report on what another channel calls by its report number replaces',
    expected: ['positive', undefined],
    actual: () => {
      const corrected = { ...sampled, outcome: 'positive' as const, reportIssuedAt: at('07-31 23:00') };
      const [result] = consolidate([
        found('a', [{ ...sampled, specimen: 'r1' }]),
        found('lab', [{ ...corrected, specimen: 's1', reportNumber: 'r1' }], lab),
      ]);
      return [result!.outcome, result!.contradicted];
    },
  },
  {
    name: 'without a specimen a later report corrects nothing',
    expected: { contradicted: true, canVoid: true, reportIssuedAt: at('07-31 20:00') },
    actual: () => stands(sampled, { ...sampled, outcome: 'positive', reportIssuedAt: at('07-31 23:00') }),
  },
  {
    name: 'the institution’s word stands before a copy’s, and the contradiction shows',
    expected: ['negative', true],
    actual: () => {
      const [result] = consolidate([found('a', [{ ...sampled, outcome: 'positive' }]), found('lab', [sampled], lab)]);
      return [result!.outcome, result!.contradicted];
    },
  },
  {
    name: 'a reply that does not say whom it is about contradicts nobody, and stands by itself',
    expected: ['b negative true', 'a positive false'],
    actual: () =>
      told([
        found('a', [{ ...sampled, outcome: 'positive' }], { identityEcho: 'none', ...lab }),
        found('b', [sampled]),
      ]),
  },
  {
    name: 'nor does one of a source that is held',
    expected: ['b negative true', 'a positive false'],
    actual: () =>
      told([{ ...found('a', [{ ...sampled, outcome: 'positive' }], lab), held: true }, found('b', [sampled])]),
  },
  {
    name: 'one that repeats what stands is listed with it',
    expected: ['b,a negative true'],
    actual: () => told([found('a', [sampled], { identityEcho: 'none', channel: 'paper' }), found('b', [sampled])]),
  },
  {
    name: 'but brings no times of its own',
    expected: sampled.reportIssuedAt,
    actual: () =>
      consolidate([
        found('a', [{ ...sampled, reportIssuedAt: at('07-01 08:00') }], { identityEcho: 'none' }),
        found('b', [sampled]),
      ])[0]!.reportIssuedAt,
  },
  {
    name: 'and no outcome to a test that is not out: a sampling proof stays one',
    expected: ['b undefined false', 'a positive false'],
    actual: () => {
      const { outcome: _, reportIssuedAt: __, ...open } = sampled;
      return told([found('a', [{ ...sampled, outcome: 'positive' }], { identityEcho: 'none' }), found('b', [open])]);
    },
  },
  {
    name: 'and joins no two tests that are apart without it',
    expected: ['b negative true', 'b negative true'],
    actual: () => {
      const minutes = (count: number) => ({
        ...sampled,
        sampleCollectedAt: instantOf(sampled.sampleCollectedAt! + count * 60_000),
      });
      return told([found('b', [minutes(0), minutes(5)]), found('a', [minutes(2)], { identityEcho: 'none' })]).map(
        (each) => each.replace('b,a', 'b').replace('a,b', 'b'),
      );
    },
  },
  {
    name: 'a reply that does not say whom it is about cannot void',
    expected: false,
    actual: () =>
      consolidate([found('a', [{ ...sampled, outcome: 'positive' }], { identityEcho: 'none' })])[0]!.canVoid,
  },
  {
    name: 'a masked echo can void',
    expected: true,
    actual: () =>
      consolidate([found('a', [{ ...sampled, outcome: 'positive' }], { identityEcho: 'masked' })])[0]!.canVoid,
  },
  {
    name: 'a known outcome stands beside words we do not know, and beside a result that is not out',
    expected: ['negative', undefined],
    actual: () => {
      const { outcome: _, ...open } = sampled;
      const [result] = consolidate([
        found('a', [{ ...open, outcomeUnknown: true }]),
        found('b', [sampled]),
        found('c', [open]),
      ]);
      return [result!.outcome, result!.outcomeUnknown];
    },
  },
  {
    name: 'shown since the first channel that showed what stands',
    expected: at('07-31 21:00'),
    actual: () => {
      const { outcome: _, reportIssuedAt: __, ...open } = sampled;
      return consolidate([
        found('a', [open], { retrievedAt: at('07-31 09:00') }),
        found('b', [sampled], { retrievedAt: at('07-31 21:00') }),
        found('c', [sampled]),
      ])[0]!.retrievedAt;
    },
  },
  ...(
    [
      ['its report number', ['r1'], 'b health-code, a institution, a paper'],
      ['its specimen number', ['s1'], 'b health-code, a institution, a paper'],
      ['both', ['r1', 's1'], 'b health-code, a institution, a paper'],
      ['another number', ['r2'], 'b health-code, a institution'],
    ] as const
  ).map(
    ([which, papers, expected]): Case => ({
      name: `a paper with ${which} shows what the institution shows, and changes nothing`,
      expected: [expected, consolidate([found('a', [sampled], lab), found('b', [sampled])])[0]!.reportIssuedAt],
      actual: () => {
        const numbered = { ...sampled, specimen: 's1', reportNumber: 'r1' };
        const [result] = consolidate([{ ...found('a', [numbered], lab), papers }, found('b', [sampled])]);
        return [
          result!.sightings.map(({ source, channel }) => `${source} ${channel}`).join(', '),
          result!.reportIssuedAt,
        ];
      },
    }),
  ),
  {
    name: 'an id tells nothing of the person and is short',
    expected: true,
    actual: () => /^[0-9a-z]{6,12}$/.test(consolidate([found('a', [sampled])])[0]!.id),
  },
];

function stands(...results: TestResult[]) {
  const all = consolidate([found('a', results)]);
  if (all.length !== 1) return `${all.length} results`;
  const { outcome, contradicted, canVoid, reportIssuedAt } = all[0]!;
  return { ...(outcome && { outcome }), ...(contradicted && { contradicted }), canVoid, reportIssuedAt };
}

/** Who shows each result, what it says, and whether it can void; by name, named sources first. */
function told(replies: AnsweredSource[]): string[] {
  return consolidate(replies)
    .map(({ sightings, outcome, canVoid }) => `${sightings.map(({ source }) => source)} ${outcome} ${canVoid}`)
    .sort()
    .reverse();
}
