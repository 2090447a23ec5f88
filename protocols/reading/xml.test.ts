/** XML as laboratories send it, and XML that nobody should send. */
import { expect, test } from 'vitest';
import { parseXml } from './xml.ts';

test('values stay text, namespaces go, CDATA and references are read', () => {
  const xml = '<s:a xmlns:s="urn:x"><s:n>0012</s:n><c><![CDATA[<b>&amp;</b>]]></c><r>&lt;&#x20BB7;</r><e/></s:a>';
  expect(parseXml(xml)).toEqual({ a: { n: '0012', c: '<b>&amp;</b>', r: '<𠮷', e: '' } });
});

test('a document type, broken markup, plain text and nothing are unreadable', () => {
  const billion = '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>';
  for (const xml of [billion, '<a><b></a>', 'maintenance', '', '<html><br></html>'])
    expect(() => parseXml(xml)).toThrow('unreadable');
});
