/** What each person's file expects at 07:45 follows from what the sources show of them and the policies in config/. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type AnsweredSource,
  consolidate,
  instantOf,
  type Policy,
  parseInstant,
  policyInForce,
  recognise,
  type TestResult,
} from '../../core/index.ts';
import type { ShowsFrom } from '../sources/dialects/description.ts';
import { type HeldTest, holdingsOf } from '../sources/holdings.ts';
import { SOURCE_IDS, type SourceId } from '../sources/source-ids.ts';
import { everyone, type FamilyMember, type Person, people } from './index.ts';

const START = parseInstant('2022-08-01T07:45:00+08:00')!;

const folder = new URL('../../config/policies/', import.meta.url);
const policies: Policy[] = readdirSync(folder).flatMap((file) =>
  JSON.parse(readFileSync(new URL(file, folder), 'utf8'), (field, value) =>
    field.startsWith('effective') ? parseInstant(value) : value,
  ),
);

type Told = keyof Pick<
  HeldTest,
  'sampledAt' | 'testedAt' | 'reportedAt' | 'institution' | 'poolSize' | 'specimenNumber'
>;

/** From when on each source shows a test, and what its interface tells of it beside the outcome: docs/interfaces.md. */
const TELLS: Record<SourceId, [ShowsFrom, ...Told[]]> = {
  'national-platform': ['report', 'testedAt', 'institution'],
  shanghai: ['sampling', 'sampledAt', 'reportedAt', 'institution'],
  zhejiang: ['sampling', 'sampledAt', 'reportedAt', 'institution', 'poolSize'],
  jiangsu: ['sampling', 'sampledAt', 'institution'],
  anhui: ['report', 'sampledAt', 'testedAt', 'institution'],
  guangdong: ['sampling', 'sampledAt', 'testedAt', 'reportedAt', 'institution', 'poolSize'],
  'hexin-lab': ['sampling', 'sampledAt', 'testedAt', 'reportedAt', 'institution', 'poolSize', 'specimenNumber'],
  'state-council': ['receipt', 'sampledAt', 'reportedAt', 'institution', 'poolSize'],
  beijing: ['receipt', 'sampledAt', 'reportedAt', 'institution', 'poolSize'],
  tianjin: ['receipt', 'sampledAt', 'reportedAt', 'institution', 'poolSize'],
  hebei: ['receipt', 'sampledAt', 'testedAt', 'reportedAt', 'institution', 'poolSize'],
  shanxi: ['sampling', 'sampledAt', 'testedAt', 'reportedAt', 'institution', 'poolSize'],
  'inner-mongolia': ['receipt', 'sampledAt', 'reportedAt', 'institution'],
  liaoning: ['sampling', 'sampledAt', 'reportedAt', 'institution', 'poolSize'],
  jilin: ['sampling', 'sampledAt', 'reportedAt', 'institution', 'poolSize'],
  heilongjiang: ['receipt', 'sampledAt', 'testedAt', 'reportedAt', 'institution'],
  fujian: ['report', 'sampledAt', 'testedAt', 'institution', 'poolSize'],
  jiangxi: ['sampling', 'sampledAt', 'reportedAt', 'institution', 'poolSize'],
  shandong: ['receipt', 'sampledAt', 'testedAt', 'reportedAt', 'institution', 'poolSize'],
  henan: ['report', 'sampledAt'],
  hubei: ['sampling', 'sampledAt', 'reportedAt', 'institution', 'poolSize', 'specimenNumber'],
  hunan: ['sampling', 'sampledAt', 'reportedAt', 'institution'],
  guangxi: ['report', 'testedAt'],
  hainan: ['sampling', 'sampledAt', 'reportedAt', 'institution', 'poolSize'],
  chongqing: ['sampling', 'sampledAt', 'testedAt', 'reportedAt', 'institution', 'poolSize', 'specimenNumber'],
  sichuan: ['receipt', 'sampledAt', 'testedAt', 'institution'],
  guizhou: ['receipt', 'sampledAt', 'reportedAt', 'institution', 'poolSize'],
  yunnan: ['sampling', 'sampledAt', 'reportedAt', 'institution', 'poolSize'],
  tibet: ['sampling', 'sampledAt', 'reportedAt', 'institution', 'poolSize'],
  shaanxi: ['report', 'sampledAt', 'reportedAt', 'institution'],
  gansu: ['sampling', 'sampledAt', 'testedAt', 'reportedAt', 'institution'],
  qinghai: ['sampling', 'sampledAt', 'reportedAt', 'institution', 'poolSize'],
  ningxia: ['sampling', 'sampledAt', 'reportedAt', 'institution', 'poolSize'],
  xinjiang: ['sampling', 'sampledAt', 'testedAt', 'reportedAt', 'institution', 'poolSize'],
  xpcc: ['report', 'sampledAt', 'reportedAt', 'institution', 'poolSize'],
  shenzhen: ['sampling', 'sampledAt', 'testedAt', 'reportedAt', 'institution', 'poolSize', 'specimenNumber'],
  xian: ['sampling', 'sampledAt', 'testedAt', 'institution', 'poolSize'],
  zhengzhou: ['sampling', 'sampledAt', 'reportedAt', 'institution'],
  wuhan: ['report', 'testedAt', 'institution'],
  hangzhou: ['report', 'reportedAt', 'institution'],
  'mingze-gene': ['sampling', 'sampledAt', 'testedAt', 'reportedAt', 'institution', 'poolSize', 'specimenNumber'],
  'qinghe-hospital': ['sampling', 'sampledAt', 'testedAt', 'reportedAt', 'institution', 'poolSize', 'specimenNumber'],
  'yunjian-testing': ['sampling', 'sampledAt', 'testedAt', 'reportedAt', 'institution', 'poolSize', 'specimenNumber'],
};

