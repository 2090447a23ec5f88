/**
 * TrustedClock: the one clock of this phone. Every time that is shown, signed or judged comes from here: the phone's own,
 * put right by what the server says, and never running back unnoticed.
 */
import { DAY_MS, type Instant, instantOf, MINUTE_MS } from '../../../core/index.ts';
import { learnTime, type TimeMemory, type TrustedTime, trustedTime } from '../../../core/share-code/trusted-time.ts';
import { isObject } from '../http/reading.ts';
import type { Told } from '../http/told-time.ts';
import type { Platform } from '../phone/platform-contract.ts';

/** What is kept. `heard`: the newest time that somebody we trust has told; our own readings may have been wrong since. */
interface Kept extends TimeMemory {
  heard: Instant;
}

export interface TrustedClock {
  /** What to show, sign and reckon by; where the clock was set back, the newest time ever seen. */
  now(): Instant;
  /** For a verdict, which says so when the clock was set back. */
  time(): TrustedTime;
  /** What an answer to a request of `roundTripMs` says of the time. An old one out of a cache teaches nothing. */
  learn(told: Told, roundTripMs: number): void;
  /** A trust list was signed then, so it cannot be earlier now. `edition`: `next` where a root has spoken since the last one. */
  learnSigned(signedAt: Instant, edition?: 'next'): void;
  /** The phone's own clock: `right` within two minutes, put right (`off`), set `back` since, or `unknown` before any contact. */
  phoneClock(): 'right' | 'off' | 'back' | 'unknown';
}

export interface TrustedClockSettings {
  phone: Pick<Platform, 'remember' | 'recall'>;
  deviceNow?: () => number;
  /** Only a sandbox may begin its day again; hears that it did. Its time is invented, so a phone that is months off is right. */
  onDayAgain?(): void;
}

const KEY = 'trusted-time';
/** What is told in whole seconds is no better than this. */
const JITTER_MS = 1_000;
/** Networks put the clocks of phones right by less than this. */
const CORRECTION_MS = 2 * MINUTE_MS;
/** No phone's clock is as far off as the sandbox's August of 2022. */
const INVENTED_MS = 60 * DAY_MS;
/** A list is signed hourly, and one of two days judges nobody: what is served is never so old. */
const NEVER_SERVED_MS = 2 * DAY_MS;
/** The newest time seen is written down so often. */
const WRITE_EVERY_MS = MINUTE_MS;

export function createTrustedClock({ phone, deviceNow = Date.now, onDayAgain }: TrustedClockSettings): TrustedClock {
  let kept = sane(phone.recall(KEY));
  let written = kept?.newest ?? 0;
  const device = () => instantOf(deviceNow());
  const keep = (next: Kept) => {
    kept = next;
    written = next.newest;
    phone.remember(KEY, next);
  };

  function time(): TrustedTime {
    // Before any contact nothing is kept: a clock that is a year ahead must not rule out the right time.
    if (!kept) return trustedTime(undefined, device());
    const reading = trustedTime(kept, device());
    kept = { ...reading.memory, heard: kept.heard };
    if (kept.newest - written >= WRITE_EVERY_MS) keep(kept);
    return reading;
  }

  function notBefore(at: Instant): void {
    const reading = time();
    const ahead = reading.kind === 'known' && reading.now >= at;
    // Lists are signed hourly: one of an hour ago says nothing against a clock that is right.
    if (!ahead) keep({ ...learnTime(kept, at, device()), heard: at });
    else if (kept && at > kept.heard) keep({ ...kept, heard: at });
  }

  return {
    now() {
      const reading = time();
      return reading.kind === 'known' ? reading.now : reading.memory.newest;
    },
    time,
    learn({ at, live }, roundTripMs) {
      const told = instantOf(at + Math.round(roundTripMs / 2));
      // A browser's own cache gives what it kept without saying how long ago that was: it cannot be earlier now, and no more.
      if (kept && !live) return notBefore(told);
      if (kept && told < kept.heard) {
        if (!onDayAgain || told > kept.heard - CORRECTION_MS) return;
        onDayAgain();
        kept = undefined;
      }
      if (kept && time().kind === 'known' && Math.abs(told - device() - kept.offsetMs) <= JITTER_MS) {
        kept = { ...kept, heard: told };
        return;
      }
      // What is told outweighs whatever our own clock has said since it was last told.
      keep({ ...learnTime(undefined, told, device()), heard: told });
    },
    learnSigned(signedAt, edition) {
      const { kind, memory } = time();
      const ahead = kind === 'known' && memory.newest - signedAt > NEVER_SERVED_MS;
      // Somebody who had the list's key has dated theirs ahead, and a root has ended that.
      if (edition === 'next' && ahead) keep({ ...learnTime(undefined, signedAt, device()), heard: signedAt });
      else notBefore(signedAt);
    },
    phoneClock() {
      if (!kept) return 'unknown';
      if (time().kind === 'backward') return 'back';
      const off = Math.abs(kept.offsetMs);
      const isInvented = onDayAgain !== undefined && off > INVENTED_MS;
      return off > CORRECTION_MS && !isInvented ? 'off' : 'right';
    },
  };
}

/** What another version or an earlier run has left, if it makes sense. */
function sane(value: unknown): Kept | undefined {
  if (!isObject(value)) return undefined;
  const { offsetMs, newest, heard } = value;
  if (![offsetMs, newest, heard].every((each) => typeof each === 'number' && Number.isFinite(each))) return undefined;
  return { offsetMs, newest, heard } as Kept;
}
