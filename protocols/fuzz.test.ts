/**
 * Whatever a source answers, asking it ends in time with a word of the closed list, and tells of nothing that is not there.
 *
 * Over every source file and real sockets:
 * - An answer made up at random is never a result.
 * - A recorded answer, spoilt or not, tells nothing about a namesake with another number, where the source says whom it is about.
 * - A recorded answer, spoilt in one place by somebody who does not know its words (spoiling.ts: a part goes, turns foreign,
 *   comes twice, is cut off, …), tells no more than it did: each result is one of the original's or one of them with less in it.
 *   Its outcome, times and pool size are the original's or missing. Only what was spoilt itself cannot be known: a row whose mark
 *   of being taken back is gone may appear, and one whose kind of test is, without an outcome. Half of the time positive and negative have changed
 *   places in the file, so that no outcome is right by luck.
 */

import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FAILURE_REASONS, type TestResult } from '../core/index.ts';
import { type Asked, askSource } from './index.ts';
import type { SourceFile } from './source-file.ts';
import type { Reply } from './testing/loopback-source.ts';
import { meansAt, sourceFile } from './testing/means.ts';
import { type RecordedSource, type Recording, recordingsOf, startRecordedSource } from './testing/recorded-source.ts';
import { type Spoiling, spoil, spoilings } from './testing/spoiling.ts';

const DEADLINE_MS = 1500;
/** The machine may be busy; a question that hangs would be far beyond it. */
const SLACK_MS = 1500;
const RUNS = 40;

const sources = readdirSync(new URL('../config/sources', import.meta.url)).map((file) => file.replace(/\.json$/, ''));

/** The file as it is, in a hurry. */
function hurried(id: string): SourceFile {
  const file = sourceFile(id);
  const results = file.results.map((service) =>
    service.task ? { ...service, task: { ...service.task, everySeconds: 0.005 } } : service,
  );
  return { ...file, results, limits: { ...file.limits, deadlineMs: DEADLINE_MS, p90Seconds: 0.05 } };
}

/** The same source, with outcomes the other way round. */
function turnedRound(file: SourceFile): SourceFile {
  const turned = {
    negative: 'positive',
    positive: 'negative',
    inconclusive: 'inconclusive',
    pending: 'pending',
  } as const;
  const results = file.results.map((service) => ({
    ...service,
    outcomes: Object.fromEntries(Object.entries(service.outcomes).map(([word, ours]) => [word, turned[ours]])),
  }));
  return { ...file, results };
}

/** Rows that were taken back are told too. */
function unmarked(file: SourceFile): SourceFile {
  return { ...file, results: file.results.map(({ withdrawn: _withdrawn, ...service }) => service) };
}

/** And those of another kind of test. */
function ofAnyKind(file: SourceFile): SourceFile {
  return unmarked({ ...file, results: file.results.map(({ tests: _tests, ...service }) => service) });
}

async function askInTime(
  file: SourceFile,
  { origin }: { origin: string },
  { secret, person }: Pick<Recording, 'secret' | 'person'>,
) {
  const began = performance.now();
  const asked = await askSource(file, meansAt(origin, secret), person);
  expect(performance.now() - began).toBeLessThan(DEADLINE_MS + SLACK_MS);
  const { reply } = asked;
  if (reply.kind === 'failed') expect(FAILURE_REASONS).toContain(reply.reason);
  else expect(['found', 'none', 'pending']).toContain(reply.kind);
  return asked;
}

const toldBy = ({ reply, partial }: Asked) => (reply.kind === 'found' ? reply.results : partial);

/** Nothing in it that the original does not say. */
function weakens(result: TestResult, original: TestResult): boolean {
  const keys = ['outcome', 'sampleCollectedAt', 'testedAt', 'reportIssuedAt', 'poolSize'] as const;
  return keys.every((key) => result[key] === undefined || result[key] === original[key]);
}

