/** English of 家人. */
import { counted } from './counted.ts';
import type { FamilyWords } from './family.ts';

export const family: FamilyWords = {
  title: 'Family',
  lead: 'Look up and show for family members without a phone. Such a code says that a guardian shows it, and their document is compared.',
  nothing: 'Nobody has been added yet.',
  relation: { child: 'Child', parent: 'Parent', spouse: 'Husband or wife', other: 'Other family' },
  relationLabel: 'This person is your',
  state: { checking: 'Being checked', confirmed: 'Confirmed', failed: 'Could not be confirmed' },
  failedTodo:
    'Please compare name, document number and any report number, and add them again. If all are right, try again in a few minutes.',
  show: 'Show',
  showAll: (count) => `Show the codes of ${counted(count, 'person', 'people')}`,
  remove: 'Remove',
  removeAsk: (name) => `Stop acting for ${name}? Their code is deleted from this phone at once.`,
  removeYes: 'Yes, remove',
  removeNo: 'Keep',
  removing: 'Removing',
  add: 'Add a family member',
  full: 'Eight people are on your list already; there can be no more.',
  addTitle: 'Add a family member',
  addLead:
    'Exactly as their document has it. Once they prove themselves with a phone of their own, your acting for them ends.',
  specimenLabel: 'Number on their own report or sampling tube',
  specimenHint:
    'Adults give you the number on a report of their own from the last 14 days, or on a tube that was theirs alone, to prove that they agree. Needed from the age of 14, and for documents that do not tell a date of birth, such as passports.',
  consent: 'I am their guardian, or they agree that I look up and show for them',
  consentWhy:
    'Their document number and test results are sensitive personal information. They are used only to look up their results and show their code, stored encrypted, and deleted when you remove them.',
  consentMissing: 'Please tick the consent first',
  submit: 'Add',
  sending: 'Sending',
  sent: 'Sent; a source is checking it, which usually takes seconds.',
  notYet: 'It could not be sent.',
  sendAgain: 'What you entered is still here; please try again in a moment.',
  cancel: 'Do not add',
};
