/** Reading: what is known of a citizen at one moment, of whom it may be asked, and how asking stands. */
import type { Instant } from '../../core/index.ts';
import type { SourceFile } from '../../protocols/index.ts';
import type { AfterAsking, Askable } from '../asking/askable.ts';
import type { ControlItem, ReplyItem } from '../effects/items.ts';
import type { Papers } from '../effects/paper-lines.ts';
import type { KnownDocument } from './documents.ts';

export interface Reading {
  documents: readonly KnownDocument[];
  /** What may be asked of whom, within the scope. */
  askable: readonly Askable[];
  /** Sources in scope that this deployment does not reach. */
  unconnected: readonly SourceFile[];
  replies: ReadonlyMap<string, ReplyItem>;
  papers: Papers;
  controls: ReadonlyMap<string, ControlItem>;
  after: AfterAsking;
  now: Instant;
}
