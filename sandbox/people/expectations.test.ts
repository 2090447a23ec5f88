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
import { type HeldTest, recordsOf } from '../sources/records.ts';
import { SOURCE_IDS, type SourceId } from '../sources/source-ids.ts';
import { type Person, people } from './index.ts';

const START = parseInstant('2022-08-01T07:45:00+08:00')!;

const folder = new URL('../../config/policies/', import.meta.url);
const policies: Policy[] = readdirSync(folder).flatMap((file) =>
  JSON.parse(readFileSync(new URL(file, folder), 'utf8'), (field, value) =>
    field.startsWith('effective') ? parseInstant(value) : value,
  ),
);

/** What can be learnt of a test from each source's interface, and no more. */
const TELLS: Record<SourceId, (test: HeldTest) => TestResult> = {
  'national-platform': ({ outcome, testedAt, institution }) => ({ outcome, testedAt, institution }),
  shanghai: ({ outcome, sampledAt, reportedAt, institution }) => ({
    outcome,
    sampleCollectedAt: sampledAt,
    reportIssuedAt: reportedAt,
    institution,
  }),
  zhejiang: ({ outcome, sampledAt, reportedAt, institution, poolSize }) => ({
    outcome,
    sampleCollectedAt: sampledAt,
    reportIssuedAt: reportedAt,
    institution,
    poolSize,
  }),
  jiangsu: ({ outcome, sampledAt, institution }) => ({ outcome, sampleCollectedAt: sampledAt, institution }),
  anhui: ({ outcome, sampledAt, testedAt, institution, jurisdiction }) => ({
    outcome,
    testedAt,
    institution,
    sampleCollectedAt: jurisdiction.startsWith('34') ? sampledAt : undefined,
  }),
  guangdong: (test) => ({ ...whole(test), specimen: undefined }),
  'hexin-lab': whole,
};

function whole({
  outcome,
  sampledAt,
  testedAt,
  reportedAt,
  institution,
  poolSize,
  specimenNumber,
}: HeldTest): TestResult {
  return {
    outcome,
    sampleCollectedAt: sampledAt,
    testedAt,
    reportIssuedAt: reportedAt,
    institution,
    poolSize,
    specimen: specimenNumber,
  };
}

const CHANNEL: Partial<Record<SourceId, AnsweredSource['channel']>> = {
  'national-platform': 'national-platform',
  'hexin-lab': 'institution',
};
const YANGTZE_DELTA: SourceId[] = ['shanghai', 'jiangsu', 'zhejiang', 'anhui'];

/** Every source's word about every document of the person, with or without results. */
function answersAbout(person: Person, asked: readonly SourceId[]): AnsweredSource[] {
  const { lookup } = recordsOf(people);
  return asked.flatMap((source) =>
    person.documents.map(({ number }): AnsweredSource => {
      const held = lookup(source, { name: person.name, number }, START);
      // The national gateway gives the latest only, and only what is out.
      const out = held.filter((test) => test.outcome !== undefined).slice(-1);
      const shown = source === 'national-platform' ? out : held;
      const results = shown.map((test) => TELLS[source](test));
      const retrievedAt = instantOf(START);
      return {
        source,
        channel: CHANNEL[source] ?? 'health-code',
        identityEcho: source === 'jiangsu' || source === 'anhui' ? 'masked' : 'full',
        reply: results.length > 0 ? { kind: 'found', results, retrievedAt } : { kind: 'none', retrievedAt },
      };
    }),
  );
}

const cases = people.flatMap((person) => person.expect.map((expected) => ({ person, expected, id: person.id })));

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
  it.each(['zhao-wenbin', 'abdurehim-tursun', 'li-ting', 'he-miaomiao', 'jiang-yilin'])(
    'is one result for %s',
    (id) => {
      const person = people.find((each) => each.id === id)!;
      const results = consolidate(answersAbout(person, SOURCE_IDS));
      expect(results).toHaveLength(1);
      expect(results[0]!.sightings.length).toBeGreaterThanOrEqual(2);
    },
  );
});
