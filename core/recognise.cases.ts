/** Decisions at a fixed moment: the windows to the second, what voids, what leaves open, and what silence does. */
import { at, type Case, found } from './cases.ts';
import { consolidate } from './consolidate.ts';
import { instantOf } from './instant.ts';
import { NATIONAL } from './jurisdiction.ts';
import type { Policy } from './policy.ts';
import { type Missing, recognise } from './recognise.ts';
import type { AnsweredSource } from './sightings.ts';
import type { TestResult } from './test-result.ts';

const NOW = '08-01 07:45';
const policy: Policy = {
  jurisdiction: NATIONAL,
  scene: 'public-places',
  windowHours: 48,
  startsFrom: 'report-issued',
  effectiveFrom: at('07-29 00:00'),
  document: '综发〔2022〕81号',
};
const bySample: Policy = { ...policy, startsFrom: 'sample-collected' };
const byDay: Policy = { ...policy, startsFrom: 'sample-day', windowHours: 72 };
const withProof: Policy = { ...bySample, windowHours: 72, samplingProofHours: 24 };
const twoInThreeDays: Policy = { ...policy, negatives: { count: 2, withinHours: 72 } };

/** A result of a day: sampled 08:00, tested 14:00, reported 20:00. */
function of(day: string, outcome?: TestResult['outcome'], more: TestResult = {}): TestResult {
  return {
    outcome,
    institution: '和信',
    sampleCollectedAt: at(`${day} 08:00`),
    testedAt: at(`${day} 14:00`),
    reportIssuedAt: at(`${day} 20:00`),
    ...more,
  };
}

interface Asked {
  policy?: Policy;
  now?: string;
  missing?: Missing;
}

/** The decision in short words: kind, reason or basis, and the moment it turns. */
function decide(told: TestResult[] | AnsweredSource[], asked: Asked = {}): string {
  const replies = told.map((each, n) => ('reply' in each ? each : found(`source-${n}`, [each])));
  const { decision } = recognise(
    consolidate(replies),
    'policy' in asked ? asked.policy : policy,
    asked.missing,
    at(asked.now ?? NOW),
  );
  switch (decision.kind) {
    case 'recognised':
      return `${decision.kind} by ${decision.basis} until ${short(decision.until)}`;
    case 'expired':
      return `${decision.kind} since ${short(decision.since)}`;
    case 'not-recognised':
    case 'undetermined':
      return `${decision.kind}: ${decision.reason}`;
    default:
      return decision.kind;
  }
}

function short(instant: number): string {
  return new Date(instant + 8 * 3_600_000).toISOString().slice(5, 19).replace('T', ' ');
}

