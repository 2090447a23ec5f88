/** OneSecondLimit: admits at most so many calls in any one second, wherever that second begins. */
import type { Instant } from '../../core/index.ts';

export class OneSecondLimit {
  readonly #perSecond: number;
  #admitted: Instant[] = [];

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
  }

  /** Refused calls do not use up the limit, so a client that calms down is served again at once. */
  admit(at: Instant): boolean {
    this.#admitted = this.#admitted.filter((earlier) => at - earlier < 1000);
    if (this.#admitted.length >= this.#perSecond) return false;
    this.#admitted.push(at);
    return true;
  }
}
