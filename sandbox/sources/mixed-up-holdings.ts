/** Mixed-up holdings: what a source with disorder in its own tables shows of a person, by the name of the fault. */
import { DAY_MS, type Instant, instantOf } from '../../core/index.ts';
import type { Fault } from './faults.ts';
import type { HeldTest } from './holdings.ts';
import { strangersTest } from './stranger.ts';

/** The zero of many a spreadsheet. */
const YEAR_1900 = instantOf(Date.parse('1900-01-01T00:00:00+08:00'));

export const MIXED_UP: Partial<Record<Fault, (held: HeldTest[], now: Instant) => HeldTest[]>> = {
  'wrong-person': (held, now) => [strangerLike(held, now)],
  'mixed-person': (held, now) => [strangerLike(held, now), ...held],
  // Two laboratory systems feed one table: the same tube twice, and once more with times a little off.
  duplicates: (held) => held.flatMap((test) => [test, test, retimed((at) => instantOf(at + 120_000))(test)]),
  renamed: (held) => held.flatMap((test) => [test, { ...test, institution: `${test.institution}（有限公司）` }]),
  deletion: (held) => held.map((test) => (test === newestOf(held) ? { ...test, withdrawn: true } : test)),
  'swapped-times': (held) =>
    held.map((test) =>
      test.reportedAt === undefined ? test : { ...test, sampledAt: test.reportedAt, reportedAt: test.sampledAt },
    ),
  'future-times': (held) => held.map(retimed((at) => instantOf(at + 40 * DAY_MS))),
  'ancient-times': (held) => held.map(retimed(() => YEAR_1900)),
  'empty-times': (held) => held.map(retimed(() => undefined)),
  'unheard-of-outcome': (held) => held.map((test) => ({ ...test, oddWord: '弱阳性(±)' })),
};

/** Filed under the kind of document that was asked about, so that no filter hides the mix-up. */
function strangerLike([held]: HeldTest[], now: Instant): HeldTest {
  const test = strangersTest(now);
  return { ...test, documentType: held?.documentType ?? test.documentType };
}

function retimed(change: (at: Instant) => Instant | undefined): (test: HeldTest) => HeldTest {
  const moved = (at: Instant | undefined) => (at === undefined ? undefined : change(at));
  return (test) => ({
    ...test,
    sampledAt: moved(test.sampledAt),
    receivedAt: moved(test.receivedAt),
    testedAt: moved(test.testedAt),
    reportedAt: moved(test.reportedAt),
  });
}

function newestOf(held: HeldTest[]): HeldTest | undefined {
  return [...held].sort((a, b) => (b.sampledAt ?? 0) - (a.sampledAt ?? 0))[0];
}
