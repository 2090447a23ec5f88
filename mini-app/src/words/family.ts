/** Words of 家人: those a person acts for, and how one is added. */
import type { Relation } from '../../../core/index.ts';
import type { Dependent } from '../server/family-server.ts';

export interface FamilyWords {
  title: string;
  lead: string;
  nothing: string;
  relation: Record<Relation, string>;
  relationLabel: string;
  state: Record<Dependent['state'], string>;
  failedTodo: string;
  show: string;
  showAll(count: number): string;
  remove: string;
  removeAsk(name: string): string;
  removeYes: string;
  removeNo: string;
  removing: string;
  add: string;
  full: string;
  addTitle: string;
  addLead: string;
  specimenLabel: string;
  specimenHint: string;
  consent: string;
  consentWhy: string;
  consentMissing: string;
  submit: string;
  sending: string;
  sent: string;
  notYet: string;
  sendAgain: string;
  cancel: string;
}
