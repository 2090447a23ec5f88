/** What an encrypted envelope does for the length of one call. */
import type { Values } from '../placeholders.ts';
import type { Template } from '../source-file.ts';

export interface SealedQuestion {
  /** The body to send, filled with `values` beside the call's own. */
  body: Template;
  values: Values;
  /** What stands encrypted in the answer → the JSON inside. Throws AskingFailed: `unreadable` unless it is theirs and whole. */
  open(sealed: unknown): unknown;
}
