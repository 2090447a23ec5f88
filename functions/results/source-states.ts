/** Source states: what each source in scope has said, or why it has not; with several documents the least known of them. */
import { type Channel, type FailureReason, type Instant, instantOf } from '../../core/index.ts';
import type { SourceFile } from '../../protocols/index.ts';
import type { AfterAsking, Askable } from '../asking/askable.ts';
import { claimedAt, promisedTurn, standingClaim } from '../asking/claims.ts';
import { stillCounts } from '../asking/freshness.ts';
import type { Announcement, ControlItem, ReplyItem } from '../effects/items.ts';
import { unpackResults } from './pack.ts';
import type { Reading } from './reading.ts';

export interface State {
  state: 'found' | 'none' | 'pending' | 'failed' | 'asking' | 'not-connected';
  reason?: FailureReason;
  since?: Instant;
  retrievedAt?: Instant;
  retryAt?: Instant;
  announcement?: Announcement;
  /** Its newest result is not out yet. */
  notOut?: true;
}

export interface SourceState extends State {
  id: string;
  zh: string;
  en: string;
  channel: Channel;
  /** How many hours after a report it usually shows it: as we have measured, else as it says itself. */
  usuallyLateHours?: number;
  /** Its positives have risen beyond all measure, and nobody has looked yet. */
  held?: true;
}

/** Least known first. */
const ORDER: State['state'][] = ['failed', 'asking', 'pending', 'found', 'none'];

export function sourceStates({ askable, unconnected, replies, controls, after, now }: Reading): SourceState[] {
  const states = new Map<string, { source: SourceFile; state: State }>();
  for (const each of askable) {
    const state = stateOf(each, replies.get(each.key), after, now);
    const other = states.get(each.source.id);
    if (!other || rank(state) < rank(other.state)) states.set(each.source.id, { source: each.source, state });
  }
  return [
    ...[...states.values()].map(({ source, state }) => stated(source, state, controls.get(source.id))),
    ...unconnected.map((source) => stated(source, { state: 'not-connected' })),
  ];
}

function stated(source: SourceFile, state: State, control: ControlItem = {}): SourceState {
  const usuallyLateHours = control.lateHours ?? source.usualLagHours;
  return {
    id: source.id,
    ...source.names,
    channel: source.channel,
    ...state,
    ...(usuallyLateHours !== undefined && { usuallyLateHours }),
    ...(control.held !== undefined && { held: true }),
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

function stateOf(
  { key, source }: Askable,
  reply: ReplyItem | undefined,
  { head, refused }: AfterAsking,
  now: Instant,
): State {
  const retrievedAt = reply?.at === undefined ? undefined : instantOf(reply.at);
  const word = reply?.r === undefined ? 'none' : 'found';
  const told = {
    ...(retrievedAt !== undefined && { retrievedAt }),
    ...(isNewestNotOut(reply) && { notOut: true as const }),
  };
  const counts = reply !== undefined && reply.w === undefined && stillCounts(reply, source, now);
  const failedSince = reply?.w !== undefined && reply.w !== 'pending' && reply.ws ? { since: instantOf(reply.ws) } : {};

  const askedUntil = standingClaim(head, key, reply, now);
  if (askedUntil !== undefined && !counts) {
    return { state: 'asking', since: instantOf(claimedAt(askedUntil)), ...told };
  }
  if (counts) return { state: word, ...told };
  const refusal = refused.get(key);
  if (refusal) {
    const { reason, retryAt, announcement } = refusal;
    return { state: 'failed', reason, retryAt, announcement, ...failedSince, ...told };
  }
  const turn = promisedTurn(head, key);
  if (turn !== undefined && turn > now)
    return { state: 'failed', reason: 'busy', retryAt: instantOf(turn), ...failedSince, ...told };
  const retry = reply?.wr === undefined ? {} : { retryAt: instantOf(reply.wr) };
  if (reply?.w === 'pending') return { state: 'pending', ...retry, ...told };
  if (reply?.w !== undefined) return { state: 'failed', reason: reply.w, ...retry, ...failedSince, ...told };
  // Somebody else has just claimed what we could not: it is under way.
  return { state: 'asking', since: now, ...told };
}

/** Packed results lie newest first. */
function isNewestNotOut(reply: ReplyItem | undefined): boolean {
  const [newest] = reply?.r === undefined ? [] : unpackResults(reply.r);
  return newest !== undefined && newest.outcome === undefined && !newest.outcomeUnknown;
}

function rank({ state }: State): number {
  return ORDER.indexOf(state);
}
