/** Which sightings are of one test. Nobody is sampled twice within three minutes at one institution; tests of two days never merge. */
import { DAY_MS, type Instant } from './instant.ts';
import { CLOCK_SKEW_MS } from './plausible.ts';
import type { Seen } from './seen.ts';

/** Channels round and copy times; within this two times of one kind are the same moment. */
export const SAME_MOMENT_MS = 3 * 60_000;
/** From the sample to the test, and from the test to the report: large screenings had to be finished within 24 hours (NHC, March 2022). */
export const LABORATORY_MS = DAY_MS;

const TIMES = ['sampleCollectedAt', 'testedAt', 'reportIssuedAt'] as const;

/** A sighting with the comparable spelling of its institution. */
export interface KeyedSighting {
  seen: Seen;
  institution: string;
}

/** How far apart two sightings are in the first kind of time that both know; `undefined` when they share none. */
function distance(a: Seen, b: Seen): number | undefined {
  if (a.sampleCollectedAt !== undefined && b.sampleCollectedAt !== undefined)
    return Math.abs(a.sampleCollectedAt - b.sampleCollectedAt);
  if (a.testedAt !== undefined && b.testedAt !== undefined) return Math.abs(a.testedAt - b.testedAt);
  if (a.reportIssuedAt !== undefined && b.reportIssuedAt !== undefined)
    return Math.abs(a.reportIssuedAt - b.reportIssuedAt);
  return undefined;
}

/**
 * Surely one test: the same specimen of one institution (numbers are used again, so not when sampled more than a day apart),
 * or the same institution at the same moment. Two specimens that one source itself tells apart are two tests.
 */
export function isSameTest(a: KeyedSighting, b: KeyedSighting): boolean {
  const sameSource = a.seen.source === b.seen.source;
  const apart = distance(a.seen, b.seen);
  if (a.seen.specimen !== undefined && b.seen.specimen !== undefined) {
    if (a.seen.specimen === b.seen.specimen) {
      const sameInstitution =
        a.institution === b.institution
          ? a.institution !== '' || sameSource
          : sameSource && !(a.institution && b.institution);
      if (sameInstitution && (apart === undefined || apart <= DAY_MS)) return true;
    } else if (sameSource) return false;
  }
  return a.institution !== '' && a.institution === b.institution && apart !== undefined && apart <= SAME_MOMENT_MS;
}

/** What is known of a group of sightings that are surely one test. */
export interface TestGroup {
  institution: string;
  specimen?: string;
  sampleCollectedAt?: Instant;
  testedAt?: Instant;
  reportIssuedAt?: Instant;
  /** The earliest moment at which a source already had an outcome. */
  outcomeShownAt?: Instant;
  /** A bit for each outcome that a channel names. */
  outcomes: number;
}

/**
 * May be one test although they share no kind of time (one channel knows only the sampling, another only the testing), or
 * one names no institution: nothing disagrees, and the times follow each other as in one laboratory's day.
 */
export function mayBeSameTest(a: TestGroup, b: TestGroup): boolean {
  if (a.institution !== b.institution && a.institution !== '' && b.institution !== '') return false;
  if (a.specimen !== undefined && b.specimen !== undefined && a.specimen !== b.specimen) return false;
  const outcomes = a.outcomes | b.outcomes;
  if ((outcomes & (outcomes - 1)) !== 0) return false; // a guess must not make a contradiction
  if (a.institution === '' || b.institution === '') {
    // Without the institution only the very moment of sampling tells that it is the same swab.
    if (a.sampleCollectedAt === undefined || b.sampleCollectedAt === undefined) return false;
    return Math.abs(a.sampleCollectedAt - b.sampleCollectedAt) <= SAME_MOMENT_MS;
  }
  let before: Instant | undefined;
  let known = 0;
  for (const kind of TIMES) {
    const one = a[kind];
    const other = b[kind];
    if (one !== undefined && other !== undefined) return false; // comparable, and found different
    const at = one ?? other;
    if (at === undefined) continue;
    if (before !== undefined && (at < before - CLOCK_SKEW_MS || at > before + LABORATORY_MS)) return false;
    before = at;
    known++;
  }
  return known > 1 && !isAfterOutcome(a, b) && !isAfterOutcome(b, a);
}

/** Whether `a` was still being worked on when a source already had `b`'s outcome. */
function isAfterOutcome(a: TestGroup, b: TestGroup): boolean {
  const worked = a.testedAt ?? a.sampleCollectedAt ?? a.reportIssuedAt;
  return b.outcomeShownAt !== undefined && worked !== undefined && worked > b.outcomeShownAt + CLOCK_SKEW_MS;
}
