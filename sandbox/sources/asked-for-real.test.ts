/** The adapters of protocols/, by the files of config/, against every simulated source, well and with each of its faults. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { hasPlausibleTimes, parseInstant, type SourceReply, type TestResult } from '../../core/index.ts';
import { askSource, type SourceFile } from '../../protocols/index.ts';
import { createMemoryTasks } from '../../protocols/testing/memory-tasks.ts';
import { createMemoryTokens } from '../../protocols/testing/memory-tokens.ts';
import { MORNING, SandboxClock } from '../clock.ts';
import { people } from '../people/index.ts';
import type { Fault } from './faults.ts';
import { holdingsOf } from './holdings.ts';
import { serve } from './serve.ts';
import { SIMULATORS } from './simulators/index.ts';
import { SOURCE_IDS, type SourceId } from './source-ids.ts';

const START = parseInstant(MORNING)!;

/** What a fault that does not come down to time must become; an id beside it is answered otherwise, for the reason given. */
const BECOMES: Partial<Record<Fault, [word: string, otherwise?: Partial<Record<SourceId, string>>]>> = {
  'cut-off': ['failed unreachable'],
  redirect: ['failed unreachable'],
  'over-quota': ['failed over-quota'],
  'business-error': ['failed source-error'],
  'html-at-night': ['failed unreadable'],
  unavailable: ['failed source-error'],
  'literal-null': ['failed unreadable'],
  megabyte: ['failed unreadable'],
  truncated: ['failed unreadable'],
  'text-html': ['found'],
  // A second mark is one too many; in front of GBK it is not even one.
  'byte-order-mark': ['found', { shaanxi: 'failed unreadable', 'hexin-lab': 'failed unreadable' }],
  // Sealed, in hex or Base64 throughout, or agreed to be GBK whatever is declared.
  'gbk-as-utf8': ['failed unreadable', { shenzhen: 'found', 'qinghe-hospital': 'found', 'hexin-lab': 'found' }],
  'utf8-as-gbk': ['found', { 'hexin-lab': 'failed unreadable' }],
  // What is text already stays what it is.
  'nested-json': ['failed unreadable', { shenzhen: 'found', chongqing: 'found' }],
  'upper-case-keys': ['failed unreadable', { qinghai: 'found' }],
  entities: ['failed unreadable'],
  // Nothing tells whose these are.
  'wrong-person': ['failed wrong-person', { sichuan: 'found', guangxi: 'found', wuhan: 'found', hangzhou: 'found' }],
  duplicates: ['found'],
  renamed: ['found'],
  'swapped-times': ['found'],
  'unheard-of-outcome': ['found'],
  'forged-reply': ['failed unreadable'],
  'endless-pages': ['failed unreadable'],
  'task-failed': ['failed source-error'],
  'task-expired': ['failed source-error'],
};

/** Somebody of whom the source holds negatives that are out, and as few as there are. */
function somebodyAt(id: SourceId): { name: string; document: (typeof people)[number]['documents'][number] } {
  const { lookup } = holdingsOf(people);
  const held = people.flatMap(({ name, documents }) =>
    documents.map((document) => ({ name, document, tests: lookup(id, { name, number: document.number }, START) })),
  );
  const [fewest] = held
    .filter(({ tests }) => tests.length > 0 && tests.every(({ outcome }) => outcome === 'negative'))
    // 龙小云 waits for minutes, and so would the test.
    .filter(({ name }) => name !== '龙小云')
    .sort((a, b) => a.tests.length - b.tests.length);
  return fewest!;
}

async function start(id: SourceId) {
  const file: SourceFile = JSON.parse(
    readFileSync(new URL(`../../config/sources/${id}.json`, import.meta.url), 'utf8'),
  );
  // Tasks take seconds, which pass faster here.
  const clock = new SandboxClock(START, file.results.some(({ task }) => task) ? 8 : 1);
  const served = await serve(
    (holdings) => ({ ...SIMULATORS[id](holdings), requestsPerSecond: 1000, oneAtATime: undefined }),
    holdingsOf(people),
    { clock, seed: 1, delayMs: 0 },
  );
  const ask = async (): Promise<SourceReply> => {
    const means = {
      secret: served.simulator.secret,
      tokens: createMemoryTokens(clock),
      tasks: createMemoryTasks(clock),
      breaker: { admit: async () => ({ allowed: true as const }), record: async () => {} },
      origin: () => served.origin,
      clock,
      nextTurn: async () => {},
      nonce: randomUUID,
      random: Math.random,
    };
    return (await askSource(file, means, somebodyAt(id))).reply;
  };
  return { ask, served, clock };
}

const wordOf = (reply: SourceReply) => (reply.kind === 'failed' ? `failed ${reply.reason}` : reply.kind);

/** Only negatives were there; what cannot be read stays unknown. */
const isFaithful = ({ outcome }: TestResult) => outcome === undefined || outcome === 'negative';
const hasTimes = ({ sampleCollectedAt, testedAt, reportIssuedAt }: TestResult) =>
  [sampleCollectedAt, testedAt, reportIssuedAt].some((at) => at !== undefined);

it.each(SOURCE_IDS)('%s', { timeout: 60_000 }, async (id) => {
  const { ask, served, clock } = await start(id);
  try {
    const well = await ask();
    expect(wordOf(well)).toBe('found');
    for (const fault of served.faults.filter((each) => BECOMES[each])) {
      served.setFault(fault);
      const reply = await ask();
      const [word, otherwise] = BECOMES[fault]!;
      expect(wordOf(reply), fault).toBe(otherwise?.[id] ?? word);
      if (reply.kind === 'found') {
        expect(reply.results.every(isFaithful), fault).toBe(true);
      }
      if (fault === 'unheard-of-outcome' && reply.kind === 'found') {
        expect(reply.results.map(({ outcome }) => outcome)).toEqual(reply.results.map(() => undefined));
      }
    }
    // Whatever becomes of these, it is a reply, holds nothing that was not there, and recognition knows bad times for such.
    for (const fault of ['mixed-person', 'deletion', 'future-times', 'ancient-times', 'empty-times'] as const) {
      served.setFault(fault);
      const reply = await ask();
      if (reply.kind !== 'found') continue;
      expect(reply.results.every(isFaithful), fault).toBe(true);
      if (!fault.endsWith('-times')) continue;
      const plausible = reply.results.filter((each) => hasTimes(each) && hasPlausibleTimes(each, clock.now()));
      expect(plausible, fault).toEqual([]);
    }
    served.setFault(null);
    expect(await ask()).toMatchObject({ kind: 'found', results: (well as { results: TestResult[] }).results });
  } finally {
    await served.stop();
  }
});
