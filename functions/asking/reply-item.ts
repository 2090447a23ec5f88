/** Reply item: what is written when a source has answered. A failure leaves what was found before, and says since when. */
import { DAY_MS, type FailureReason, type Instant, type TestResult } from '../../core/index.ts';
import type { Asked } from '../../protocols/index.ts';
import type { ReplyItem } from '../effects/items.ts';
import type { Pepper } from '../effects/peppers.ts';
import { isKept, replyExpiresAt, retryAtOf } from './freshness.ts';
import { numberMark } from './number-mark.ts';
import { packResults, unpackResults } from './pack.ts';

/** What a source has sent stands so long beside its own answers: a query may be a day behind what was reported. */
const SENT_STANDS_MS = DAY_MS;

export async function itemOf(
  { reply, partial }: Asked,
  earlier: ReplyItem | undefined,
  pepper: Pepper,
): Promise<ReplyItem> {
  const at = reply.retrievedAt;
  if (reply.kind === 'found') return answeredItem(await hidingSpecimens(reply.results, pepper), earlier, at);
  if (reply.kind === 'none') return answeredItem([], earlier, at);
  // What some services told while another failed is more than we had; who is silent may not take results away.
  const told = await hidingSpecimens(partial, pepper);
  const known = told.length ? joined(told, earlier, at) : earlier;
  if (reply.kind === 'pending') return { ...keptOf(known), ...trouble('pending', known, at, reply.askAgainAt) };
  return failedItem(known, reply.reason, at, retryAtOf(reply.reason, at, reply.retryAt));
}

export function failedItem(
  earlier: ReplyItem | undefined,
  reason: FailureReason,
  at: number,
  retryAt: number,
): ReplyItem {
  return { ...keptOf(earlier), ...trouble(reason, earlier, at, retryAt) };
}

/** An item that holds these results, their specimens hidden, as the source's word of `at`. */
export function wordItem(results: readonly TestResult[], at: Instant): ReplyItem {
  const kept = results.filter((result) => isKept(result, at));
  const expiresAt = replyExpiresAt(kept, at);
  return kept.length ? { at, r: packResults(kept), expiresAt } : { at, expiresAt };
}

/** What a source answers, beside what it has lately sent by itself. */
function answeredItem(told: readonly TestResult[], earlier: ReplyItem | undefined, at: Instant): ReplyItem {
  if (earlier?.pa === undefined || at - earlier.pa > SENT_STANDS_MS) return wordItem(told, at);
  const { pa, ps = [], pg = [] } = earlier;
  const sent = resultsIn(earlier).filter(({ specimen }) => specimen !== undefined && ps.includes(specimen));
  const isBehind = ({ specimen, reportIssuedAt }: TestResult) =>
    specimen !== undefined &&
    (pg.includes(specimen) ||
      sent.some((each) => each.specimen === specimen && !((reportIssuedAt ?? 0) > (each.reportIssuedAt ?? 0))));
  const answered = told.filter((result) => !isBehind(result));
  const standing = sent.filter(({ specimen }) => !answered.some((result) => result.specimen === specimen));
  return { ...wordItem([...answered, ...standing], at), pa, ps, pg };
}

export function resultsIn(item: ReplyItem | undefined): TestResult[] {
  return item?.r === undefined ? [] : unpackResults(item.r);
}

/** The source's last own word, with the time it may stay; expires when it would have. */
function keptOf(earlier: ReplyItem | undefined): Partial<ReplyItem> {
  if (earlier?.at === undefined) return {};
  const { at, r, pa, ps, pg, po, expiresAt } = earlier;
  return { at, ...(r !== undefined && { r }), ...(pa !== undefined && { pa, ps, pg, po }), expiresAt };
}

function trouble(w: FailureReason | 'pending', earlier: ReplyItem | undefined, at: number, wr: number) {
  // One silence, from its first failure on, whatever the reasons were.
  const ws = earlier?.w === undefined || earlier.w === 'pending' ? at : (earlier.ws ?? at);
  const expiresAt = Math.max(replyExpiresAt([], at), earlier?.r === undefined ? 0 : earlier.expiresAt);
  return { w, wa: at, ws, wr, expiresAt };
}

function joined(told: readonly TestResult[], earlier: ReplyItem | undefined, at: Instant): ReplyItem {
  const seen = new Set(told.map(identity));
  const { w, ws, pa, ps, pg, po } = earlier ?? {};
  return {
    ...wordItem([...told, ...resultsIn(earlier).filter((result) => !seen.has(identity(result)))], at),
    ...(w !== undefined && { w, ws }),
    ...(pa !== undefined && { pa, ps, pg, po }),
  };
}

/** Packed times are whole seconds. */
function identity({ institution, sampleCollectedAt, testedAt, reportIssuedAt }: TestResult): string {
  const seconds = [sampleCollectedAt, testedAt, reportIssuedAt].map((time) => time && Math.floor(time / 1000));
  return JSON.stringify([institution, ...seconds]);
}

async function hidingSpecimens(results: readonly TestResult[], pepper: Pepper): Promise<TestResult[]> {
  return Promise.all(results.map((result) => hidingSpecimen(result, pepper)));
}

/** Numbers of specimens and reports never lie in a table, only a short HMAC of them. */
export async function hidingSpecimen(
  { specimen, reportNumber, ...result }: TestResult,
  pepper: Pepper,
): Promise<TestResult> {
  return {
    ...result,
    ...(specimen !== undefined && { specimen: await numberMark(specimen, pepper) }),
    ...(reportNumber !== undefined && { reportNumber: await numberMark(reportNumber, pepper) }),
  };
}
