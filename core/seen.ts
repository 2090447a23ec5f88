/** What one source shows of one test: the pieces that consolidation puts together. */

import type { Instant } from './instant.ts';
import type { Channel, TestResult } from './test-result.ts';

/** Whether a source's replies say whom they are about: in full, masked, or not at all. */
export type IdentityEcho = 'full' | 'masked' | 'none';

/** A TestResult together with who showed it and when. */
export interface Seen extends TestResult {
  source: string;
  channel: Channel;
  identityEcho: IdentityEcho;
  retrievedAt: Instant;
  /** The citizen holds the paper on which it is printed. */
  onPaper?: true;
}
