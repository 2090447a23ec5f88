/** Conformance runs against simulated sources: green with the files as they stand, and with a file or a source that is wrong each difference named with its remedy. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { readConfigurationFolder } from '../../functions/effects/configuration.ts';
import type { SourceFile } from '../../protocols/source-file.ts';
import type { Finding } from './finding.ts';
import { written } from './print.ts';
import { aboutAnswerTimes } from './questions/pace-and-time.ts';
import { run } from './run.ts';
import { AT_ONCE, isSimulated, runAll } from './run-all.ts';
import { simulatedTarget } from './simulated-target.ts';
import type { Target } from './target.ts';

// Sources mostly wait; so do we, with many at once.
vi.setConfig({ maxConcurrency: AT_ONCE });

const { sources } = await readConfigurationFolder('config');
const file = (id: string) => structuredClone(sources.find((source) => source.id === id)!);

async function conform(source: SourceFile, change: (target: Target) => Partial<Target> = () => ({})) {
  const target = await simulatedTarget(source);
  try {
    return await run({ ...target, ...change(target) });
  } finally {
    await target.stop();
  }
}

const simulated = sources.filter(isSimulated);

describe('every simulated source', () => {
  let runs: Map<string, Finding[]>;
  beforeAll(async () => {
    runs = await runAll(sources);
  }, 60_000);

  it.each(simulated.map((source) => [source.id, source] as const))('%s conforms', (id, source) => {
    const findings = runs.get(id)!;
    expect(written({ source, place: 'simulated' }, findings, false)).not.toContain('✗');
    expect(findings.length).toBeGreaterThan(15);
  });
});

const remediesIn = (findings: Finding[]) =>
  findings.flatMap(({ remedies }) => remedies.map(({ field, what }) => `${field}: ${what}`)).join('\n');

/** A source, what is wrong in its file, and what the run must say of it. */
type Wrong = [what: string, id: string, (source: SourceFile) => unknown, RegExp];

