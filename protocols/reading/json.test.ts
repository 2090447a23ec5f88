/** JSON, JSON as text inside JSON, and what is none. */
import { expect, test } from 'vitest';
import { parseJson, unwrap } from './json.ts';
import { placeAt, textAt } from './path.ts';

test('HTML, nothing and half an answer are unreadable', () => {
  for (const text of ['<html></html>', '', '{"code":"0"', '['.repeat(100_000)])
    expect(() => parseJson(text)).toThrow('unreadable');
});

test('nested text is unwrapped, outermost first', () => {
  const document = { data: JSON.stringify({ code: '200', data: JSON.stringify({ xm: '张三' }) }) };
  expect(unwrap(document, ['data', 'data.data'])).toEqual({ data: { code: '200', data: { xm: '张三' } } });
});

test('an object, empty text, a sentence or nothing where nested text was due stays as it is', () => {
  for (const data of [{ code: '200' }, '', '签名错误', null]) expect(unwrap({ data }, ['data'])).toEqual({ data });
  expect(unwrap(null, ['data'])).toBeNull();
  expect(unwrap({ data: 'null' }, ['data'])).toEqual({ data: null });
});

test('paths reach own properties and positions only', () => {
  expect(placeAt({ data: [{ type: '00' }] }, 'data.0.type')).toBe('00');
  expect(placeAt({}, 'constructor.name')).toBeUndefined();
  expect(placeAt('text', 'length')).toBeUndefined();
  expect(textAt({ code: 200, ok: true, name: ' 张三 ', none: null }, 'code')).toBe('200');
  expect(textAt({ ok: true }, 'ok')).toBe('true');
  expect(textAt({ name: ' 张三 ' }, 'name')).toBe('张三');
  expect(textAt({ none: null }, 'none')).toBeUndefined();
});
