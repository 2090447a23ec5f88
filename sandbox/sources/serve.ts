/** Serves one simulator on loopback: counts, limits, delays and plays the faults that are switched on. */
import { HOUR_MS, type Instant, instantOf, startOfBeijingDay } from '../../core/index.ts';
import { maintenancePage } from './answers.ts';
import { isWithin } from './beijing-time.ts';
import { CallLog, type LoggedCall } from './call-log.ts';
import type { Clock } from './clock.ts';
import { drawDelay, seededRandom } from './delay.ts';
import { type Fault, playable } from './faults.ts';
import type { Holdings } from './holdings.ts';
import { type Answer, type Incoming, listen } from './loopback.ts';
import { MIXED_UP } from './mixed-up-holdings.ts';
import { OneSecondLimit } from './one-second-limit.ts';
import type { Call, CreateSimulator, Simulator } from './simulator.ts';
import type { SourceId } from './source-ids.ts';
import { SPOILT } from './spoilt-answers.ts';

const SLOW_MEDIAN_MS = 4000;
/** Further off than any source forgives. */
const SKEW_MS = 3 * HOUR_MS;

export interface ServeOptions {
  clock: Clock;
  seed: number;
  /** Every answer takes exactly this long, or as long as drawn for it, the fault `slow` apart. Without it: log-normal around the simulator's median. */
  delayMs?: number | ((id: SourceId) => number);
  /** 0, or nothing: any free port. */
  port?: number;
}

export interface Served {
  simulator: Simulator;
  origin: string;
  /** Throws for a fault that this source cannot play. */
  setFault(fault: Fault | null): void;
  fault(): Fault | null;
  /** What can be wrong with it. */
  faults: readonly Fault[];
  callsSince(instant: Instant): LoggedCall[];
  maxPerSecond(since?: Instant): number;
  stop(): Promise<void>;
}

export async function serve(
  create: CreateSimulator,
  holdings: Holdings,
  { clock, seed, delayMs, port }: ServeOptions,
): Promise<Served> {
  let fault: Fault | null = null;
  /** `wrong` is a name for whatever suits the source. */
  const played = (): Fault | null => (fault === 'wrong' ? simulator.wrong : fault);
  const started = (): Simulator => create(holdingsUnder(played, holdings, () => simulator));
  let simulator = started();
  let underWay = 0;
  const faults = playable(simulator.speaks, simulator.plays);
  const log = new CallLog();
  const limit = new OneSecondLimit(simulator.requestsPerSecond);
  const random = seededRandom(seed, simulator.id);
  const day = { began: startOfBeijingDay(clock.now()), calls: 0 };

  const delay = () => {
    if (played() === 'slow') return drawDelay(SLOW_MEDIAN_MS, random);
    if (typeof delayMs === 'function') return delayMs(simulator.id);
    return delayMs ?? drawDelay(simulator.medianMs, random);
  };

  /** Of which span the quota is used up, if of any; what is admitted counts. */
  function spanUsedUp(at: Instant, playing: Fault | null): 'second' | 'day' | undefined {
    if (startOfBeijingDay(at) !== day.began) Object.assign(day, { began: startOfBeijingDay(at), calls: 0 });
    if (day.calls >= (simulator.perDay ?? Number.POSITIVE_INFINITY)) return 'day';
    if (playing === 'over-quota' || (simulator.oneAtATime && underWay > 0) || !limit.admit(at)) return 'second';
    day.calls += 1;
    return undefined;
  }

  async function answering(incoming: Incoming, gone: AbortSignal): Promise<Answer | undefined> {
    const now = clock.now();
    const playing = played();
    const at = playing === 'clock-skew' ? instantOf(now + SKEW_MS) : now;
    const call: Call = { ...incoming, at, fault: playing };
    const over = spanUsedUp(now, playing);
    log.add({ at: now, path: call.path, overQuota: over !== undefined });
    if (playing === 'hanging') return undefined;
    // A gateway refuses from memory, without asking the system behind it.
    if (over) return simulator.overQuota(call, over);
    underWay += 1;
    await clock.sleep(delay(), gone);
    underWay -= 1;
    return gone.aborted ? undefined : answer(call);
  }

  function answer(call: Call): Answer {
    if (simulator.maintenance && isWithin(clock.now(), simulator.maintenance)) return maintenancePage();
    if (call.fault === 'forgets-secrets') simulator = started();
    if (!simulator.asks(call)) return simulator.answer(call);
    if (call.fault === 'business-error') return simulator.businessError(call);
    const right = simulator.answer(call);
    return (call.fault && SPOILT[call.fault]?.(right, call.path)) ?? right;
  }

  const loopback = await listen(answering, port);
  loopback.server.on('connection', (socket) => {
    if (fault === 'down') socket.resetAndDestroy();
  });

  return {
    simulator,
    origin: loopback.origin,
    setFault(next) {
      if (next !== null && !faults.includes(next)) {
        throw new Error(`${simulator.id} cannot play "${next}"; it plays ${faults.join(', ')}`);
      }
      fault = next;
      // Connections that were kept alive must not outlive the source they led to.
      if (next === 'down') loopback.server.closeAllConnections();
    },
    fault: () => fault,
    faults,
    callsSince: (instant) => log.since(instant),
    maxPerSecond: (since) => log.maxPerSecond(since),
    stop: () => loopback.stop(),
  };
}

/** The holdings as the fault leaves them. */
function holdingsUnder(fault: () => Fault | null, holdings: Holdings, simulator: () => Simulator): Holdings {
  return {
    ...holdings,
    lookup(source, asked, at) {
      const playing = fault();
      // A clock that is off changes what the source thinks of a call, not what it has been sent.
      const now = playing === 'clock-skew' ? instantOf(at - SKEW_MS) : at;
      const held = holdings.lookup(source, asked, now);
      const shown = (playing && MIXED_UP[playing]?.(held, now)) ?? held;
      return simulator().tellsWithdrawn ? shown : shown.filter((test) => !test.withdrawn);
    },
  };
}
