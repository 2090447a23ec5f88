/** Whether a row is about the person asked, as far as its echo of name and number says. */
import { namesSamePerson } from '../../core/index.ts';
import type { Question } from '../protocol.ts';
import type { ResultService, SourceFile } from '../source-file.ts';
import { textReaderOf } from './path.ts';
import type { Row } from './rows.ts';

/**
 * A source whose file promises an echo must keep it: a row that shows too little to tell whom it concerns is not taken, nor is a
 * name alone where a number was promised, for too many share it. Where none is promised (`identityEcho: none`) such rows pass,
 * and consolidation knows that they prove little. Rows of one answer mostly say the same, so the last word is kept.
 */
export function createIsAbout(
  { echoName, echoNumber }: ResultService['fields'],
  promised: SourceFile['identityEcho'],
  question: Question,
): (row: Row) => boolean {
  const judge = (name: string | undefined, number: string | undefined) => {
    if (echoNumber !== undefined && promised !== 'none' && !number) return false;
    if (name === question.name && number === question.document.number) return true;
    const word = namesSamePerson(question, { name, number });
    return word === 'same' || (word === 'cannot-tell' && promised === 'none');
  };
  const [nameOf, numberOf] = [textReaderOf(echoName), textReaderOf(echoNumber)];
  let last: { name: string | undefined; number: string | undefined; isAbout: boolean } | undefined;
  return (row) => {
    const name = nameOf(row);
    const number = numberOf(row);
    if (!last || last.name !== name || last.number !== number) last = { name, number, isAbout: judge(name, number) };
    return last.isAbout;
  };
}
