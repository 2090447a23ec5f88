/** What the orders of `npm run keys` work with: a stage's items and secrets, or the sandbox's, and what config/ says now. */
import type { Policy } from '../../../core/index.ts';
import type { SigningAlgorithm, SigningKey } from '../../../core/share-code/signed-key.ts';
import type { TrustList } from '../../../core/share-code/trust-list.ts';
import type { Acts } from '../../effects/acts.ts';
import type { Codes } from '../../effects/codes.ts';
import type { Revocations } from '../../effects/revocations.ts';
import type { TrustStore } from '../../effects/trust-store.ts';
import type { Clock } from '../../effects/world.ts';
import type { OnlineUse } from '../../signing/private-key.ts';

export interface KeysMeans {
  clock: Pick<Clock, 'now' | 'sleep'>;
  trustStore: TrustStore;
  acts: Acts;
  codes: Codes;
  revocations: Revocations;
  /** The secrets `signing-keys/<use>`; none there: no fields. */
  secrets: {
    read(use: OnlineUse): Promise<Record<string, string>>;
    write(use: OnlineUse, fields: Record<string, string>): Promise<void>;
  };
  roots: readonly SigningKey[];
  /** What new keys are drawn for. */
  algorithm: SigningAlgorithm;
  policies: readonly Policy[];
  words: TrustList['words'];
  /** Where sign-list can be run at once; elsewhere it runs within the minute. */
  signNow?(): Promise<void>;
}
