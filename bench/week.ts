/** week: ten thousand phones for a week, with core's own rule of renewal: how often they ask for a code, and whether one ever shows one that has expired. */
import { DAY_MS, HOUR_MS, type Instant, instantOf } from '../core/index.ts';
import { CODE_LIVES_MS, renewFromOf, type StoredCode, whatToDo } from '../core/share-code/index.ts';
import { seededRandom } from '../sandbox/sources/delay.ts';
import type { Figure, Measurement } from './figure.ts';

const PHONES = 10_000;
const DAYS = 7;
/** Before the week that counts, so that nobody begins it with a code of the same age. */
const SETTLING_DAYS = 3;
/** Whoever has had a network so recently never shows an expired code. */
const PROMISED_MS = CODE_LIVES_MS - 30 * HOUR_MS;

/** The window of most places that summer, so people were tested as often. */
const TEST_EVERY_MS = 72 * HOUR_MS;
/** Most sources tell nothing of a test before its result; where one does, a code says 已采样 in between, which is one fact more. */
const SAMPLING_TOLD = 0.25;

interface Pattern {
  what: string;
  /** Openings of one day, in hours. */
  openings(random: () => number): number[];
  /** Of the openings, so many have no network: a basement, a lift, a metro. */
  withoutNetwork: number;
}

const PATTERNS: Pattern[] = [
  {
    what: 'commuters',
    openings: (random) =>
      [around(7.8, 0.5, random), around(18.2, 0.8, random)].concat(random() < 0.4 ? around(12.2, 1, random) : []),
    withoutNetwork: 0.15,
  },
  {
    what: 'all day',
    openings: (random) => Array.from({ length: 14 }, () => 6.5 + 16 * random()),
    withoutNetwork: 0.15,
  },
];

interface Week {
  issued: number;
  showings: number;
  expired: number;
  /** Shown expired although there was a network within what is promised. */
  broken: number;
}

export const week: Measurement = {
  name: 'week',
  title: `${PHONES} phones for ${DAYS} days, under the rule by which they renew`,
  async measure(say) {
    say('every opening shows the stored code first, and asks afterwards if it has a network');
    const random = seededRandom(20220801, 'week');
    return PATTERNS.flatMap((pattern): Figure[] => {
      const all: Week = { issued: 0, showings: 0, expired: 0, broken: 0 };
      for (let phone = 0; phone < PHONES / PATTERNS.length; phone += 1) add(all, weekOf(pattern, random));
      const phoneDays = (PHONES / PATTERNS.length) * DAYS;
      return [
        {
          what: `${pattern.what}: requests for codes, a phone and day`,
          value: all.issued / phoneDays,
          from: `${all.issued} issued to ${PHONES / PATTERNS.length} phones; a test every ${TEST_EVERY_MS / HOUR_MS} h`,
          target: { atMost: 1.2 },
        },
        {
          what: `${pattern.what}: expired codes shown within 18 h of a network`,
          value: all.broken,
          from: `${all.expired} of ${all.showings} were shown expired, all after longer without a network`,
          target: { atMost: 0 },
        },
      ];
    });
  },
};

function weekOf(pattern: Pattern, random: () => number): Week {
  const counted: Week = { issued: 0, showings: 0, expired: 0, broken: 0 };
  const facts = factsOver(random);
  // Some are away for days: a village, a hospital, a dead phone.
  const away = random() < 0.05 ? { from: random() * 9 * DAY_MS, for: (1 + 2 * random()) * DAY_MS } : undefined;
  let stored: StoredCode | undefined;
  let networkAt = Number.NEGATIVE_INFINITY;
  for (const now of openingsOf(pattern, random)) {
    const counts = now >= SETTLING_DAYS * DAY_MS;
    // Shown before anything is asked.
    if (counts && stored) {
      counted.showings += 1;
      if (now >= stored.expiresAt) {
        counted.expired += 1;
        if (now - networkAt <= PROMISED_MS) counted.broken += 1;
      }
    }
    const isAway = away && now > away.from && now < away.from + away.for;
    if (isAway || random() < pattern.withoutNetwork) continue;
    networkAt = now;
    const current = facts(now);
    const todo = whatToDo({ stored, facts: current, now });
    if (todo !== 'issue' && todo !== 'renew' && todo !== 'replace') continue;
    if (counts) counted.issued += 1;
    stored = { expiresAt: instantOf(now + CODE_LIVES_MS), renewFrom: renewFromOf(now, random()), facts: current };
  }
  return counted;
}

function openingsOf({ openings }: Pattern, random: () => number): Instant[] {
  const all = Array.from({ length: SETTLING_DAYS + DAYS }, (_, day) =>
    openings(random).map((hour) => day * DAY_MS + hour * HOUR_MS),
  );
  return all
    .flat()
    .sort((a, b) => a - b)
    .map(instantOf);
}

/** What the fingerprint stands for at a moment: each test is a fact when reported, and for some already when sampled. */
function factsOver(random: () => number): (now: Instant) => string {
  const firstAt = -random() * TEST_EVERY_MS;
  const reportAfter = (6 + 10 * random()) * HOUR_MS;
  const isSamplingTold = random() < SAMPLING_TOLD;
  return (now) => {
    const tests = Math.floor((now - firstAt) / TEST_EVERY_MS);
    const isReported = now - firstAt - tests * TEST_EVERY_MS >= reportAfter;
    return `${isReported ? tests : tests - 1} ${isSamplingTold && !isReported}`;
  };
}

function around(hour: number, spread: number, random: () => number): number {
  return hour + spread * (random() + random() + random() - 1.5);
}

function add(all: Week, one: Week): void {
  for (const name of Object.keys(all) as (keyof Week)[]) all[name] += one[name];
}
