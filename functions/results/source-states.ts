/** Source states: what each source in scope has said, or why it has not; with several documents the least known of them. */
import { type Channel, type FailureReason, type Instant, instantOf } from '../../core/index.ts';
import type { SourceFile } from '../../protocols/index.ts';
import type { AfterAsking, Askable } from '../asking/askable.ts';
import { claimedAt, promisedTurn, standingClaim } from '../asking/claims.ts';
import { stillCounts } from '../asking/freshness.ts';
import { unpackResults } from '../asking/pack.ts';
import type { Announcement, ControlItem, ReplyItem } from '../effects/items.ts';
import type { Reading } from './reading.ts';

/** What a source says of a citizen, or why it says nothing. */
interface Word {
  state: 'found' | 'none' | 'pending' | 'failed' | 'asking' | 'not-connected';
  reason?: FailureReason;
  since?: Instant;
  retryAt?: Instant;
  announcement?: Announcement;
}

export interface SourceState extends Word {
  id: string;
  zh: string;
  en: string;
  channel: Channel;
  retrievedAt?: Instant;
  /** Its newest result is not out yet. */
  notOut?: true;
  /** How many hours after a report it usually shows it: as we have measured, else as it says itself. */
  usuallyLateHours?: number;
  /** Its positives have risen beyond all measure, and nobody has looked yet. */
  held?: true;
}

/** Least known first. */
const ORDER: SourceState['state'][] = ['failed', 'asking', 'pending', 'found', 'none'];

export function sourceStates({ askable, unconnected, replies, controls, after, now }: Reading): SourceState[] {
  const states = new Map<string, SourceState>();
  for (const each of askable) {
    const { key, source } = each;
    const reply = replies.get(key);
    const state = stated(source, wordOf(each, reply, after, now), reply, controls.get(source.id));
    const other = states.get(source.id);
    if (!other || rank(state) < rank(other)) states.set(source.id, state);
  }
  return [...states.values(), ...unconnected.map((source) => stated(source, { state: 'not-connected' }))];
}

/** Field by field, as it is written: each source has one. */
function stated(source: SourceFile, word: Word, reply?: ReplyItem, control?: ControlItem): SourceState {
  return {
    id: source.id,
    zh: source.names.zh,
    en: source.names.en,
    channel: source.channel,
    state: word.state,
    reason: word.reason,
    since: word.since,
    retryAt: word.retryAt,
    announcement: word.announcement,
    retrievedAt: reply?.at === undefined ? undefined : instantOf(reply.at),
    notOut: isNewestNotOut(reply) || undefined,
    usuallyLateHours: control?.lateHours ?? source.usualLagHours,
    held: control?.held !== undefined || undefined,
  };
}

/** Whether a source is being asked, also where its last word still counts meanwhile. */
export function beingAsked(
  askable: readonly Askable[],
  replies: ReadonlyMap<string, ReplyItem>,
  { head }: AfterAsking,
  now: Instant,
): number[] {
  return askable
    .map(({ key }) => standingClaim(head, key, replies.get(key), now))
    .filter((askedUntil) => askedUntil !== undefined);
}

function wordOf(
  { key, source }: Askable,
  reply: ReplyItem | undefined,
  { head, refused }: AfterAsking,
  now: Instant,
): Word {
  if (reply !== undefined && reply.w === undefined && stillCounts(reply, source, now)) {
    return { state: reply.r === undefined ? 'none' : 'found' };
  }
  const askedUntil = standingClaim(head, key, reply, now);
  if (askedUntil !== undefined) return { state: 'asking', since: instantOf(claimedAt(askedUntil)) };
  const since = reply?.w !== undefined && reply.w !== 'pending' && reply.ws ? instantOf(reply.ws) : undefined;
  const refusal = refused.get(key);
  if (refusal) return { state: 'failed', ...refusal, since };
  const turn = promisedTurn(head, key);
  if (turn !== undefined && turn > now) return { state: 'failed', reason: 'busy', retryAt: instantOf(turn), since };
  const retryAt = reply?.wr === undefined ? undefined : instantOf(reply.wr);
  if (reply?.w === 'pending') return { state: 'pending', retryAt };
  if (reply?.w !== undefined) return { state: 'failed', reason: reply.w, retryAt, since };
  // Somebody else has just claimed what we could not: it is under way.
  return { state: 'asking', since: now };
}

/** Packed results lie newest first. */
function isNewestNotOut(reply: ReplyItem | undefined): boolean {
  const [newest] = reply?.r === undefined ? [] : unpackResults(reply.r);
  return newest !== undefined && newest.outcome === undefined && !newest.outcomeUnknown;
}

function rank({ state }: SourceState): number {
  return ORDER.indexOf(state);
}
