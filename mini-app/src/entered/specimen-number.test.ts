import { expect, test } from 'vitest';
import { type DocumentType, type Instant, parseInstant } from '../../../core/index.ts';
import { specimenAskedFor } from './specimen-number.ts';

const at = (text: string) => parseInstant(text) as Instant;
const MORNING = at('2022-08-01T07:45:00+08:00');

test.each<[string, boolean, string]>([
  ['330105194203170002', true, 'a grandfather'],
  ['330105201311050000', false, 'a child of eight'],
  [' 330105 19420317 0002 ', true, 'with spaces'],
  ['33010519420317', false, 'half of it'],
  ['330105194203170003', false, 'with a wrong check digit, which is told first'],
  ['', false, 'nothing yet'],
])('the number %j asks: %s, %s', (typed, asked) => {
  expect(specimenAskedFor('resident-id', typed, MORNING)).toBe(asked);
});

test('on the fourteenth birthday the form begins to ask, by the hour of Beijing', () => {
  const born = '330105200808020005';
  expect(specimenAskedFor('resident-id', born, at('2022-08-01T23:59:59+08:00'))).toBe(false);
  expect(specimenAskedFor('resident-id', born, at('2022-08-02T00:00:00+08:00'))).toBe(true);
});

test.each<DocumentType>(['passport', 'hk-macao-permit', 'taiwan-permit', 'permanent-resident-id'])(
  'a %s tells no birth date, so that the form asks at once',
  (type) => {
    expect(specimenAskedFor(type, '', MORNING)).toBe(true);
  },
);
