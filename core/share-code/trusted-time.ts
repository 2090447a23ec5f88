/** Trusted time: the phone's clock, put right by what the server last signed, and never going back. */
import { type Instant, instantOf, MINUTE_MS } from '../instant.ts';

/** Kept in the phone's store. All of it is signed contact or our own reading: nothing a shown code says can move it. */
export interface TimeMemory {
  /** Trusted − device, in milliseconds, as learned at the last signed contact. */
  offsetMs: number;
  /** The newest trusted time ever seen. */
  newest: Instant;
}

/** `backward`: the device's clock was set back since, so nobody can say what time it is without asking. */
export type TrustedTime =
  | { kind: 'known'; now: Instant; memory: TimeMemory }
  | { kind: 'backward'; memory: TimeMemory };

/** Clocks of phones are corrected by the network by some seconds now and then: less than this is no jump. */
const CORRECTION_MS = 2 * MINUTE_MS;

/** Reads the clock. Within a correction it stands still rather than going back. */
export function trustedTime(memory: TimeMemory | undefined, device: Instant): TrustedTime {
  if (!memory) return { kind: 'known', now: device, memory: { offsetMs: 0, newest: device } };
  const now = instantOf(device + memory.offsetMs);
  if (now < memory.newest - CORRECTION_MS) return { kind: 'backward', memory };
  const newest = now > memory.newest ? now : memory.newest;
  return { kind: 'known', now: newest, memory: { ...memory, newest } };
}

/** After a signed contact: `signed` is the time the server signed, `device` the clock when it arrived. An older contact teaches nothing. */
export function learnTime(memory: TimeMemory | undefined, signed: Instant, device: Instant): TimeMemory {
  if (memory && signed < memory.newest && device + memory.offsetMs >= memory.newest - CORRECTION_MS) return memory;
  const newest = memory && memory.newest > signed ? memory.newest : signed;
  return { offsetMs: signed - device, newest };
}
