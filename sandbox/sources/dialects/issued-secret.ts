/** IssuedSecret: a secret or token that a source hands out and that dies by the sandbox's clock. */
import { randomBytes } from 'node:crypto';
import type { Instant } from '../../../core/index.ts';
import { instantOf } from '../../../core/index.ts';

export interface Issued {
  text: string;
  endsAt: Instant;
}

/** Only the last two issued are good, each until its own end: a renewal leaves calls under way alone, a stampede does not. */
export class IssuedSecret {
  readonly #livesMs: number;
  #issued: Issued[] = [];

  constructor(livesMs: number) {
    this.#livesMs = livesMs;
  }

  issue(at: Instant): Issued {
    const issued = { text: randomBytes(16).toString('hex'), endsAt: instantOf(at + this.#livesMs) };
    this.#issued = [issued, ...this.#issued.slice(0, 1)];
    return issued;
  }

  /** The secrets that are good at `at`. */
  goodAt(at: Instant): string[] {
    return this.#issued.filter((issued) => at < issued.endsAt).map((issued) => issued.text);
  }
}
