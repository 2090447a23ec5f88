/** Which answers hold no rows, and which hold we do not know what: only the first may pass for "nothing held". */
import { expect, test } from 'vitest';
import { rowsAt } from './rows.ts';

const ROW = { jg: '阴性' };

test.each<[string, unknown]>([
  ['the question itself was answered with nothing', undefined],
  ['no place', {}],
  ['no place on the way', { data: {} }],
  ['null', { data: { list: null } }],
  ['null on the way', { data: null }],
  ['empty text', { data: { list: '' } }],
  ['empty text on the way', { data: '' }],
  ['an empty list', { data: { list: [] } }],
  ['an empty list for an empty object on the way', { data: [] }],
  ['an empty object', { data: { list: {} } }],
])('no rows: %s', (_name, document) => {
  expect(rowsAt(document, 'data.list')).toEqual([]);
});

test('one object is one row, and a position may stand in a path', () => {
  expect(rowsAt({ data: { list: ROW } }, 'data.list')).toEqual([ROW]);
  expect(rowsAt({ data: [{ list: [ROW, null, ''] }] }, 'data.0.list')).toEqual([ROW]);
});

test.each<[string, unknown]>([
  ['JSON left as text', { data: '{"list":[{"jg":"阳性"}]}' }],
  ['the whole answer as text', '{"data":{"list":[{"jg":"阳性"}]}}'],
  ['rows where an object was agreed', { data: [ROW] }],
  ['a number on the way', { data: 1 }],
  ['a truth value on the way', { data: false }],
  ['a sentence for rows', { data: { list: 'busy' } }],
  ['rows of texts', { data: { list: ['阴性'] } }],
])('unreadable: %s', (_name, document) => {
  expect(() => rowsAt(document, 'data.list')).toThrow('unreadable');
});