interface Running {
  recording: Recording;
  source: RecordedSource;
  /** How many calls asking takes. */
  calls: number;
  /** For each of the files: what the recording tells, marks of being taken back aside, and with tests of any kind. */
  told: { rows: TestResult[]; others: TestResult[] }[];
}

/** One of the calls that asking takes is answered so. */
function spoilOne({ source, calls }: Running, spoiling: Spoiling): void {
  source.rewind((reply, call) => (call === spoiling.call % calls ? spoil(reply, spoiling) : reply));
}

/** Of the same name; the number differs where masks leave it open. */
const namesakeOf = ({ name, document }: Recording['person']): Recording['person'] => ({
  name,
  document: { ...document, number: document.type === 'resident-id' ? '330203193001010054' : 'Q00000009' },
});

describe.each(sources)('%s', (id) => {
  const recordings = new Map(recordingsOf(id));
  const names = fc.constantFrom(...recordings.keys());
  const files = [hurried(id), turnedRound(hurried(id))];
  const file = files[0]!;
  const running = new Map<string, Running>();

  beforeAll(async () => {
    for (const [name, recording] of recordings) {
      const source = await startRecordedSource(recording);
      const ask = (as: SourceFile) => {
        source.rewind();
        return askInTime(as, source, recording);
      };
      const told = [];
      for (const each of files)
        told.push({ rows: toldBy(await ask(unmarked(each))), others: toldBy(await ask(ofAnyKind(each))) });
      running.set(name, { recording, source, told, calls: (await ask(file)).calls });
    }
  });
  afterAll(async () => {
    for (const { source } of running.values()) await source.stop();
  });

  test('a spoilt answer tells no more than it did', async () => {
    const tellsNoMore = async (name: string, spoiling: Spoiling, which: number) => {
      const ran = running.get(name)!;
      const { rows, others } = ran.told[which]!;
      spoilOne(ran, spoiling);
      for (const result of toldBy(await askInTime(files[which]!, ran.source, ran.recording))) {
        const isTold = rows.some((each) => weakens(result, each));
        const isOther = result.outcome === undefined && others.some((each) => weakens(result, each));
        expect({ result, isThere: isTold || isOther }).toMatchObject({ isThere: true });
      }
    };
    await fc.assert(fc.asyncProperty(names, spoilings, fc.nat({ max: 1 }), tellsNoMore), {
      numRuns: RUNS,
      unbiased: true,
    });
  });

  const saysWhom = file.identityEcho !== 'none' && file.results.every(({ fields }) => fields.echoNumber);
  test.runIf(saysWhom)('nobody is told what is about a namesake', async () => {
    const tellsNothing = async (name: string, spoiling: Spoiling) => {
      const ran = running.get(name)!;
      spoilOne(ran, spoiling);
      const person = namesakeOf(ran.recording.person);
      expect(toldBy(await askInTime(file, ran.source, { ...ran.recording, person }))).toEqual([]);
    };
    await fc.assert(fc.asyncProperty(names, spoilings, tellsNothing), { numRuns: RUNS, unbiased: true });
  });

  test('an answer made up at random is never a result', async () => {
    const [{ source, recording }] = [...running.values()] as [Running];
    const isNoResult = async (body: string | Uint8Array, status: number, from: number) => {
      source.rewind((reply, call) => (call < from ? reply : ({ status, body } satisfies Reply)));
      const asked = await askInTime(file, source, recording);
      // With the first calls answered as recorded, what those told is told.
      if (from === 0) expect(toldBy(asked)).toEqual([]);
    };
    const bodies = fc.oneof(fc.json({ maxDepth: 4 }), fc.uint8Array({ maxLength: 200 }), fc.string());
    const statuses = fc.constantFrom(200, 200, 200, 201, 204, 400, 404, 500, 503);
    await fc.assert(fc.asyncProperty(bodies, statuses, fc.nat({ max: 3 }), isNoResult), { numRuns: RUNS / 2 });
  });
});
