/** What must hold whatever the channels say: order, repetition, silence, knowledge, time and origin never decide what they must not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at } from './cases.ts';
import { consolidate } from './consolidate.ts';
import type { ConsolidatedResult } from './consolidated-result.ts';
import { DAY_MS, HOUR_MS, type Instant, instantOf } from './instant.ts';
import { NATIONAL } from './jurisdiction.ts';
import { comesAfter, objectionsAmong } from './objections.ts';
import { hasPlausibleTimes } from './plausible.ts';
import { type Policy, STARTS_FROM } from './policy.ts';
import { type Missing, type RecognitionDecision, recognise } from './recognise.ts';
import { readCredential, writeCredential } from './share-code/credential.ts';
import { resultsOf, survivingFacts } from './share-code/surviving.ts';
import type { AnsweredSource } from './sightings.ts';
import { CHANNELS, OUTCOMES, type TestResult } from './test-result.ts';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 500);
const MINUTE_MS = 60_000;
const BASE = at('07-28 08:00');
const NOW = at('08-01 07:45');

/** Times close enough together that tests merge, and now and then a time that no clock should show. */
const near = fc
  .tuple(fc.integer({ min: 0, max: 4 }), fc.constantFrom(0, 60, 360, 720, 1200), fc.integer({ min: 0, max: 5 }))
  .map(([days, minutes, few]) => instantOf(BASE + days * DAY_MS + (minutes + few) * MINUTE_MS));
const wild = fc.constantFrom(-9e15, -2_208_988_800_000, 0, NOW + 400_000, 4_102_444_800_000, 9e15).map(instantOf);
const time = fc.oneof({ weight: 30, arbitrary: near }, { weight: 1, arbitrary: wild });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const result: fc.Arbitrary<TestResult> = fc
  .record({
    outcome: maybe(fc.constantFrom('negative' as const, ...OUTCOMES)),
    outcomeUnknown: maybe(fc.constant(true as const)),
    sampleCollectedAt: maybe(time),
    testedAt: maybe(time),
    reportIssuedAt: maybe(time),
    institution: fc.constantFrom('和信', '和信', '和信有限公司', '仁和', undefined),
    specimen: fc.constantFrom(undefined, undefined, 's1', 's2'),
  })
  .map((each) => (each.outcome === undefined ? each : { ...each, outcomeUnknown: undefined }));

/** Times that obey sample ≤ tested ≤ report, some of them told. */
const ordered = fc
  .tuple(
    near,
    fc.nat(20 * 60),
    fc.nat(20 * 60),
    fc.nat(6),
    fc.constantFrom('negative' as const, 'negative' as const, ...OUTCOMES),
  )
  .map(([sampled, toTest, toReport, told, outcome]): TestResult => {
    const tested = instantOf(sampled + toTest * MINUTE_MS);
    const reported = instantOf(tested + toReport * MINUTE_MS);
    return {
      outcome,
      institution: '和信',
      ...(told !== 1 && told !== 2 && { sampleCollectedAt: sampled }),
      ...(told !== 3 && told !== 0 && { testedAt: tested }),
      ...(told !== 4 && told !== 5 && { reportIssuedAt: reported }),
    };
  });

const replyOf = (results: fc.Arbitrary<TestResult>, most: number): fc.Arbitrary<AnsweredSource> =>
  fc.record({
    source: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    channel: fc.constantFrom(...CHANNELS),
    identityEcho: fc.constantFrom('full' as const, 'full' as const, 'masked' as const, 'none' as const),
    reply: fc.record({
      kind: fc.constant('found' as const),
      results: fc.array(results, { maxLength: most }),
      retrievedAt: fc.oneof(near, time),
    }),
  });
const replies = fc.array(fc.oneof(replyOf(result, 4), replyOf(ordered, 4)), { maxLength: 6 });

const policy: fc.Arbitrary<Policy> = fc.record({
  jurisdiction: fc.constant(NATIONAL),
  scene: fc.constant('public-places' as const),
  windowHours: fc.constantFrom(24, 48, 72),
  startsFrom: fc.constantFrom(...STARTS_FROM),
  samplingProofHours: maybe(fc.constantFrom(24, 48)),
  negatives: maybe(fc.record({ count: fc.integer({ min: 1, max: 3 }), withinHours: fc.constant(72) })),
  effectiveFrom: fc.constant(BASE),
  document: fc.constant('a property'),
});
const now = fc.integer({ min: -24, max: 240 }).map((hours) => instantOf(BASE + hours * HOUR_MS));

const missing = maybe(fc.constantFrom<Missing>('sources-unanswered', 'sources-unasked'));

