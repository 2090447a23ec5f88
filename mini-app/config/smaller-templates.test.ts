/** What is taken out of the templates is used by no page. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { collapsed } from './smaller-templates.ts';

test('no page uses what the templates have lost', () => {
  const folder = path.resolve(__dirname, '../src');
  const using = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx'))
    .filter((file) =>
      /\b(catchMove|animation|hoverSt\w+|on(Animation|Transition|LongPress|LongTap)\w*)=/.test(
        readFileSync(path.join(folder, file), 'utf8'),
      ),
    );
  expect(using).toEqual([]);
});

test('nothing but spaces goes', () => {
  const template =
    '<view  class="{{i.cl}}"   id="a b">\n  <template is="{{xs.a(c, item.nn, l)}}" />\n</view>\n\n<block>{{i.v}}</block>\n';
  expect(collapsed(template)).toBe(
    '<view class="{{i.cl}}" id="a b"><template is="{{xs.a(c, item.nn, l)}}" /></view><block>{{i.v}}</block>',
  );
});
