/** Whether a row is about the person asked, as far as its echo of name and number says. */
import { namesSamePerson } from '../../core/index.ts';
import type { Question } from '../protocol.ts';
import type { ResultService, SourceFile } from '../source-file.ts';
import { textAt } from './path.ts';
import type { Row } from './rows.ts';

/**
 * A source whose file promises an echo must keep it: a row that shows too little to tell whom it concerns is not taken.
 * Where none is promised (`identityEcho: none`) such rows pass, and consolidation knows that they prove little.
 */
export function isAbout(
  row: Row,
  { echoName, echoNumber }: ResultService['fields'],
  promised: SourceFile['identityEcho'],
  question: Question,
): boolean {
  const name = echoName === undefined ? undefined : textAt(row, echoName);
  const number = echoNumber === undefined ? undefined : textAt(row, echoNumber);
  // A name alone is shared by too many to do where a number was promised.
  if (echoNumber !== undefined && promised !== 'none' && !number) return false;
  const word = namesSamePerson(question, { name, number });
  return word === 'same' || (word === 'cannot-tell' && promised === 'none');
}
