/**
 * Whatever a source answers, asking it ends in time with a word of the closed list, and tells of nothing that is not there.
 *
 * Over every source file and real sockets:
 * - An answer made up at random is never a result.
 * - A recorded answer, spoilt or not, tells nothing about a namesake with another number, where the source says whom it is about.
 * - A recorded answer, spoilt in one place by somebody who does not know its words (spoiling.ts: a part goes, turns foreign,
 *   comes twice, is cut off, …), tells no more than it did: each result is one of the original's or one of them with less in it.
 *   Its outcome, times and pool size are the original's or missing. Only a row whose mark of being taken back, or of another
 *   kind of test, was spoilt may appear anew, and then without an outcome. Half of the time positive and negative have changed
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
const RUNS = 20;

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

/** Rows that were taken back, or tell of another test, are there too. */
function withDropped(file: SourceFile): SourceFile {
  const results = file.results.map(({ withdrawn: _withdrawn, tests: _tests, ...service }) => service);
  return { ...file, results };
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

/** Of the same name; the number differs where masks leave it open. */
const namesakeOf = ({ name, document }: Recording['person']): Recording['person'] => ({
  name,
  document: { ...document, number: document.type === 'resident-id' ? '330203193001010054' : 'Q00000009' },
});

describe.each(sources)('%s', (id) => {
  const recordings = recordingsOf(id).map(([, recording]) => recording);
  const files = [hurried(id), turnedRound(hurried(id))].map((file) => ({ file, dropping: withDropped(file) }));
  const running = new Map<
    Recording,
    { source: RecordedSource; told: { original: TestResult[]; all: TestResult[] }[] }
  >();

  beforeAll(async () => {
    for (const recording of recordings) {
      const source = await startRecordedSource(recording);
      const ask = async (file: SourceFile) => {
        source.rewind();
        return toldBy(await askInTime(file, source, recording));
      };
      const told = [];
      for (const { file, dropping } of files) told.push({ original: await ask(file), all: await ask(dropping) });
      running.set(recording, { source, told });
    }
  });
  afterAll(async () => {
    for (const { source } of running.values()) await source.stop();
  });

  test('a spoilt answer tells no more than it did', async () => {
    const tellsNoMore = async (recording: Recording, spoiling: Spoiling, which: number) => {
      const { source, told } = running.get(recording)!;
      const { original, all } = told[which]!;
      source.rewind((reply, call) => (call === spoiling.call ? spoil(reply, spoiling) : reply));
      for (const result of toldBy(await askInTime(files[which]!.file, source, recording))) {
        const isTold = original.some((each) => weakens(result, each));
        const isDropped = result.outcome === undefined && all.some((each) => weakens(result, each));
        expect({ result, isTold: isTold || isDropped }).toMatchObject({ isTold: true });
      }
    };
    const property = fc.asyncProperty(fc.constantFrom(...recordings), spoilings, fc.nat({ max: 1 }), tellsNoMore);
    await fc.assert(property, { numRuns: RUNS });
  });

  const { file } = files[0]!;
  const saysWhom = file.identityEcho !== 'none' && file.results.every(({ fields }) => fields.echoNumber);
  test.runIf(saysWhom)('nobody is told what is about a namesake', async () => {
    const tellsNothing = async (recording: Recording, spoiling: Spoiling) => {
      const { source } = running.get(recording)!;
      source.rewind((reply, call) => (call === spoiling.call ? spoil(reply, spoiling) : reply));
      const asked = await askInTime(file, source, { ...recording, person: namesakeOf(recording.person) });
      expect(toldBy(asked)).toEqual([]);
    };
    await fc.assert(fc.asyncProperty(fc.constantFrom(...recordings), spoilings, tellsNothing), { numRuns: RUNS });
  });

  test('an answer made up at random is never a result', async () => {
    const recording = recordings[0]!;
    const { source } = running.get(recording)!;
    const isNoResult = async (body: string | Uint8Array, status: number, from: number) => {
      source.rewind((reply, call) => (call < from ? reply : ({ status, body } satisfies Reply)));
      const asked = await askInTime(file, source, recording);
      // With the first calls answered as recorded, what those told is told.
      if (from === 0) expect(toldBy(asked)).toEqual([]);
    };
    const bodies = fc.oneof(fc.json({ maxDepth: 4 }), fc.uint8Array({ maxLength: 200 }), fc.string());
    const statuses = fc.constantFrom(200, 200, 200, 201, 204, 400, 404, 500, 503);
    await fc.assert(fc.asyncProperty(bodies, statuses, fc.nat({ max: 3 }), isNoResult), { numRuns: RUNS });
  });
});
