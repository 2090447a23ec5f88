/** Reply item: what is written when a source has answered. A failure leaves what was found before, and says since when. */
import type { FailureReason, Instant, TestResult } from '../../core/index.ts';
import type { Asked } from '../../protocols/index.ts';
import type { ReplyItem } from '../effects/items.ts';
import type { Pepper } from '../effects/peppers.ts';
import { packResults, unpackResults } from '../results/pack.ts';
import { isKept, replyExpiresAt, retryAtOf } from './freshness.ts';

/** 48 bits: enough to tell the specimens of one institution and person apart, too few to search for a number. */
const SPECIMEN_CHARACTERS = 8;

export async function itemOf(
  { reply, partial }: Asked,
  earlier: ReplyItem | undefined,
  pepper: Pepper,
): Promise<ReplyItem> {
  const at = reply.retrievedAt;
  if (reply.kind === 'found') return wordItem(await hidingSpecimens(reply.results, pepper), at);
  if (reply.kind === 'none') return wordItem([], at);
  if (reply.kind === 'pending') return { ...keptOf(earlier), ...trouble('pending', earlier, at, reply.askAgainAt) };
  // What some services told while another failed is more than we had; who is silent may not take results away.
  const told = await hidingSpecimens(partial, pepper);
  const known = told.length ? joined(told, earlier, at) : earlier;
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

function wordItem(results: readonly TestResult[], at: Instant): ReplyItem {
  const kept = results.filter((result) => isKept(result, at));
  const expiresAt = replyExpiresAt(kept, at);
  return kept.length ? { at, r: packResults(kept), expiresAt } : { at, expiresAt };
}

/** The source's last own word, with the time it may stay; expires when it would have. */
function keptOf(earlier: ReplyItem | undefined): Partial<ReplyItem> {
  if (earlier?.at === undefined) return {};
  return { at: earlier.at, ...(earlier.r === undefined ? {} : { r: earlier.r }), expiresAt: earlier.expiresAt };
}

function trouble(w: FailureReason | 'pending', earlier: ReplyItem | undefined, at: number, wr: number) {
  // One silence, from its first failure on, whatever the reasons were.
  const ws = earlier?.w === undefined || earlier.w === 'pending' ? at : (earlier.ws ?? at);
  const expiresAt = Math.max(replyExpiresAt([], at), earlier?.r === undefined ? 0 : earlier.expiresAt);
  return { w, wa: at, ws, wr, expiresAt };
}

function joined(told: readonly TestResult[], earlier: ReplyItem | undefined, at: Instant): ReplyItem {
  const before = earlier?.r === undefined ? [] : unpackResults(earlier.r);
  const seen = new Set(told.map(identity));
  return {
    ...wordItem([...told, ...before.filter((result) => !seen.has(identity(result)))], at),
    ...(earlier?.w === undefined ? {} : { w: earlier.w, ws: earlier.ws }),
  };
}

/** Packed times are whole seconds. */
function identity({ institution, sampleCollectedAt, testedAt, reportIssuedAt }: TestResult): string {
  const seconds = [sampleCollectedAt, testedAt, reportIssuedAt].map((time) => time && Math.floor(time / 1000));
  return JSON.stringify([institution, ...seconds]);
}

async function hidingSpecimens(results: readonly TestResult[], pepper: Pepper): Promise<TestResult[]> {
  return Promise.all(
    results.map(async ({ specimen, ...result }) =>
      specimen === undefined
        ? result
        : { ...result, specimen: (await pepper('specimen', specimen)).slice(0, SPECIMEN_CHARACTERS) },
    ),
  );
}
