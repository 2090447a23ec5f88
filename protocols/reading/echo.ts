/** Whether a row is about the person asked, as far as its echo of name and number says. */
import { namesSamePerson } from '../../core/index.ts';
import type { Question } from '../protocol.ts';
import type { ResultService } from '../source-file.ts';
import { textAt } from './path.ts';
import type { Row } from './rows.ts';

/**
 * Every echo the file promises must be there and agree; a row that keeps silent about whom it concerns is not taken.
 * Without promised echoes (`identityEcho: none`) every row passes, and consolidation knows that it proves little.
 */
export function isAbout(row: Row, { echoName, echoNumber }: ResultService['fields'], question: Question): boolean {
  if (echoNumber !== undefined) {
    const number = textAt(row, echoNumber);
    if (number === undefined || !numbersAgree(question.document.number, number)) return false;
  }
  if (echoName !== undefined) {
    const name = textAt(row, echoName);
    if (name === undefined || !namesSamePerson(question.name, name)) return false;
  }
  return true;
}

const MIN_VISIBLE = 4;

/** A star stands for one character; fewer than four visible characters say nothing about anybody. */
export function numbersAgree(asked: string, echoed: string): boolean {
  const [full, shown] = [[...asked.trim().toUpperCase()], [...echoed.trim().toUpperCase()]];
  if (full.length !== shown.length) return false;
  const visible = shown.filter((character) => character !== '*').length;
  return visible >= MIN_VISIBLE && shown.every((character, at) => character === '*' || character === full[at]);
}
