/** CallLog: every call a source received, with its instant, for the bench to count. */
import type { Instant } from '../../core/index.ts';

export interface LoggedCall {
  at: Instant;
  /** The path asked: says which service, never about whom. */
  path: string;
  /** Refused because more came in that second than the source allows. */
  overQuota: boolean;
}

export class CallLog {
  readonly #calls: LoggedCall[] = [];

  add(call: LoggedCall): void {
    this.#calls.push(call);
  }

  /** Calls from that instant on, in the order they came. */
  since(instant: Instant): LoggedCall[] {
    return this.#calls.filter((call) => call.at >= instant);
  }

  /** The most calls that came within any one second (t ≤ call < t + 1 s), refused ones included. */
  maxPerSecond(since?: Instant): number {
    const calls = since === undefined ? this.#calls : this.since(since);
    let most = 0;
    let first = 0;
    for (let last = 0; last < calls.length; last += 1) {
      while (calls[last]!.at - calls[first]!.at >= 1000) first += 1;
      most = Math.max(most, last - first + 1);
    }
    return most;
  }
}