const table: [name: string, told: TestResult[] | AnsweredSource[], asked: Asked, expected: string][] = [
  ['no policy in force', [of('07-31', 'negative')], { policy: undefined }, 'not-required'],
  ['nothing anywhere', [], {}, 'not-recognised: no-result'],
  ['nothing yet, and somebody is silent', [], { missing: 'sources-unanswered' }, 'undetermined: sources-unanswered'],
  ['nothing here, and elsewhere nobody was asked', [], { missing: 'sources-unasked' }, 'undetermined: sources-unasked'],

  [
    'report: one second before',
    [of('07-31', 'negative')],
    { now: '08-02 19:59:59' },
    'recognised by result until 08-02 20:00:00',
  ],
  ['report: at the moment', [of('07-31', 'negative')], { now: '08-02 20:00:00' }, 'expired since 08-02 20:00:00'],
  ['report: one second after', [of('07-31', 'negative')], { now: '08-02 20:00:01' }, 'expired since 08-02 20:00:00'],
  [
    'expired, and somebody is silent',
    [of('07-28', 'negative')],
    { missing: 'sources-unanswered' },
    'undetermined: sources-unanswered',
  ],
  [
    'recognised, whoever is silent',
    [of('07-31', 'negative')],
    { missing: 'sources-unanswered' },
    'recognised by result until 08-02 20:00:00',
  ],
  [
    'report untold: counts from the testing at least',
    [{ outcome: 'negative', testedAt: at('07-30 08:00') }],
    { now: '08-01 07:59:59' },
    'recognised by result until 08-01 08:00:00',
  ],
  [
    'report untold: may count still',
    [{ outcome: 'negative', testedAt: at('07-30 08:00') }],
    { now: '08-01 08:00:00' },
    'undetermined: times-unknown',
  ],
  [
    'report untold: cannot count after it was shown',
    [{ outcome: 'negative', testedAt: at('07-30 08:00') }],
    { now: '08-03 06:59:59' },
    'undetermined: times-unknown',
  ],
  [
    'report untold: over',
    [{ outcome: 'negative', testedAt: at('07-30 08:00') }],
    { now: '08-03 07:00:00' },
    'expired since 08-03 07:00:00',
  ],
  [
    'a report said to be later than it was shown counts from the showing',
    [found('a', [of('07-31', 'negative')], { retrievedAt: at('07-31 18:00') })],
    {},
    'recognised by result until 08-02 18:00:00',
  ],
  ['no time told at all', [{ outcome: 'negative' }], {}, 'undetermined: times-unknown'],

  [
    'sample: one second before',
    [of('07-31', 'negative')],
    { policy: bySample, now: '08-02 07:59:59' },
    'recognised by result until 08-02 08:00:00',
  ],
  [
    'sample: at the moment',
    [of('07-31', 'negative')],
    { policy: bySample, now: '08-02 08:00:00' },
    'expired since 08-02 08:00:00',
  ],
  [
    'sample untold',
    [{ outcome: 'negative', testedAt: at('07-31 14:00') }],
    { policy: bySample, now: '08-02 13:59:59' },
    'undetermined: times-unknown',
  ],
  [
    'sample untold, but surely over',
    [{ outcome: 'negative', testedAt: at('07-31 14:00') }],
    { policy: bySample, now: '08-02 14:00:00' },
    'expired since 08-02 14:00:00',
  ],

  [
    'day: until the end of D+3',
    [of('07-28', 'negative')],
    { policy: byDay, now: '07-31 23:59:59' },
    'recognised by result until 08-01 00:00:00',
  ],
  [
    'day: at midnight',
    [of('07-28', 'negative')],
    { policy: byDay, now: '08-01 00:00:00' },
    'expired since 08-01 00:00:00',
  ],
  [
    'day: sampled in the last minute of a Beijing day',
    [
      of('07-28', 'negative', {
        sampleCollectedAt: at('07-28 23:59:59'),
        testedAt: undefined,
        reportIssuedAt: undefined,
      }),
    ],
    { policy: byDay, now: '07-31 23:59:59' },
    'recognised by result until 08-01 00:00:00',
  ],
  [
    'day: sampled at midnight',
    [of('07-29', 'negative', { sampleCollectedAt: at('07-29 00:00') })],
    { policy: byDay, now: '08-01 00:00:00' },
    'recognised by result until 08-02 00:00:00',
  ],
  [
    'day: a report of 05:59 counts as sampled the day before',
    [{ outcome: 'negative', reportIssuedAt: at('07-29 05:59:59') }],
    { policy: byDay, now: '07-31 23:59:59' },
    'recognised by result until 08-01 00:00:00',
  ],
  [
    'day: and may be of the day itself',
    [{ outcome: 'negative', reportIssuedAt: at('07-29 05:59:59') }],
    { policy: byDay, now: '08-01 00:00:00' },
    'undetermined: times-unknown',
  ],
  [
    'day: but not longer',
    [{ outcome: 'negative', reportIssuedAt: at('07-29 05:59:59') }],
    { policy: byDay, now: '08-02 00:00:00' },
    'expired since 08-02 00:00:00',
  ],
  [
    'day: a report of 06:00 counts as sampled that day',
    [{ outcome: 'negative', reportIssuedAt: at('07-29 06:00') }],
    { policy: byDay, now: '08-01 23:59:59' },
    'recognised by result until 08-02 00:00:00',
  ],
  [
    'day: only the testing told',
    [{ outcome: 'negative', testedAt: at('07-29 12:00') }],
    { policy: byDay, now: '08-01 23:59:59' },
    'undetermined: times-unknown',
  ],

  [
    '已采样 within its hours',
    [of('07-31', undefined, { testedAt: undefined, reportIssuedAt: undefined })],
    { policy: withProof, now: '08-01 07:59:59' },
    'recognised by sampling-proof until 08-01 08:00:00',
  ],
  [
    '已采样 after its hours',
    [of('07-31', undefined, { testedAt: undefined, reportIssuedAt: undefined })],
    { policy: withProof, now: '08-01 08:00:00' },
    'pending',
  ],
  ['已采样 where it counts for nothing', [of('07-31', undefined, { reportIssuedAt: undefined })], {}, 'pending'],
  [
    '已采样 after a positive proves nothing',
    [of('07-30', 'positive'), of('07-31', undefined, { reportIssuedAt: undefined })],
    { policy: withProof },
    'not-recognised: positive',
  ],
  [
    'a negative that lasts longer is preferred to a sampling proof',
    [of('07-30', 'negative'), of('07-31', undefined, { reportIssuedAt: undefined })],
    { policy: withProof },
    'recognised by result until 08-02 08:00:00',
  ],
  [
    'a fresh sample, an expired negative: pending',
    [of('07-25', 'negative'), of('07-31', undefined, { reportIssuedAt: undefined })],
    {},
    'pending',
  ],
  [
    'a sample never reported does not hide that a negative has expired',
    [of('07-25', 'negative'), of('07-28', undefined, { reportIssuedAt: undefined })],
    {},
    'expired since 07-27 20:00:00',
  ],

  ['a later positive voids', [of('07-30', 'negative'), of('07-31', 'positive')], {}, 'not-recognised: positive'],
  [
    'a later 待复核 voids',
    [of('07-30', 'negative'), of('07-31', 'inconclusive')],
    {},
    'not-recognised: awaiting-retest',
  ],
  [
    'a later negative counts again',
    [of('07-30', 'positive'), of('07-31', 'negative')],
    {},
    'recognised by result until 08-02 20:00:00',
  ],
  [
    'sampled first but reported later is not a later negative',
    [of('07-30', 'negative', { reportIssuedAt: at('07-31 23:00') }), of('07-31', 'positive')],
    {},
    'not-recognised: positive',
  ],
  [
    'sampled at the very moment of a positive is not later',
    [of('07-31', 'negative'), of('07-31', 'positive', { institution: '仁和' })],
    {},
    'not-recognised: positive',
  ],
  [
    'sampled one second after a positive is later',
    [
      of('07-31', 'negative', { sampleCollectedAt: at('07-31 08:00:01') }),
      of('07-31', 'positive', { institution: '仁和' }),
    ],
    {},
    'recognised by result until 08-02 20:00:00',
  ],
  [
    'a positive that does not say whom it is about voids nothing',
    [found('a', [of('07-30', 'negative')]), found('b', [of('07-31', 'positive')], { identityEcho: 'none' })],
    {},
    'recognised by result until 08-01 20:00:00',
  ],
  [
    'nor does one of a source that is held, though it says whom it is about',
    [found('a', [of('07-30', 'negative')]), { ...found('b', [of('07-31', 'positive')]), held: true }],
    {},
    'recognised by result until 08-01 20:00:00',
  ],
  [
    'and a negative of a source that is held answers no positive',
    [found('a', [of('07-30', 'positive')]), { ...found('b', [of('07-31', 'negative')]), held: true }],
    {},
    'not-recognised: positive',
  ],
  [
    'and alone it is a positive',
    [found('b', [of('07-31', 'positive')], { identityEcho: 'none' })],
    {},
    'not-recognised: positive',
  ],
  [
    'unless somebody is silent',
    [found('b', [of('07-31', 'positive')], { identityEcho: 'none' })],
    { missing: 'sources-unanswered' },
    'undetermined: sources-unanswered',
  ],
  [
    'a positive somebody told stands, whoever is silent',
    [of('07-31', 'positive')],
    { missing: 'sources-unanswered' },
    'not-recognised: positive',
  ],
  [
    'a positive of no known time leaves open',
    [of('07-30', 'negative'), { outcome: 'positive' }],
    {},
    'undetermined: times-unknown',
  ],

  [
    'copies contradict each other',
    [of('07-31', 'negative'), of('07-31', 'positive')],
    {},
    'undetermined: channels-contradict',
  ],
  [
    'a contradiction leaves earlier negatives open',
    [of('07-30', 'negative'), of('07-31', 'negative'), of('07-31', 'positive')],
    {},
    'undetermined: channels-contradict',
  ],
  [
    'a later negative answers a contradiction',
    [of('07-30', 'negative'), of('07-30', 'positive'), of('07-31', 'negative')],
    {},
    'recognised by result until 08-02 20:00:00',
  ],
  [
    'newest in words we do not know',
    [of('07-30', 'negative'), of('07-31', undefined, { outcomeUnknown: true })],
    {},
    'undetermined: outcome-unknown',
  ],
  [
    'words we do not know, long answered',
    [of('07-20', undefined, { outcomeUnknown: true }), of('07-25', 'negative')],
    {},
    'expired since 07-27 20:00:00',
  ],

  [
    'a clock four minutes ahead',
    [of('08-01', 'negative', { sampleCollectedAt: undefined, testedAt: undefined, reportIssuedAt: at('08-01 07:49') })],
    {},
    'recognised by result until 08-03 07:00:00',
  ],
  [
    'five minutes ahead',
    [found('a', [{ outcome: 'negative', reportIssuedAt: at('08-01 07:50') }], { retrievedAt: at('08-01 07:45') })],
    {},
    'recognised by result until 08-03 07:45:00',
  ],
  [
    'five minutes and a second ahead',
    [{ outcome: 'negative', reportIssuedAt: at('08-01 07:50:01') }],
    {},
    'undetermined: times-implausible',
  ],
  [
    'a report before its sample',
    [of('07-31', 'negative', { reportIssuedAt: at('07-31 07:00') })],
    {},
    'undetermined: times-implausible',
  ],
  [
    'a report said to be of this evening may count when evening comes, so nothing has expired yet',
    [of('07-25', 'negative'), of('07-24', 'negative', { reportIssuedAt: at('08-01 20:00') })],
    {},
    'undetermined: times-implausible',
  ],
  [
    'a positive of tomorrow voids nothing',
    [of('07-31', 'negative'), of('08-02', 'positive')],
    {},
    'recognised by result until 08-02 20:00:00',
  ],
  [
    'a positive of 1900 voids nothing',
    [of('07-31', 'negative'), { outcome: 'positive', testedAt: instantOf(-2_208_988_800_000) }],
    {},
    'recognised by result until 08-02 20:00:00',
  ],
  [
    'a negative of 2100 is never recognised',
    [{ outcome: 'negative', reportIssuedAt: instantOf(4_102_444_800_000) }],
    {},
    'undetermined: times-implausible',
  ],

  [
    'two in three days',
    [of('07-30', 'negative'), of('07-31', 'negative')],
    { policy: twoInThreeDays },
    'recognised by result until 08-02 08:00:00',
  ],
  [
    'two of one day are one',
    [of('07-31', 'negative'), of('07-31', 'negative', { sampleCollectedAt: at('07-31 13:00') })],
    { policy: twoInThreeDays },
    'not-recognised: too-few-negatives',
  ],
  [
    'the older one second too old',
    [of('07-30', 'negative'), of('07-31', 'negative')],
    { policy: twoInThreeDays, now: '08-02 08:00:00' },
    'not-recognised: too-few-negatives',
  ],
  [
    'too few, and somebody is silent',
    [of('07-31', 'negative')],
    { policy: twoInThreeDays, missing: 'sources-unanswered' },
    'undetermined: sources-unanswered',
  ],
  [
    'perhaps enough: a sampling is not told',
    [of('07-30', 'negative', { sampleCollectedAt: undefined }), of('07-31', 'negative')],
    { policy: twoInThreeDays },
    'undetermined: times-unknown',
  ],
];

