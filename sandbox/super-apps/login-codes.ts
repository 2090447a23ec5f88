/** LoginCodes: codes that a super-app gives a phone, good once and for a while, each for one person. */
import { randomBytes } from 'node:crypto';
import type { Instant } from '../../core/index.ts';

export type Redeemed =
  | { kind: 'redeemed'; person: string }
  | { kind: 'used' }
  | { kind: 'expired' }
  | { kind: 'unknown' };

export class LoginCodes {
  readonly #livesMs: number;
  readonly #issued = new Map<string, { person: string; issuedAt: Instant; used: boolean }>();

  constructor(livesMs: number) {
    this.#livesMs = livesMs;
  }

  issue(person: string, at: Instant): string {
    const code = randomBytes(16).toString('hex');
    this.#issued.set(code, { person, issuedAt: at, used: false });
    return code;
  }

  /** Takes the code. A used one stays known as used, so that a replay is told apart from nonsense. */
  redeem(code: string, at: Instant): Redeemed {
    const issued = this.#issued.get(code);
    if (!issued) return { kind: 'unknown' };
    if (issued.used) return { kind: 'used' };
    if (at - issued.issuedAt >= this.#livesMs) return { kind: 'expired' };
    issued.used = true;
    return { kind: 'redeemed', person: issued.person };
  }
}
