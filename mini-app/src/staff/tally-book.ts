/** TallyBook: how many verdicts of which kind this phone gave today, by venue. All that is ever written of a check: four numbers. */
import { DAY_MS, formatInstant, type Instant, instantOf } from '../../../core/index.ts';
import { createFollowed } from '../followed/followed.ts';
import { isObject } from '../http/reading.ts';
import type { Platform } from '../phone/platform-contract.ts';
import type { Counted, Mark } from './gate.ts';

export interface Counts {
  admit: number;
  refuse: number;
  askOnline: number;
  /** Of these, with the document compared. */
  compared: number;
}

export interface DayTally {
  /** In Beijing: `2022-08-01`. */
  day: string;
  /** `undefined`: checked without a venue. */
  venue?: string;
  counts: Counts;
  /** Four random bytes of the day, hex, so that two phones' tallies are told apart. */
  phone: string;
}

export interface TallyBook {
  /** Today and yesterday, newest first; a venue that nobody was checked at has none. */
  tallies(): DayTally[];
  ofToday(venue: string | undefined): Counts;
  /** On the day on which the verdict was first told: what becomes of it after midnight belongs to the evening. */
  count(venue: string | undefined, counted: Counted): void;
  subscribe(listener: () => void): () => void;
}

const KEY = 'staff-tallies';
const NO_VENUE = '-';
const NONE: Counts = { admit: 0, refuse: 0, askOnline: 0, compared: 0 };

/** By day; the mark of the phone, and the counts by venue. */
type Days = Record<string, { phone: string; venues: Record<string, Counts> }>;

export function createTallyBook(
  phone: Pick<Platform, 'remember' | 'recall'>,
  now: () => Instant,
  mark: () => string = drawnMark,
): TallyBook {
  const { get: days, subscribe, set } = createFollowed(sane(phone.recall(KEY)));

  /** Nothing is left of a day before yesterday, nor counted in it. */
  function write(venue: string | undefined, day: string, change: (counts: Counts) => Counts): void {
    const kept: Days = {};
    for (const each of wanted()) if (days()[each]) kept[each] = days()[each]!;
    if (wanted().includes(day)) {
      const { phone: marked, venues } = kept[day] ?? { phone: mark(), venues: {} };
      const at = venue ?? NO_VENUE;
      kept[day] = { phone: marked, venues: { ...venues, [at]: change(venues[at] ?? NONE) } };
    }
    phone.remember(KEY, kept);
    set(kept);
  }

  /** The evening's counts are still wanted after midnight. */
  const wanted = () => [dayOf(now()), dayOf(instantOf(now() - DAY_MS))];

  return {
    tallies() {
      return wanted().flatMap((day) =>
        Object.entries(days()[day]?.venues ?? {}).map(([venue, counts]) => ({
          day,
          ...(venue !== NO_VENUE && { venue }),
          counts,
          phone: days()[day]!.phone,
        })),
      );
    },
    ofToday: (venue) => days()[dayOf(now())]?.venues[venue ?? NO_VENUE] ?? NONE,
    count(venue, { from, to, agoMs }) {
      const [minus, plus] = [columnsOf(from), columnsOf(to)];
      if (minus.join() === plus.join()) return;
      write(venue, dayOf(instantOf(now() - agoMs)), (counts) => {
        const changed = { ...counts };
        for (const column of minus) changed[column] = Math.max(0, changed[column] - 1);
        for (const column of plus) changed[column] += 1;
        return changed;
      });
    },
    subscribe,
  };
}

/** What was no share code is no check. */
function columnsOf(mark: Mark | undefined): (keyof Counts)[] {
  if (!mark || mark.kind === 'not-a-code') return [];
  return [mark.kind === 'ask-online' ? 'askOnline' : mark.kind, ...(mark.compared ? (['compared'] as const) : [])];
}

function dayOf(at: Instant): string {
  return formatInstant(at).slice(0, 10);
}

/** It keeps nothing secret and proves nothing: any four bytes tell two phones apart. */
function drawnMark(): string {
  return Array.from({ length: 4 }, () => `0${Math.floor(Math.random() * 256).toString(16)}`.slice(-2)).join('');
}

/** What is kept may be of another version: what makes no sense is let go. */
function sane(kept: unknown): Days {
  if (!isObject(kept)) return {};
  const days: Days = {};
  for (const [day, told] of Object.entries(kept)) {
    if (!isObject(told) || typeof told.phone !== 'string' || !/^[0-9a-f]{8}$/.test(told.phone)) continue;
    if (!isObject(told.venues) || !Object.values(told.venues).every(isCounts)) continue;
    days[day] = { phone: told.phone, venues: told.venues as Record<string, Counts> };
  }
  return days;
}

function isCounts(value: unknown): value is Counts {
  if (!isObject(value)) return false;
  return Object.keys(NONE).every((name) => Number.isInteger(value[name]) && (value[name] as number) >= 0);
}
