/** The part every results door has: a complete question, the tests a source may show of that document, newest first. */
import type { DocumentType } from '../../../core/index.ts';
import type { HeldTest } from '../holdings.ts';
import type { SourceId } from '../source-ids.ts';
import type { Documents, Door, Question, Received, ShowsFrom, WriteTests } from './description.ts';

export interface Results {
  source: SourceId;
  documents: Documents;
  from: ShowsFrom;
  /** `undefined` where a part of the question is missing. */
  question(received: Received): Partial<Question> | undefined;
  write: WriteTests;
}

/** The `answer` of a door that tells results. Asks for a name where the question has room for one. */
export function results({ source, documents, from, question, write }: Results): Door['answer'] {
  const isTyped = Object.values(documents).some((code) => code !== '');
  return (received) => {
    const asked = question(received);
    if (!asked?.number || ('name' in asked && !asked.name) || (isTyped && !asked.type)) return 'incomplete';
    const { name, number, type } = asked;
    const held = received.holdings.lookup(source, { name, number }, received.call.at);
    const shown = held.filter((test) => isAskedFor(test, documents, type) && isShown(test, from));
    return write(
      shown.sort((a, b) => (b.sampledAt ?? 0) - (a.sampledAt ?? 0)),
      received,
    );
  };
}

function isAskedFor({ documentType }: HeldTest, documents: Documents, type: string | undefined): boolean {
  const code = documents[documentType];
  return code !== undefined && (code === '' || code === type);
}

function isShown({ receivedAt, outcome }: HeldTest, from: ShowsFrom): boolean {
  if (from === 'sampling') return true;
  return outcome !== undefined || (from === 'receipt' && receivedAt !== undefined);
}

const EACH: DocumentType[] = ['resident-id', 'passport', 'hk-macao-permit', 'taiwan-permit', 'permanent-resident-id'];
const coded = (codes: string[]) =>
  Object.fromEntries(EACH.map((type, at) => [type, codes[at]!])) as Record<DocumentType, string>;

/** WS 364.3 CV02.01.101, as far as the facts list it; what it does not know is 99 其他. */
export const WS = coded(['01', '03', '06', '07', '99']);
/** As in GB/T 38962. */
export const GB = coded(['10', '20', '14', '15', '34']);
/** All five, and no code is sent. */
export const UNTYPED = coded(['', '', '', '', '']);
/** Resident identity numbers only. */
export const ID_ONLY: Documents = { 'resident-id': '' };
