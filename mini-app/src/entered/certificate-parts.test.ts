import { expect, test } from 'vitest';
import { collect } from './certificate-parts.ts';

test('an EU certificate is whole as it is, its last space included', () => {
  expect(collect([], '\n HC1:NCF A ')).toEqual({ kind: 'whole', text: 'HC1:NCF A ' });
});

test('a health card in one code is whole', () => {
  expect(collect([], 'shc:/5676295953')).toEqual({ kind: 'whole', text: 'shc:/5676295953' });
  expect(collect([], 'shc:/1/1/5676295953')).toMatchObject({ kind: 'whole' });
});

test('codes are collected in any order, each counted once', () => {
  const first = collect([], 'shc:/2/3/22');
  expect(first).toEqual({ kind: 'some', codes: ['shc:/2/3/22'], have: 1, all: 3 });
  const again = collect(['shc:/2/3/22'], 'shc:/2/3/22');
  expect(again).toMatchObject({ have: 1 });
  const second = collect(['shc:/2/3/22'], 'shc:/1/3/11');
  expect(second).toMatchObject({ kind: 'some', have: 2 });
  expect(collect(['shc:/2/3/22', 'shc:/1/3/11'], 'SHC:/3/3/33')).toEqual({
    kind: 'whole',
    text: 'shc:/2/3/22\nshc:/1/3/11\nSHC:/3/3/33',
  });
});

test('several codes pasted at once are taken together', () => {
  expect(collect([], 'shc:/1/2/11\n shc:/2/2/22\n')).toEqual({ kind: 'whole', text: 'shc:/1/2/11\nshc:/2/2/22' });
});

test('a code of a certificate with another number of codes begins anew', () => {
  expect(collect(['shc:/1/3/11'], 'shc:/1/2/44')).toEqual({ kind: 'some', codes: ['shc:/1/2/44'], have: 1, all: 2 });
});

test.each(['', 'https://pay.example/x', 'HX20220729001', 'hc2:ABC'])(
  '%j is no certificate and goes nowhere',
  (text) => {
    expect(collect([], text)).toEqual({ kind: 'not-a-certificate' });
  },
);
