/** Remedies go to terminals and to logs of CI: they say where to look, and nothing of whom was asked about. */
import { expect, it } from 'vitest';
import { instantOf, type TestResult } from '../../core/index.ts';
import { readConfigurationFolder } from '../../functions/effects/configuration.ts';
import { written } from './print.ts';
import { aboutRows } from './questions/what-rows-say.ts';
import { aboutPeople, type PersonHeard } from './questions/whoever-holds-results.ts';
import { remediesOfFailure } from './remedies.ts';
import type { TestPerson } from './test-person.ts';

const { sources } = await readConfigurationFolder('config');
const source = structuredClone(sources.find(({ id }) => id === 'guangdong')!);
const person: TestPerson = {
  name: '欧阳小明',
  document: { type: 'resident-id', number: '110101190303070016' },
  expect: 'found',
  newest: { institution: '某某医学检验所' },
};

it.each([404, 500])('not the question that stands in an address (HTTP %i)', (status) => {
  const request = { method: 'GET' as const, path: `/elsewhere?zjhm=${person.document.number}`, headers: {} };
  const heard = {
    ms: 1,
    answers: [],
    exchanges: [{ ms: 1, request, reply: { status, headers: {}, body: Buffer.from('{}') } }],
  };
  const remedies = remediesOfFailure(source, 'source-error', heard);
  expect(JSON.stringify(remedies)).toContain('/elsewhere');
  expect(JSON.stringify(remedies)).not.toContain(person.document.number);
});

it.each(['欧阳小明', '欧**明', '110101190303070016'])('not %s, where a file takes it for a word', (told) => {
  const [service] = source.results;
  service!.rows = 'rows';
  service!.fields = { outcome: 'xm', institution: 'xm' };
  const results: TestResult[] = [{ outcome: 'negative', institution: told }];
  const heard = {
    ms: 1,
    exchanges: [],
    answers: [{ service: service!, answer: { rows: [{ xm: told }] } }],
    reply: { kind: 'found' as const, results, retrievedAt: instantOf(0) },
  };
  const everybody: PersonHeard[] = [{ person, heard }];
  const asking = { target: { source, clock: { now: () => instantOf(0) } } } as never;
  const said = written({ source, place: 'simulated' }, [
    ...aboutRows(asking, everybody),
    ...aboutPeople(asking, everybody),
  ]);
  expect(said).toContain('/results/0/fields/outcome: names the person: is it the right field?');
  expect(said).toContain('another was read, 某某医学检验所 was promised');
  expect(said).not.toContain(told);
});
