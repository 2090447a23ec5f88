/** What the orders of `npm run venue` work with: a stage's items and its venue keys, or the sandbox's. */
import type { Jurisdiction } from '../../../core/index.ts';
import type { Effects } from '../../effects/effects.ts';
import type { Clock } from '../../effects/world.ts';

export interface VenueMeans
  extends Pick<Effects, 'venues' | 'acts' | 'invitations' | 'posters' | 'revocations' | 'signer'> {
  clock: Pick<Clock, 'now'>;
  /** Where links lead. */
  h5Origin: string;
  jurisdictions: readonly Jurisdiction[];
  /** Has the next trust list signed before the hour is over. */
  wantList(): Promise<unknown>;
}