export const recogniseCases: Case[] = [
  ...table.map(([name, told, asked, expected]) => ({ name, expected, actual: () => decide(told, asked) })),
  {
    name: 'each result has its own decision, resting on what it rests on',
    expected: [
      { kind: 'recognised', until: at('08-02 20:00'), basis: 'result', resultId: 0 },
      { kind: 'not-recognised', reason: 'positive', resultId: 1 },
      { kind: 'not-recognised', reason: 'positive', resultId: 1 },
      { kind: 'undetermined', reason: 'times-implausible', resultId: 3 },
    ],
    actual: () => {
      const wrong = of('07-28', 'negative', { reportIssuedAt: at('07-28 01:00') });
      const told = [of('07-29', 'negative'), of('07-31', 'negative'), wrong, of('07-30', 'positive')];
      const results = consolidate([found('a', told)]);
      const { results: own } = recognise(results, policy, undefined, at(NOW));
      const place = (id?: string) => results.map((each) => each.id).indexOf(id ?? '');
      return results.map(({ id }) => ({ ...own[id]!, resultId: place((own[id] as { resultId?: string }).resultId) }));
    },
  },
  {
    name: 'a sample after a positive is pending for itself, whatever the proof is worth elsewhere',
    expected: ['pending', 'not-recognised'],
    actual: () => {
      const results = consolidate([
        found('a', [
          of('07-30', 'positive'),
          of('07-31', undefined, { testedAt: undefined, reportIssuedAt: undefined }),
        ]),
      ]);
      const { results: own } = recognise(results, withProof, undefined, at(NOW));
      return results.map(({ id }) => own[id]!.kind);
    },
  },
  {
    name: 'a result that has expired has expired, though the whole waits for a silent source',
    expected: ['expired'],
    actual: () =>
      Object.values(
        recognise(consolidate([found('a', [of('07-24', 'negative')])]), policy, 'sources-unanswered', at(NOW)).results,
      ).map(({ kind }) => kind),
  },
  {
    name: 'with no policy each result is not required either',
    expected: ['not-required'],
    actual: () =>
      Object.values(
        recognise(consolidate([found('a', [of('07-31', 'negative')])]), undefined, undefined, at(NOW)).results,
      ).map(({ kind }) => kind),
  },
];
