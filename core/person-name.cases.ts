/** Names as people type them. */
import type { Case } from './cases.ts';
import { normaliseName } from './person-name.ts';

const table: [typed: string, expected: string][] = [
  ['张三', '张三'],
  ['  张三\u3000', '张三'],
  ['阿依古丽•买买提', '阿依古丽·买买提'],
  ['阿依古丽・买买提', '阿依古丽·买买提'],
  ['阿依古丽‧买买提', '阿依古丽·买买提'],
  [' Jane   Mary\u00a0Doe ', 'Jane Mary Doe'],
  ['ＪＡＮＥ　ＤＯＥ', 'JANE DOE'],
  ["Seán O'Neill-Doe, Jr.", "Seán O'Neill-Doe, Jr."],
  ['张\u200b三', '张三'],
  ['\u202e三张\u202c', '三张'],
  ['张\u200e\u2067三\u2069', '张三'],
  ['𠮷田', '𠮷田'],
  ['王\ue863', '王\ue863'],
  ['李䶮', '李䶮'],
  ['𠮷'.repeat(50), '𠮷'.repeat(50)],
  ['𠮷'.repeat(51), 'too-long'],
  [`${'张'.repeat(50)}  `, '张'.repeat(50)],
  // What stands between letters is no letter: as many of those as a document may have, however they are parted.
  [Array(50).fill('A').join('  '), Array(50).fill('A').join(' ')],
  [Array(50).fill('買').join('•'), Array(50).fill('買').join('·')],
  ["O'NEILL-".repeat(7), "O'NEILL-".repeat(7)],
  [`${'e\u0301'.repeat(50)}`, 'e\u0301'.repeat(50)],
  [Array(51).fill('A').join(' '), 'too-long'],
  [`A${"'".repeat(100)}`, 'too-long'],
  ["-. ·'", 'empty'],
  ['', 'empty'],
  [' \u3000 ', 'empty'],
  ['张*三', 'wrong-characters'],
  ['张＊三', 'wrong-characters'],
  ['张3', 'wrong-characters'],
  ['<张三>', 'wrong-characters'],
  ['张\u0000三', 'wrong-characters'],
  ['张\ud842', 'wrong-characters'],
  ['\udfb7张', 'wrong-characters'],
  ['张\ufffd', 'wrong-characters'],
];

export const personNameCases: Case[] = table.map(([typed, expected]) => ({
  name: `${JSON.stringify(typed.slice(0, 12))} is ${JSON.stringify(expected.slice(0, 20))}`,
  expected,
  actual: () => {
    const normalised = normaliseName(typed);
    return 'name' in normalised ? normalised.name : normalised.problem;
  },
}));