const decide = (told: readonly AnsweredSource[], by: Policy, when: Instant, lacking?: Missing) =>
  recognise(consolidate(told), by, lacking, when).decision;
const check = (...args: Parameters<typeof fc.assert>) => fc.assert(args[0], { numRuns: RUNS, ...args[1] });

/** The same replies from sources that say whom they are about. */
const naming = (told: readonly AnsweredSource[]) =>
  told.map((each) => (each.identityEcho === 'none' ? { ...each, identityEcho: 'full' as const } : each));

/** The decision without the id, which names what is known and so changes with it. */
function essence(decision: RecognitionDecision): object {
  const { resultId: _, ...rest } = decision as RecognitionDecision & { resultId?: string };
  return rest;
}

describe('consolidation', () => {
  it('gives the same in every order of replies and rows', () => {
    const shuffled = replies.chain((told) =>
      fc.tuple(
        fc.constant(told),
        fc.shuffledSubarray(told, { minLength: told.length }),
        fc.infiniteStream(fc.boolean()),
      ),
    );
    check(
      fc.property(shuffled, ([told, other, flips]) => {
        const turned = other.map((each) => {
          if (each.reply.kind !== 'found' || flips.next().value) return each;
          return { ...each, reply: { ...each.reply, results: each.reply.results.slice().reverse() } };
        });
        expect(consolidate(turned)).toEqual(consolidate(told));
      }),
    );
  });

  it('is not changed by repetition', () => {
    check(
      fc.property(replies, (told) => {
        expect(consolidate(told.concat(told))).toEqual(consolidate(told));
      }),
    );
  });

  it('has an id for each result and every sighting somewhere', () => {
    check(
      fc.property(replies, (told) => {
        const results = consolidate(told);
        expect(new Set(results.map(({ id }) => id)).size).toBe(results.length);
        const seen = new Set(results.flatMap(({ sightings }) => sightings.map(({ source }) => source)));
        const said = new Set(
          told.filter(({ reply }) => reply.kind === 'found' && reply.results.length > 0).map(({ source }) => source),
        );
        expect(seen).toEqual(said);
      }),
    );
  });

  it('finds nothing more to join in what it has joined', () => {
    // Only tests with a sampling time: without, what remains apart may have lost the rows that kept it apart.
    const clear = fc.array(
      replyOf(
        ordered.filter((each) => each.sampleCollectedAt !== undefined),
        4,
      ),
      { maxLength: 6 },
    );
    check(
      fc.property(clear.map(naming), (told) => {
        const once = consolidate(told);
        const again = consolidate(once.filter(({ contradicted }) => !contradicted).map(asReply));
        expect(again.map(factsOf)).toEqual(once.filter(({ contradicted }) => !contradicted).map(factsOf));
      }),
    );
  });
});

function factsOf({ outcome, sampleCollectedAt, testedAt, reportIssuedAt, retrievedAt }: ConsolidatedResult) {
  return { outcome, sampleCollectedAt, testedAt, reportIssuedAt, retrievedAt };
}

function asReply(result: ConsolidatedResult): AnsweredSource {
  const { outcome, sampleCollectedAt, testedAt, reportIssuedAt, institution, specimen, retrievedAt } = result;
  const results = [{ outcome, sampleCollectedAt, testedAt, reportIssuedAt, institution, specimen }];
  return {
    source: `of ${result.id}`,
    channel: 'paper',
    identityEcho: 'full',
    reply: { kind: 'found', results, retrievedAt },
  };
}

describe('sources that name nobody, or are held', () => {
  const unnamed = fc.tuple(replies, fc.boolean()).map(([told, held]) =>
    told.map((each, at): AnsweredSource => {
      const source = `unnamed-${at}`;
      return held ? { ...each, source, held } : { ...each, source, identityEcho: 'none' };
    }),
  );
  const meaning = ({ id, outcome, canVoid, contradicted, ...result }: ConsolidatedResult) => {
    const { sampleCollectedAt, testedAt, reportIssuedAt, retrievedAt, specimen } = result;
    return { id, outcome, canVoid, contradicted, sampleCollectedAt, testedAt, reportIssuedAt, retrievedAt, specimen };
  };

  it('leave every result of the others as it is', () => {
    check(
      fc.property(replies.map(naming), unnamed, (told, more) => {
        const all = consolidate(told.concat(more)).map(meaning);
        expect(all).toEqual(expect.arrayContaining(consolidate(told).map(meaning)));
      }),
    );
  });

  it('void nothing, neither a negative nor a sampling proof nor a positive', () => {
    const plain = policy.map((each) => ({ ...each, negatives: undefined }));
    check(
      fc.property(replies.map(naming), unnamed, plain, now, (told, more, by, when) => {
        const [before, after] = [decide(told, by, when), decide(told.concat(more), by, when)];
        if (before.kind === 'recognised') expect(after.kind).toBe('recognised');
        if (before.kind === 'not-recognised' && stands(told, when)) expect(after).toEqual(before);
      }),
      { numRuns: 4 * RUNS },
    );
  });
});