describe('a file that is wrong', () => {
  it.concurrent.each<Wrong>([
    [
      'the path',
      'jiangsu',
      (s) => (s.results[0]!.path = '/elsewhere'),
      /\/results\/0\/path: HTTP 404 to POST \/elsewhere: is it the right path/,
    ],
    [
      'the place of the code',
      'anhui',
      (s) => (s.results[0]!.success[0]!.path = 'status'),
      /\/results\/0\/success\/0\/path: nothing stands at "status"; the reply has code/,
    ],
    [
      'the place of the rows',
      'jiangsu',
      (s) => (s.results[0]!.rows = 'data.reports'),
      /\/results\/0\/rows: no row stands there/,
    ],
    [
      'the code of success',
      'anhui',
      (s) => (s.results[0]!.success[0]!.values = ['200']),
      /\/results\/0\/codes: their code says "0"; add it/,
    ],
    [
      'the words of outcomes',
      'guangdong',
      (s) => delete s.results[0]!.outcomes['0'],
      /\/results\/0\/outcomes: add "0": what does the document say/,
    ],
    [
      '1 for negative',
      'guangdong',
      (s) => Object.assign(s.results[0]!.outcomes, { '0': 'positive', '1': 'negative' }),
      /\/results\/0\/outcomes: positive was read, negative was promised/,
    ],
    [
      'the words of pools',
      'guangdong',
      (s) => (s.results[0]!.poolSizes = { '99': 20 }),
      /\/results\/0\/poolSizes: add "/,
    ],
    [
      'a field',
      'guangdong',
      (s) => (s.results[0]!.fields.reportIssuedAt = 'bgrq'),
      /\/results\/0\/fields\/reportIssuedAt: nothing stands at "bgrq" in any row; a row has /,
    ],
    [
      'how times are written',
      'guangdong',
      (s) => (s.results[0]!.time = 'yyyy-MM-dd HH:mm:ss'),
      /\/results\/0\/time: "0000000000000" is not written in "yyyy-MM-dd HH:mm:ss"/,
    ],
    [
      'times exchanged',
      'guangdong',
      ({ results: [r] }) => Object.assign(r!.fields, { sampleCollectedAt: 'bgsj', reportIssuedAt: 'cysj' }),
      /\/results\/0\/fields\/testedAt: comes before sampleCollectedAt: have the two been exchanged/,
    ],
    [
      'an echo that is not masked',
      'guangdong',
      (s) => (s.identityEcho = 'masked'),
      /\/identityEcho: is "masked", yet name and number come in full/,
    ],
    [
      'an echo that is not full',
      'jiangsu',
      (s) => (s.identityEcho = 'full'),
      /\/identityEcho: is "full", yet nothing comes in full/,
    ],
    [
      'an echo that is not named',
      'guangdong',
      (s) => {
        s.identityEcho = 'none';
        delete s.results[0]!.fields.echoName;
        delete s.results[0]!.fields.echoNumber;
      },
      /\/identityEcho: is "none", yet xm tells whom the row is about/,
    ],
    [
      'the fields of the echo',
      'guangdong',
      (s) => Object.assign(s.results[0]!.fields, { echoName: 'zjhm', echoNumber: 'xm' }),
      /failed as read|wrong-person/,
    ],
    [
      'a document it does not know',
      'guangdong',
      (s) => (s.documents = { ...s.documents, 'resident-id': '77' }),
      /testPeople|\/results\/0\/rows|\/documents\/resident-id/,
    ],
    [
      'the code of a refusal',
      'anhui',
      (s) => delete s.results[0]!.codes![0]!.values['1001'],
      /\/results\/0\/codes: give their code for a bad signature[\s\S]*their code says "1001"/,
    ],
    [
      'the signature',
      'guangdong',
      (s) => ((s.settings.signature as { digest: string }).digest = 'sha1'),
      /read as refused/,
    ],
    [
      'the limit',
      'hexin-lab',
      (s) => (s.limits.requestsPerSecond = 50),
      /\/limits\/requestsPerSecond: \d+ of \d+ questions were over quota/,
    ],
    ['the deadline', 'hexin-lab', (s) => (s.limits.deadlineMs = 60), /\/limits\/deadlineMs: nothing came within/],
    [
      'a check that nobody passes',
      'shanghai',
      (s) => (s.checks!.matched!.confirmed[0]!.path = 'data.5.type'),
      /\/checks\/matched\/confirmed: never says yes/,
    ],
    [
      'a check that everybody passes',
      'national-platform',
      (s) => (s.checks!.phone!.confirmed[0]!.values = ['*']),
      /\/checks\/phone\/confirmed: says yes to anybody/,
    ],
    [
      'the number of a holder',
      'hexin-lab',
      (s) => (s.checks!.holder!.specimens = ['cardNo']),
      /\/checks\/holder\/specimens: never says yes/,
    ],
  ])(
    'in %s is found',
    async (_what, id, breakIt, remedy) => {
      const source = file(id);
      breakIt(source);
      expect(remediesIn(await conform(source))).toMatch(remedy);
    },
    40_000,
  );
});

it('tells a source that answers later than its file promises, but not for what this machine takes itself', () => {
  const source = file('hexin-lab'); // nine of ten within 2 s
  const told = (ms: number, slackMs = 0) => {
    const times = [...Array(20).fill(300), ...Array(10).fill(ms)];
    return aboutAnswerTimes({ target: { source }, times, slackMs } as never);
  };
  expect(told(1_900)).toMatchObject({ verdict: 'as-expected', actual: '1.90 s over 30 calls' });
  expect(remediesIn([told(2_400)])).toBe('/limits/p90Seconds: set 2.4, and limits.concurrency to at least 12');
  expect(told(2_400, 500).verdict).toBe('as-expected');
});

describe('what a run is given', () => {
  it.concurrent('shows a secret that lacks a field', async () => {
    const findings = await conform(file('guangdong'), ({ secret: { token: _gone, ...secret } }) => ({ secret }));
    expect(remediesIn(findings)).toContain('/secret: no call went out: a field of the secret is missing');
  });

  it.concurrent('shows that there is nobody to ask about', async () => {
    const findings = await conform(file('hexin-lab'), ({ people }) => ({
      people: people.filter(({ expect }) => expect === 'none').slice(0, 1),
    }));
    expect(remediesIn(findings)).toContain('testPeople: ask the source for somebody who is "found"');
    expect(remediesIn(findings)).toMatch(
      /testPeople: ask the source for somebody with a passport, or take passport out of \/documents/,
    );
  });

  it.concurrent('never prints whole numbers or names', async () => {
    const source = file('guangdong');
    source.results[0]!.rows = 'nowhere';
    const target = await simulatedTarget(source);
    const text = written(target, await run(target));
    await target.stop();
    for (const { name, document } of target.people) {
      expect(text).not.toContain(name);
      expect(text).not.toContain(document.number);
    }
  });
});
