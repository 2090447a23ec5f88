/** Rows about the person asked for, about somebody else, and rows that do not say. The people are invented. */
import type { Case } from './cases.ts';
import type { DocumentType } from './identity.ts';
import { namesSamePerson, type SamePerson } from './same-person.ts';

type Row = [
  askedName: string,
  askedNumber: string,
  echoedName: string | undefined,
  echoedNumber: string | undefined,
  expected: SamePerson,
  type?: DocumentType,
];
const ID = '110101199003071233';
const X = '11010519491231002X';

const table: Row[] = [
  // in full
  ['张三', ID, '张三', ID, 'same'],
  ['张三', ID, '张三', undefined, 'same'],
  ['张三', ID, undefined, ID, 'same'],
  ['张三', ID, ' 张 三 ', ID, 'same'],
  ['张三', X, '张三', '11010519491231002x', 'same'],
  ['张三', X, '张三', '１１０１０５１９４９１２３１００２ｘ', 'same'],
  ['张三', ID, '李四', ID, 'other'],
  ['张三', ID, '张三', X, 'other'],
  ['张三', ID, '张三丰', ID, 'other'],
  ['张三', ID, '张', ID, 'other'],
  // nothing said
  ['张三', ID, undefined, undefined, 'cannot-tell'],
  ['张三', ID, '', ' ', 'cannot-tell'],
  ['张三', ID, '**', '******************', 'cannot-tell'],
  // Shanghai: name in clear, 6 + 8* + 4
  ['张三', ID, '张三', '110101********1233', 'same'],
  ['张三', ID, '张三', '110101********1234', 'other'],
  // Sichuan: 陈*印, 2 + 14* + 2; or all stars
  ['陈小印', ID, '陈*印', '11**************33', 'same'],
  ['陈小印', ID, '陈*印', '11**************34', 'other'],
  ['陈小明', ID, '陈*印', '11**************33', 'other'],
  ['陈印', ID, '陈*印', '11**************33', 'other'],
  // Anhui: **华, 4 + 10* + 4
  ['刘德华', ID, '**华', '1101**********1233', 'same'],
  ['刘德华', ID, '**明', '1101**********1233', 'other'],
  ['刘德华', ID, '**华', undefined, 'cannot-tell'],
  // Chongqing: family name and last; the default: 张*, 3 + 11* + 4
  ['张三', ID, '张*', '110***********1233', 'same'],
  ['张三', ID, '张**', '110***********1233', 'same'],
  ['欧阳小三', ID, '欧*三', '110***********1233', 'same'],
  ['张三', ID, '李*', '110***********1233', 'other'],
  ['张三', ID, '张＊', '１１０***********１２３３', 'same'],
  ['张三', ID, '张*', undefined, 'cannot-tell'],
  ['张三', ID, '张*', '***************233', 'cannot-tell'],
  ['张三', X, '张*', '110***********002x', 'same'],
  ['张三', ID, '张*', '110****1233', 'same'],
  // middle dots
  ['阿依古丽·买买提', ID, '阿依古丽•买买提', undefined, 'same'],
  ['阿依古丽·买买提', ID, '阿依古丽.买买提', undefined, 'same'],
  ['阿依古丽·买买提', ID, '阿依古丽买买提', undefined, 'same'],
  ['阿依古丽·买买提', ID, '阿***提', ID, 'same'],
  ['阿依古丽·买买提', ID, '阿依古丽·买合提', ID, 'other'],
  // Latin names
  ['Jane Mary Doe', 'E12345678', 'DOE JANE MARY', 'e12345678', 'same', 'passport'],
  ['Jane Doe', 'E12345678', 'DOE, JANE', undefined, 'same', 'passport'],
  ["Jane O'Doe", 'E12345678', 'ODOE JANE', undefined, 'same', 'passport'],
  ['Jane Doe', 'E12345678', 'JANE ROE', 'E12345678', 'other', 'passport'],
  ['Jane Doe', 'E12345678', 'J***', '*****5678', 'same', 'passport'],
  // rare characters
  ['𠮷田', ID, '𠮷田', undefined, 'same'],
  ['𠮷田', ID, '?田', ID, 'same'],
  ['𠮷田', ID, '??田', ID, 'same'],
  ['𠮷田', ID, '田', ID, 'same'],
  ['𠮷田', ID, '?田', undefined, 'cannot-tell'],
  ['𠮷田', ID, '?山', ID, 'other'],
  ['李䶮', ID, '李\ue863', ID, 'same'],
  ['李䶮', ID, '王䶮', ID, 'other'],
  ['李䶮', ID, '李*', ID, 'same'],
  // permits: old cards add two digits
  ['陈大文', 'H12345678', '陈大文', 'H1234567802', 'same', 'hk-macao-permit'],
  ['陈大文', 'H12345678', '陈大文', 'H12345679', 'other', 'hk-macao-permit'],
  ['陈大文', '12345678', undefined, '1234567801', 'same', 'taiwan-permit'],
  ['陈大文', 'E12345678', undefined, 'E1234567801', 'other', 'passport'],
  // nonsense
  ['张三', ID, '张'.repeat(5000), ID, 'other'],
  ['张三', ID, '*'.repeat(200), ID, 'same'],
  ['张三', ID, '*'.repeat(201), ID, 'other'],
  ['张三', ID, '*三'.repeat(500_000), ID, 'other'],
];

export const samePersonCases: Case[] = table.map(
  ([name, number, echoedName, echoedNumber, expected, type = 'resident-id']) => ({
    name: `asked ${name} ${number}, told ${echoedName?.slice(0, 12)} ${echoedNumber}: ${expected}`,
    expected,
    actual: () => namesSamePerson({ name, document: { type, number } }, { name: echoedName, number: echoedNumber }),
  }),
);
