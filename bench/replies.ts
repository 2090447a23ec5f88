/** Replies for the reading of forty: what one citizen's sources would have said, and the most that can be cached. */
import { type Instant, instantOf, type SourceReply, type TestResult } from '../core/index.ts';
import type { SourceFile } from '../protocols/index.ts';

const HOUR_MS = 3_600_000;

/**
 * A citizen of Shanghai who is tested every other day and was in Zhejiang last week: the national platform has the
 * latest result, the two provinces and a laboratory have their own, one source has failed, all others hold nothing.
 */
export function realisticReplies(sources: readonly SourceFile[], now: Instant): Map<string, SourceReply> {
  const tests = [10, 58, 106, 154, 202, 250, 298].map((hours, at) => test(now, hours, at));
  const inZhejiang = tests.slice(3, 5).map((each) => ({ ...each, institution: '杭州和信医学检验实验室' }));
  const inShanghai = tests.filter((_, at) => at !== 3 && at !== 4);
  const held: Record<string, TestResult[]> = {
    'national-platform': [{ ...tests[0]!, samplingPoint: undefined, reportIssuedAt: undefined }],
    shanghai: inShanghai,
    zhejiang: inZhejiang,
    'hexin-lab': inZhejiang,
  };
  const [silent] = sources.filter(({ id }) => !held[id]).slice(-1);
  return new Map(
    sources.map(({ id }, at): [string, SourceReply] => {
      // They were asked together and answered each in its own time.
      const retrievedAt = instantOf(now - 60_000 + 137 * at);
      const results = held[id];
      if (results) return [id, { kind: 'found', results, retrievedAt }];
      if (id !== silent!.id) return [id, { kind: 'none', retrievedAt }];
      return [id, { kind: 'failed', reason: 'closed', retrievedAt, retryAt: instantOf(now + HOUR_MS) }];
    }),
  );
}

/** Every source holds as many tests as fit into an item, each one of its own. */
export function fullReplies(sources: readonly SourceFile[], now: Instant): Map<string, SourceReply> {
  const retrievedAt = instantOf(now - 60_000);
  return new Map(
    sources.map(({ id, names }, source) => {
      const results = Array.from({ length: 20 }, (_, at) => ({
        ...test(now, 7 + 16 * at + source / 3, at),
        institution: `${names.zh}临床检验中心`,
      }));
      return [id, { kind: 'found', results, retrievedAt } as SourceReply];
    }),
  );
}

/** A pooled negative, reported some hours after the specimen was taken; whole seconds, as sources write times. */
function test(now: Instant, hoursAgo: number, at: number): TestResult {
  const sampled = Math.floor((now - hoursAgo * HOUR_MS) / 1000) * 1000;
  return {
    outcome: 'negative',
    sampleCollectedAt: instantOf(sampled),
    testedAt: instantOf(sampled + 4 * HOUR_MS),
    reportIssuedAt: instantOf(sampled + 6 * HOUR_MS),
    institution: '上海市第五人民医院检验科',
    samplingPoint: '虹桥路核酸采样点',
    poolSize: 10,
    specimen: `2022080100${at}`,
  };
}
