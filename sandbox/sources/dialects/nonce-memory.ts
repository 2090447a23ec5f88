/** NonceMemory: knows which nonces it has seen for as long as their timestamp would still be accepted. */
import type { Instant } from '../../../core/index.ts';

export class NonceMemory {
  readonly #keepMs: number;
  readonly #seen = new Map<string, Instant>();

  constructor(keepMs: number) {
    this.#keepMs = keepMs;
  }

  /** True the first time; forgets what is older than it has to keep. */
  isNew(nonce: string, at: Instant): boolean {
    for (const [old, seenAt] of this.#seen) {
      if (at - seenAt <= this.#keepMs) break; // in order of arrival: what follows is younger
      this.#seen.delete(old);
    }
    if (this.#seen.has(nonce)) return false;
    this.#seen.set(nonce, at);
    return true;
  }
}