/** Whether a positive, 待复核 or doubt of a source that names its people is told, and no later negative of such a source answers it. */
function stands(told: readonly AnsweredSource[], when: Instant): boolean {
  const plausible = consolidate(told).filter((each) => hasPlausibleTimes(each, when));
  const negatives = plausible.filter(
    ({ outcome, contradicted, canVoid }) => outcome === 'negative' && !contradicted && canVoid,
  );
  return objectionsAmong(plausible).some(({ result }) => !negatives.some((each) => comesAfter(each, result)));
}

describe('recognition', () => {
  it('is not changed by the order of results', () => {
    check(
      fc.property(replies, policy, now, missing, (told, by, when, lacking) => {
        const results = consolidate(told);
        expect(recognise(results.slice().reverse(), by, lacking, when)).toEqual(recognise(results, by, lacking, when));
      }),
    );
  });

  it('never refuses what is recognised because a source falls silent, unless over a positive that somebody told', () => {
    const silenced = replies.chain((told) => fc.tuple(fc.constant(told), fc.subarray(told)));
    check(
      fc.property(silenced, policy, now, ([told, heard], by, when) => {
        if (decide(told, by, when).kind !== 'recognised') return;
        const decision = decide(heard, by, when, 'sources-unanswered');
        expect(decision.kind).not.toBe('expired');
        if (decision.kind !== 'not-recognised') return;
        expect(['positive', 'awaiting-retest']).toContain(decision.reason);
        expect(consolidate(heard).some(({ id, outcome }) => id === decision.resultId && outcome !== 'negative')).toBe(
          true,
        );
      }),
    );
  });

  it('does not wait for the silent with what is recognised', () => {
    check(
      fc.property(replies, policy, now, (told, by, when) => {
        const decision = decide(told, by, when);
        if (decision.kind === 'recognised') expect(decide(told, by, when, 'sources-unanswered')).toEqual(decision);
      }),
    );
  });

  it('never makes an expired result live by more sightings of the same test', () => {
    const test = near.chain((sampled) => {
      const more = fc.array(
        replyOf(
          fc
            .tuple(
              fc.nat(20 * 60),
              fc.nat(20 * 60),
              fc.nat(7),
              fc.integer({ min: -1, max: 1 }),
              fc.boolean(),
              fc.oneof(
                { weight: 12, arbitrary: fc.constant('negative' as const) },
                { weight: 1, arbitrary: maybe(fc.constantFrom(...OUTCOMES)) },
              ),
            )
            .map(([toTest, toReport, told, off, specimen, outcome]): TestResult => {
              const tested = instantOf(sampled + (toTest + off) * MINUTE_MS);
              return {
                institution: '和信',
                outcome,
                ...(specimen && { specimen: 's1' }),
                sampleCollectedAt: instantOf(sampled + off * MINUTE_MS),
                ...(told & 2 && { testedAt: tested }),
                ...(told & 4 && { reportIssuedAt: instantOf(tested + toReport * MINUTE_MS) }),
              };
            }),
          2,
        ),
        { minLength: 1, maxLength: 4 },
      );
      return more.map(naming);
    });
    check(
      fc.property(test, policy, fc.nat(600), fc.nat(2), fc.boolean(), (test, by, minutes, known, late) => {
        // Shown long after, the report times decide; shown early, the showing does.
        const told = late
          ? test.map((each) => ({ ...each, reply: { ...each.reply, retrievedAt: at('08-20 00:00') } }))
          : test;
        const plain = { ...by, negatives: undefined, samplingProofHours: undefined };
        const before = told.slice(0, known + 1);
        const end = decide(before, plain, at('12-31 00:00'));
        if (end.kind !== 'expired') return;
        // The hours in which a later report would still count.
        const after = instantOf(end.since + minutes * MINUTE_MS);
        expect(decide(told, plain, after).kind).not.toBe('recognised');
      }),
      { numRuns: 4 * RUNS },
    );
  });

  it('never turns from expired to recognised as time passes', () => {
    check(
      fc.property(replies, policy, now, fc.nat(200), (told, by, when, hours) => {
        const later = instantOf(when + hours * HOUR_MS);
        const results = consolidate(told);
        const [first, then] = [recognise(results, by, undefined, when), recognise(results, by, undefined, later)];
        if (first.decision.kind === 'expired') expect(then.decision.kind).not.toBe('recognised');
        for (const { id } of results)
          if (first.results[id]!.kind === 'expired') expect(then.results[id]!.kind).not.toBe('recognised');
      }),
      { numRuns: 4 * RUNS },
    );
  });

  it('keeps its word: recognised until is recognised until just then, and no longer by the same result', () => {
    check(
      fc.property(replies, policy, now, (told, by, when) => {
        // A time in the near future would become plausible in between.
        const results = consolidate(told).filter(
          (each) =>
            ![each.sampleCollectedAt, each.testedAt, each.reportIssuedAt].some((t) => t !== undefined && t > when),
        );
        const { decision } = recognise(results, by, undefined, when);
        if (decision.kind !== 'recognised') return;
        expect(decision.until).toBeGreaterThan(when);
        expect(recognise(results, by, undefined, instantOf(decision.until - 1)).decision).toEqual(decision);
        expect(recognise(results, by, undefined, decision.until).decision.kind).not.toBe('recognised');
      }),
    );
  });

  it('does not look at where a test was done or who showed it', () => {
    // One sighting a test, a day apart: channels, sources and places renamed, nothing else changes.
    const tests = fc.uniqueArray(
      ordered.filter((each) => each.sampleCollectedAt !== undefined),
      {
        selector: (each) => Math.floor((each.sampleCollectedAt! - BASE) / DAY_MS),
        maxLength: 5,
      },
    );
    const naming = fc.array(
      fc.record({ channel: fc.constantFrom(...CHANNELS), place: fc.constantFrom('和信', '仁和', '沪光') }),
      { minLength: 5, maxLength: 5 },
    );
    check(
      fc.property(tests, naming, naming, policy, now, missing, (told, one, other, by, when, lacking) => {
        const under = (names: typeof one) =>
          told.map(
            (each, n): AnsweredSource => ({
              source: `${names[n]!.place}-${n}`,
              channel: names[n]!.channel,
              identityEcho: 'full',
              reply: {
                kind: 'found',
                results: [{ ...each, institution: names[n]!.place, samplingPoint: names[n]!.place }],
                retrievedAt: at('08-10 00:00'),
              },
            }),
          );
        expect(essence(decide(under(one), by, when, lacking))).toEqual(
          essence(decide(under(other), by, when, lacking)),
        );
      }),
    );
  });

  it('crashes on nothing', () => {
    const any = fc.oneof(wild, fc.maxSafeInteger().map(instantOf), time);
    const odd = fc.record({
      outcome: maybe(fc.constantFrom(...OUTCOMES)),
      sampleCollectedAt: maybe(any),
      testedAt: maybe(any),
      reportIssuedAt: maybe(any),
      institution: maybe(fc.string({ unit: 'binary' })),
      specimen: maybe(fc.string()),
    });
    check(
      fc.property(fc.array(replyOf(odd, 5), { maxLength: 6 }), policy, any, missing, (told, by, when, lacking) => {
        const results = consolidate(told);
        const { decision, results: own } = recognise(results, by, lacking, when);
        expect(decision.kind).toBeTypeOf('string');
        expect(Object.keys(own).length).toBe(results.length);
      }),
    );
  });
});

