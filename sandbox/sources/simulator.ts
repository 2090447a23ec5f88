/** Simulator: what one source's file says of itself; the harness in serve.ts gives it a socket, a limit, delays and faults. */
import type { Instant } from '../../core/index.ts';
import type { Answer, Incoming } from './loopback.ts';
import type { Records } from './records.ts';
import type { SourceId } from './source-ids.ts';

/**
 * `slow`: half of all answers take longer than 4 s. `down`: connections are reset. `hanging`: the call is taken and
 * never answered. `wrong`: an ordinary answer that cannot be used, another one for each source. `over-quota`: every call
 * is told so in the source's documented words.
 */
export const FAULTS = ['slow', 'down', 'hanging', 'wrong', 'over-quota'] as const;
export type Fault = (typeof FAULTS)[number];

/** One call, with the moment it arrived. */
export interface Call extends Incoming {
  at: Instant;
}

export interface Simulator {
  id: SourceId;
  /** The name by which configuration knows it; the simulator itself listens on loopback. */
  host: string;
  /** What it allows in any one second, token calls included. */
  requestsPerSecond: number;
  /** Half of its answers take longer than this when it is well. */
  medianMs: number;
  /** The credentials a client needs, by the names of the interface document. */
  secret: Record<string, string>;
  answer(call: Call): Answer;
  overQuota(call: Call): Answer;
  wrong(call: Call): Answer;
}

export type CreateSimulator = (records: Records) => Simulator;
