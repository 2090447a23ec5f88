/** Serves one simulator on loopback: counts, limits, delays and plays the faults that are switched on. */
import type { Instant } from '../../core/index.ts';
import { CallLog, type LoggedCall } from './call-log.ts';
import type { Clock } from './clock.ts';
import { drawDelay, seededRandom } from './delay.ts';
import { type Answer, type Incoming, listen } from './loopback.ts';
import { OneSecondLimit } from './one-second-limit.ts';
import type { Fault, Simulator } from './simulator.ts';

const SLOW_MEDIAN_MS = 4000;

export interface ServeOptions {
  clock: Clock;
  seed: number;
  /** Every answer takes exactly this long, the fault `slow` apart. Without it: log-normal around the simulator's median. */
  delayMs?: number;
  /** 0, or nothing: any free port. */
  port?: number;
}

export interface Served {
  origin: string;
  setFault(fault: Fault | null): void;
  fault(): Fault | null;
  callsSince(instant: Instant): LoggedCall[];
  maxPerSecond(since?: Instant): number;
  stop(): Promise<void>;
}

export async function serve(simulator: Simulator, { clock, seed, delayMs, port }: ServeOptions): Promise<Served> {
  const log = new CallLog();
  const limit = new OneSecondLimit(simulator.requestsPerSecond);
  const random = seededRandom(seed, simulator.id);
  let fault: Fault | null = null;

  const delay = () => {
    if (fault === 'slow') return drawDelay(SLOW_MEDIAN_MS, random);
    return delayMs ?? drawDelay(simulator.medianMs, random);
  };

  async function answering(incoming: Incoming, gone: AbortSignal): Promise<Answer | undefined> {
    const call = { ...incoming, at: clock.now() };
    const overQuota = fault === 'over-quota' || !limit.admit(call.at);
    log.add({ at: call.at, path: call.path, overQuota });
    if (fault === 'hanging') return undefined;
    // A gateway refuses from memory, without asking the system behind it.
    if (overQuota) return simulator.overQuota(call);
    const wrong = fault === 'wrong';
    await clock.sleep(delay(), gone);
    if (gone.aborted) return undefined;
    return wrong ? simulator.wrong(call) : simulator.answer(call);
  }

  const loopback = await listen(answering, port);
  loopback.server.on('connection', (socket) => {
    if (fault === 'down') socket.resetAndDestroy();
  });

  return {
    origin: loopback.origin,
    setFault(next) {
      fault = next;
      // Connections that were kept alive must not outlive the source they led to.
      if (next === 'down') loopback.server.closeAllConnections();
    },
    fault: () => fault,
    callsSince: (instant) => log.since(instant),
    maxPerSecond: (since) => log.maxPerSecond(since),
    stop: () => loopback.stop(),
  };
}
