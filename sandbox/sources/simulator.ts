/** Simulator: what one source's file says of itself; the harness in serve.ts gives it a socket, a limit, delays and faults. */
import type { Instant } from '../../core/index.ts';
import type { Fault, OwnFault } from './faults.ts';
import type { Holdings } from './holdings.ts';
import type { Answer, Incoming } from './loopback.ts';
import type { SourceId } from './source-ids.ts';

/** One call, with the moment it arrived by the source's own clock. */
export interface Call extends Incoming {
  at: Instant;
  /** The fault that is switched on, for what only the simulator can play: tasks, pages, envelopes. */
  fault: Fault | null;
}

/** Minutes of the Beijing day in which everybody is shown a page of HTML; may pass midnight. */
export interface Maintenance {
  /** `HH:mm` */
  from: string;
  to: string;
}

export interface Simulator {
  id: SourceId;
  /** The name by which configuration knows it; the simulator itself listens on loopback. */
  host: string;
  /** What it allows in any one second, token calls included. */
  requestsPerSecond: number;
  /** What it allows in a Beijing calendar day. */
  perDay?: number;
  /** A second call under way is answered as over quota. */
  oneAtATime?: true;
  maintenance?: Maintenance;
  /** Half of its answers take longer than this when it is well. */
  medianMs: number;
  /** The credentials a client needs, by the names of the interface document. */
  secret: Record<string, string>;
  speaks: 'json' | 'xml';
  /** Whether its interface has a word for a test that was taken back; without one such a test is simply gone. */
  tellsWithdrawn?: boolean;
  /** What it can play beyond what every source can. */
  plays?: readonly OwnFault[];
  /** Its favourite: what the fault `wrong` is here. */
  wrong: Fault;
  /** Whether the call asks about a person: tokens, secrets and clocks are given out whatever is wrong. */
  asks(call: Call): boolean;
  answer(call: Call): Answer;
  /** Too many, in one second or in a day. */
  overQuota(call: Call, span: 'second' | 'day'): Answer;
  /** A failure behind the interface, in its documented words. */
  businessError(call: Call): Answer;
}

export type CreateSimulator = (holdings: Holdings) => Simulator;
