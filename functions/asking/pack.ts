/**
 * Pack: results as the short text that lies in a reply item. A JSON array; first the names used, then one row a result:
 * `[outcome, sampled, tested, issued, institution, point, pool, specimen, report]` with times in whole seconds, the second and
 * third as seconds after the time before them, names as positions in the first element, and `""` for what is not known.
 */
import { type Instant, instantOf, type Outcome, type TestResult } from '../../core/index.ts';

/** What an item of at most 600 bytes leaves for the text. */
export const PACKED_BYTES = 430;
/** More never fit: a row of which next to nothing is known takes 19 bytes. Whoever sends thousands must not keep us trying. */
const MOST_ROWS = Math.floor(PACKED_BYTES / 19);

/** Longer names are cut: an institution's is 10 to 25 characters. */
const NAME_CHARACTERS = 40;

const OUTCOMES: (Outcome | 'unknown' | 'none')[] = ['negative', 'positive', 'inconclusive', 'unknown', 'none'];

type Row = [
  outcome: number,
  sampled: number | '',
  tested: number | '',
  issued: number | '',
  institution: number | '',
  point: number | '',
  pool: number | '',
  specimen: string,
  /** Left out where there is none; most sources tell none. */
  report?: string,
];

/** Newest first. What does not fit goes in this order: sampling points, then the oldest results. */
export function packResults(results: readonly TestResult[]): string {
  const newestFirst = [...results].sort((a, b) => lastTime(b) - lastTime(a));
  const most = newestFirst.slice(0, MOST_ROWS);
  const whole = write(most);
  if (most.length === newestFirst.length && fits(whole)) return whole;
  const withoutPoints = most.map(({ samplingPoint: _cut, ...rest }) => rest);
  for (let count = withoutPoints.length; count > 1; count -= 1) {
    const text = write(withoutPoints.slice(0, count));
    if (fits(text)) return text;
  }
  return write(withoutPoints.slice(0, 1));
}

export function unpackResults(text: string): TestResult[] {
  const [names, ...rows] = JSON.parse(text) as [string[], ...Row[]];
  return rows.map((row) => unpackRow(row, names));
}

/** All results have one shape, every field in one place: whoever consolidates reads them several times faster. */
function unpackRow(
  [outcome, sampled, tested, issued, institution, point, pool, specimen, report]: Row,
  names: string[],
): TestResult {
  const word = OUTCOMES[outcome];
  // Each time is written as what has passed since the one before.
  const sampledAt = sampled === '' ? 0 : sampled;
  const testedAt = tested === '' ? sampledAt : sampledAt + tested;
  return {
    outcome: word === 'unknown' || word === 'none' ? undefined : word,
    outcomeUnknown: word === 'unknown' || undefined,
    sampleCollectedAt: sampled === '' ? undefined : instant(sampledAt),
    testedAt: tested === '' ? undefined : instant(testedAt),
    reportIssuedAt: issued === '' ? undefined : instant(testedAt + issued),
    institution: institution === '' ? undefined : names[institution],
    samplingPoint: point === '' ? undefined : names[point],
    poolSize: pool === '' ? undefined : pool,
    specimen: specimen || undefined,
    reportNumber: report || undefined,
  };
}

function write(results: readonly TestResult[]): string {
  const names: string[] = [];
  const position = (name: string | undefined): number | '' => {
    if (name === undefined) return '';
    const cut = [...name].slice(0, NAME_CHARACTERS).join('');
    const at = names.indexOf(cut);
    return at >= 0 ? at : names.push(cut) - 1;
  };
  const rows = results.map((result): Row => {
    let base = 0;
    const after = (at: Instant | undefined): number | '' => {
      if (at === undefined) return '';
      const seconds = Math.floor(at / 1000);
      const difference = seconds - base;
      base = seconds;
      return difference;
    };
    const outcome = result.outcomeUnknown ? 'unknown' : (result.outcome ?? 'none');
    const row: Row = [
      OUTCOMES.indexOf(outcome),
      after(result.sampleCollectedAt),
      after(result.testedAt),
      after(result.reportIssuedAt),
      position(result.institution),
      position(result.samplingPoint),
      result.poolSize ?? '',
      result.specimen ?? '',
    ];
    // Some laboratories print the specimen's number in both places.
    if (result.reportNumber !== undefined && result.reportNumber !== result.specimen) row.push(result.reportNumber);
    return row;
  });
  return JSON.stringify([names, ...rows]);
}

function fits(text: string): boolean {
  return Buffer.byteLength(text) <= PACKED_BYTES;
}

function instant(seconds: number): Instant {
  return instantOf(seconds * 1000);
}

function lastTime(result: TestResult): number {
  return Math.max(result.sampleCollectedAt ?? 0, result.testedAt ?? 0, result.reportIssuedAt ?? 0);
}
