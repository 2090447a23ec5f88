/** What is shown of names and numbers. */
import type { Case } from './cases.ts';
import { lastFour, maskName } from './mask.ts';

const masked = (mask: (text: string) => string, table: [text: string, expected: string][]): Case[] =>
  table.map(([text, expected]) => ({ name: `${text} shows ${expected}`, expected, actual: () => mask(text) }));

export const maskCases: Case[] = [
  ...masked(maskName, [
    ['张小三', '张*三'],
    ['张三', '张*'],
    ['张', '*'],
    ['', ''],
    ['欧阳小三', '欧**三'],
    ['阿依古丽·买买提', '阿***提'],
    ['JANE MARY DOE', 'J***E'],
    ['𠮷小𠮷', '𠮷*𠮷'],
    ['𠮷田', '𠮷*'],
  ]),
  ...masked(lastFour, [['11010519491231002X', '002X']]),
];
