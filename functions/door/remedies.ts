/** Remedies: what to do about a name or a number that is none, wherever one is sent. */
import type { DocumentProblem, NameProblem } from '../../core/index.ts';

export const NAME_REMEDIES: Record<NameProblem, string> = {
  empty: 'Send the name as it stands on the document.',
  'too-long': 'Send at most 50 letters; with the spaces and signs between them, at most 100 characters.',
  'wrong-characters': 'Send the name without digits, stars or other signs; between the parts of a name use ·.',
};

export const NUMBER_REMEDIES: Record<DocumentProblem, string> = {
  empty: 'Send the number as it stands on the document.',
  'wrong-length': 'Count the characters: the number is too short or too long for this kind of document.',
  'wrong-characters': 'Look at letters and digits: this kind of document has others.',
  'wrong-birth-date': 'Look at digits 7 to 14: they are the date of birth.',
  'wrong-check-digit': 'Look at every digit again: at least one is wrong.',
};