/** A gateway of the nation, and those who give only the latest that is out. */
const LATEST_ONLY: SourceId[] = ['national-platform', 'henan', 'fujian'];
const NO_ECHO: SourceId[] = ['sichuan', 'guangxi', 'wuhan', 'hangzhou'];
const MASKED: SourceId[] = ['jiangsu', 'anhui', 'liaoning', 'hubei', 'chongqing', 'hainan', 'gansu', 'shenzhen'];

function asTold(source: SourceId, test: HeldTest): TestResult {
  const [, ...told] = TELLS[source];
  const tells = <Field extends Told>(field: Field) => (told.includes(field) ? test[field] : undefined);
  // Anhui leaves the sampling out of tests that were done elsewhere.
  const isElsewhere = source === 'anhui' && !test.jurisdiction.startsWith('34');
  return {
    outcome: test.outcome,
    sampleCollectedAt: isElsewhere ? undefined : tells('sampledAt'),
    testedAt: tells('testedAt'),
    reportIssuedAt: tells('reportedAt'),
    institution: tells('institution'),
    poolSize: tells('poolSize'),
    specimen: tells('specimenNumber'),
  };
}

/** What the source shows at `START` of what it holds. */
function shownBy(source: SourceId, held: HeldTest[]): HeldTest[] {
  const [from] = TELLS[source];
  const shown = held.filter(
    ({ outcome, receivedAt }) =>
      from === 'sampling' || outcome !== undefined || (from === 'receipt' && receivedAt !== undefined),
  );
  return LATEST_ONLY.includes(source) ? shown.slice(-1) : shown;
}

const CHANNEL: Partial<Record<SourceId, AnsweredSource['channel']>> = {
  'national-platform': 'national-platform',
  'state-council': 'state-council',
  'hexin-lab': 'institution',
  'mingze-gene': 'institution',
  'qinghe-hospital': 'institution',
  'yunjian-testing': 'institution',
};
const YANGTZE_DELTA: SourceId[] = ['shanghai', 'jiangsu', 'zhejiang', 'anhui'];

/** Every source's word about every document of the person, with or without results. */
function answersAbout(person: Person | FamilyMember, asked: readonly SourceId[]): AnsweredSource[] {
  const { lookup } = holdingsOf(people);
  return asked.flatMap((source) =>
    person.documents.map(({ number }): AnsweredSource => {
      const held = lookup(source, { name: person.name, number }, START);
      const results = shownBy(source, held).map((test) => asTold(source, test));
      const retrievedAt = instantOf(START);
      return {
        source,
        channel: CHANNEL[source] ?? 'health-code',
        identityEcho: NO_ECHO.includes(source) ? 'none' : MASKED.includes(source) ? 'masked' : 'full',
        reply: results.length > 0 ? { kind: 'found', results, retrievedAt } : { kind: 'none', retrievedAt },
      };
    }),
  );
}

const cases = everyone(people).flatMap((person) =>
  person.expect.map((expected) => ({ person, expected, id: person.id })),
);

describe('at 07:45 on 1 August 2022', () => {
  it.each(cases)('$id is $expected.decision.kind in $expected.jurisdiction', ({ person, expected }) => {
    const asked = expected.scope === 'yangtze-delta' ? YANGTZE_DELTA : SOURCE_IDS;
    const results = consolidate(answersAbout(person, asked));
    const policy = policyInForce(policies, expected.jurisdiction, expected.scene, START);
    expect(policy, 'a policy in force').toBeDefined();
    expect(recognise(results, policy, undefined, START).decision).toMatchObject(expected.decision);
  });
});

describe('the same test in several channels', () => {
  it.each(['zhao-wenbin', 'abdurehim-tursun', 'li-ting', 'he-miaomiao', 'jiang-yilin', 'dang-xiaodong', 'ho-waiman'])(
    'is one result for %s',
    (id) => {
      const person = people.find((each) => each.id === id)!;
      const results = consolidate(answersAbout(person, SOURCE_IDS));
      expect(results).toHaveLength(1);
      expect(results[0]!.sightings.length).toBeGreaterThanOrEqual(2);
    },
  );
});
