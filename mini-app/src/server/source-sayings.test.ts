import { expect, test } from 'vitest';
import { bySaying, SAYINGS, sayingOf } from './source-sayings.ts';
import { readSource, type SourceState } from './source-state.ts';

const read = (changes: object): SourceState =>
  readSource({ id: 'guangdong', zh: '粤康码', en: 'Guangdong', channel: 'health-code', ...changes });

test.each([
  [{ state: 'found' }, 'found'],
  [{ state: 'found', notOut: true }, 'not-out'],
  [{ state: 'none' }, 'none'],
  [{ state: 'failed', reason: 'timeout' }, 'silent'],
  [{ state: 'failed', reason: 'closed' }, 'silent'],
  [{ state: 'failed', reason: 'a-reason-of-tomorrow' }, 'silent'],
  [{ state: 'failed', reason: 'busy' }, 'busy'],
  [{ state: 'pending' }, 'asking'],
  [{ state: 'asking' }, 'asking'],
  [{ state: 'not-connected' }, 'not-connected'],
  [{ state: 'a-state-of-tomorrow' }, 'unknown'],
  [{}, 'unknown'],
])('%j says %s', (changes, saying) => expect(sayingOf(read(changes))).toBe(saying));

test('every source stands in one group, in the order of the list, and no group is empty', () => {
  const states = ['asking', 'none', 'found', 'none', 'not-connected', 'failed'];
  const sources = states.map((state, number) => read({ id: `s${number}`, state }));
  const groups = bySaying(sources);
  expect(groups.map(({ saying, sources: some }) => [saying, some.map(({ id }) => id)])).toEqual([
    ['found', ['s2']],
    ['none', ['s1', 's3']],
    ['silent', ['s5']],
    ['asking', ['s0']],
    ['not-connected', ['s4']],
  ]);
  expect(groups.map(({ saying }) => SAYINGS.indexOf(saying))).toEqual([0, 2, 3, 5, 6]);
});
