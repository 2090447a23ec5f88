/** Whose a certificate is: names in two scripts, in any order and in passports' letters, and birth dates as far as told. */
import type { Case } from '../cases.ts';
import type { DocumentType } from '../identity.ts';
import { type HolderMatch, matchHolder } from './holder.ts';

const match = (name: string, names: string[], birthDate = '', number = 'C01X0006H', type: DocumentType = 'passport') =>
  matchHolder({ names, birthDate }, { name, document: { type, number } });
const resident = (names: string[], birthDate: string) =>
  match('欧阳测试', names, birthDate, '110101193003070014', 'resident-id');

const cases: [string, HolderMatch, () => HolderMatch][] = [
  ['the same name', 'matches', () => match('LUKAS WEBER', ['Lukas Weber'])],
  ['family name first', 'matches', () => match('WEBER LUKAS', ['Lukas Weber'])],
  ['a comma', 'matches', () => match('WEBER, LUKAS', ['LUKAS WEBER'])],
  ['an umlaut as passports write it', 'matches', () => match('MUELLER JÜRGEN', ['Jürgen Müller', 'JUERGEN MUELLER'])],
  ['an accent', 'matches', () => match('ANA CONCEIÇÃO', ['Ana Conceicao'])],
  ['a hyphen', 'matches', () => match('JEAN PAUL ROUX', ['Jean-Paul Roux'])],
  ['written together', 'matches', () => match('VANDERBERG TOM', ['Vander Berg Tom'])],
  ['one of two spellings', 'matches', () => match('OEZTUERK EMRE', ['Emre Ozturk', 'EMRE OEZTUERK'])],
  ['a middle name less', 'cannot-tell', () => match('LUKAS WEBER', ['Lukas Johann Weber'])],
  ['a middle name more', 'cannot-tell', () => match('LUKAS JOHANN WEBER', ['Lukas Weber'])],
  ['a family name alone', 'cannot-tell', () => match('LUKAS WEBER', ['Weber'])],
  ['another given name', 'differs', () => match('LUKAS WEBER', ['Martin Weber'])],
  ['another name', 'differs', () => match('LUKAS WEBER', ['Ana Martins'])],
  ['no name', 'cannot-tell', () => match('LUKAS WEBER', [])],
  ['Chinese characters on both', 'matches', () => match('欧阳测试', ['欧阳测试'])],
  ['Chinese characters, given name first', 'matches', () => match('欧阳测试', ['测试 欧阳'])],
  ['other Chinese characters', 'differs', () => match('欧阳测试', ['司马测试'])],
  ['Latin letters beside Chinese characters', 'cannot-tell', () => match('欧阳测试', ['Ouyang Ceshi'])],
  ['the same birth date alone', 'cannot-tell', () => resident(['Ouyang Ceshi'], '1930-03-07')],
  ['another birth date', 'differs', () => resident(['Ouyang Ceshi'], '1930-03-08')],
  ['the same name, another birth date', 'differs', () => resident(['欧阳测试'], '1931-03-07')],
  ['the same name and year', 'matches', () => resident(['欧阳测试'], '1930')],
  ['the same name, another month', 'differs', () => resident(['欧阳测试'], '1930-04')],
  ['the same name, no birth date', 'matches', () => resident(['欧阳测试'], '')],
  ['the same name, a birth date that is none', 'matches', () => resident(['欧阳测试'], '07/03/1930')],
  [
    'a birth date that the document does not tell',
    'matches',
    () => match('LUKAS WEBER', ['Lukas Weber'], '1988-01-01'),
  ],
];

export const holderCases: Case[] = cases.map(([name, expected, actual]) => ({ name, expected, actual }));
