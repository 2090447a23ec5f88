/** Breakers: the BreakerStore of protocols, kept on each source's control item, so that one environment's trouble spares the others. */
import type { Instant } from '../../core/index.ts';
import type { BreakerStore } from '../../protocols/index.ts';
import type { Control } from './control.ts';
import type { Log } from './log.ts';
import type { World } from './world.ts';

/** So many failures in a row open it; ten in the tens of seconds a hanging source takes. */
export const FAILURES_TO_OPEN = 5;
const FIRST_OPEN_MS = 5_000;
const LONGEST_OPEN_MS = 60_000;
const JUST_NOW_MS = 1_000;
/** A probe that has not reported after so long is forgotten. */
const PROBE_MS = 20_000;

export function createBreakers(world: World, control: Control, log: Log): BreakerStore {
  /** Failures in a row as last seen, so that a healthy source costs no write. */
  const failures = new Map<string, number>();
  return {
    async admit(source) {
      const now = world.clock.now();
      // Whoever has just taken a turn to call has seen it.
      const item = await control.readNow(source, JUST_NOW_MS);
      failures.set(source, item.fails ?? 0);
      if ((item.fails ?? 0) < FAILURES_TO_OPEN) return { allowed: true };
      if ((item.openUntil ?? 0) > now) return { allowed: false, retryAt: item.openUntil as Instant };
      const probing = await control.update(source, {
        expression: 'SET probeUntil = :until',
        condition: 'fails >= :open AND openUntil <= :now AND (attribute_not_exists(probeUntil) OR probeUntil <= :now)',
        values: { ':until': now + PROBE_MS, ':now': now, ':open': FAILURES_TO_OPEN },
      });
      if (probing) return { allowed: true };
      const { fails, openUntil = 0, probeUntil = 0 } = await control.readNow(source);
      // Somebody's probe has just come home: the source answers again.
      if (!fails) return { allowed: true };
      return { allowed: false, retryAt: Math.max(openUntil, probeUntil, now + 1_000) as Instant };
    },
    async record(source, outcome) {
      if (outcome === 'answered') {
        if (failures.get(source) === 0) return;
        const closed = await control.update(source, {
          expression: 'SET fails = :none REMOVE openUntil, probeUntil',
          condition: 'fails > :none',
          values: { ':none': 0 },
        });
        failures.set(source, 0);
        if (closed) log('source-closed', { source });
        return;
      }
      const after = await control.update(source, {
        expression: 'ADD fails :one',
        values: { ':one': 1 },
      });
      const fails = after?.fails ?? 1;
      failures.set(source, fails);
      if (fails < FAILURES_TO_OPEN) return;
      const openMs = Math.min(FIRST_OPEN_MS * 2 ** (fails - FAILURES_TO_OPEN), LONGEST_OPEN_MS);
      // Calls that were under way when it opened fail too, and must not each prolong it.
      const now = world.clock.now();
      const opened = await control.update(source, {
        expression: 'SET openUntil = :until REMOVE probeUntil',
        condition: 'attribute_not_exists(openUntil) OR openUntil <= :now',
        values: { ':until': now + openMs, ':now': now },
      });
      if (opened) log('source-opened', { source, seconds: openMs / 1000 });
    },
  };
}