describe('a code', () => {
  it('is recognised nowhere longer than the results it was made of', () => {
    check(
      fc.property(replies, policy, now, (told, by, when) => {
        const results = consolidate(told);
        const facts = survivingFacts(results, when);
        const credential = { ...facts, asOf: when, id: '0011223344556677', name: '张*', last4: '1233', complete: true };
        const payload = writeCredential({ ...credential, issuedAt: when, expiresAt: instantOf(when + DAY_MS) });
        const read = readCredential(payload);
        const ofCode = recognise(resultsOf(read!), by, undefined, when).decision;
        if (ofCode.kind !== 'recognised') return;
        expect(recognise(results, by, undefined, when).decision).toMatchObject({ kind: 'recognised' });
        const whole = recognise(results, by, undefined, when).decision as typeof ofCode;
        expect(ofCode.until).toBeLessThanOrEqual(whole.until);
      }),
    );
  });

  it('never holds a negative that something told speaks against', () => {
    check(
      fc.property(replies, policy, now, (told, by, when) => {
        const results = consolidate(told);
        const own = Object.values(recognise(results, by, undefined, when).results);
        const standing = own.filter((each) => {
          const open = each.kind === 'undetermined' && each.reason === 'times-unknown';
          return open || each.kind === 'recognised' || each.kind === 'expired';
        });
        expect(survivingFacts(results, when).results.length).toBeLessThanOrEqual(standing.length);
      }),
    );
  });
});
