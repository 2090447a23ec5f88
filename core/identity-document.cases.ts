/** Document numbers as people type them. The people are invented. */
import type { Case } from './cases.ts';
import type { DocumentType } from './identity.ts';
import { normaliseDocument } from './identity-document.ts';

const table: [type: DocumentType, typed: string, expected: string][] = [
  ['resident-id', '110101199003071233', '110101199003071233'],
  ['resident-id', '11010519491231002x', '11010519491231002X'],
  ['resident-id', '１１０１０５１９４９１２３１００２ｘ', '11010519491231002X'],
  ['resident-id', ' 110105 19491231 002X\u3000', '11010519491231002X'],
  ['resident-id', '\u200b110101199003071233\ufeff', '110101199003071233'],
  ['resident-id', '\u202d110101199003071233\u202c', '110101199003071233'],
  ['resident-id', '810000199001010019', '810000199001010019'],
  ['resident-id', '820000197707070032', '820000197707070032'],
  ['resident-id', '830000198505050021', '830000198505050021'],
  ['resident-id', '110101199003071234', 'wrong-check-digit'],
  ['resident-id', '110101199003071323', 'wrong-check-digit'],
  ['resident-id', '11010519491231002Y', 'wrong-characters'],
  ['resident-id', '1101051949123X0020', 'wrong-characters'],
  ['resident-id', '110101199013071233', 'wrong-birth-date'],
  ['resident-id', '110101199002301233', 'wrong-birth-date'],
  ['resident-id', '110101190002291233', 'wrong-birth-date'], // 1900 had no leap day
  ['resident-id', '11010119900307123', 'wrong-length'],
  ['resident-id', '110101900307123', 'wrong-length'], // the 15 digits of before 2013
  ['resident-id', '', 'empty'],
  ['resident-id', ' \u3000', 'empty'],
  ['resident-id', '11010119900307١233', 'wrong-characters'],
  ['passport', 'e12345678', 'E12345678'],
  ['passport', 'EA1234567', 'EA1234567'],
  ['passport', 'G 1234 5678', 'G12345678'],
  ['passport', 'AB123', 'AB123'],
  ['passport', 'AB12', 'wrong-length'],
  ['passport', 'A'.repeat(21), 'wrong-length'],
  ['passport', 'E1234-5678', 'wrong-characters'],
  ['hk-macao-permit', 'h12345678', 'H12345678'],
  ['hk-macao-permit', 'M1234567802', 'M12345678'],
  ['hk-macao-permit', 'H123456780', 'wrong-length'],
  ['hk-macao-permit', 'A12345678', 'wrong-characters'],
  ['hk-macao-permit', '123456789', 'wrong-characters'],
  ['taiwan-permit', '12345678', '12345678'],
  ['taiwan-permit', '1234567801', '1234567801'],
  ['taiwan-permit', '123456780', 'wrong-length'],
  ['taiwan-permit', 'T1234567', 'wrong-characters'],
  ['permanent-resident-id', 'abc123456789012', 'ABC123456789012'],
  ['permanent-resident-id', 'ABC12345678901', 'wrong-length'],
  ['permanent-resident-id', 'AB1123456789012', 'wrong-characters'],
];

export const identityDocumentCases: Case[] = table.map(([type, typed, expected]) => ({
  name: `${type} ${JSON.stringify(typed)} is ${expected}`,
  expected,
  actual: () => {
    const normalised = normaliseDocument(type, typed);
    return 'document' in normalised ? normalised.document.number : normalised.problem;
  },
}));
