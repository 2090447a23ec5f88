/** People: the names and numbers of citizens, sealed in their profiles and in claims; opened only to ask a source or to bind. */
import type { CitizenId } from '../../core/index.ts';
import type { Question } from '../../protocols/index.ts';
import type { AccountKey, ClaimItem, DocumentRef, ProfileDocument } from './items.ts';
import type { Sealing } from './sealing.ts';
import type { Tables } from './tables.ts';

export interface People {
  sealClaim(account: AccountKey, question: Question): Promise<Uint8Array>;
  openClaim(account: AccountKey, claim: ClaimItem): Promise<Question | undefined>;
  sealDocument(citizen: CitizenId, ref: DocumentRef, question: Question): Promise<Uint8Array>;
  openDocument(citizen: CitizenId, ref: DocumentRef, document: ProfileDocument): Promise<Question>;
}

export function createPeople(tables: Tables, sealing: Sealing): People {
  const claimAt = (account: AccountKey) => ({
    table: tables.ledger,
    pk: `account#${account}`,
    sk: 'claim',
    field: 'sealed',
  });
  const documentAt = (citizen: CitizenId, ref: DocumentRef) => ({
    table: tables.ledger,
    pk: `citizen#${citizen}`,
    sk: 'profile',
    field: `documents.${ref}.sealed`,
  });
  return {
    sealClaim: (account, question) => sealing.seal(claimAt(account), JSON.stringify(question)),
    async openClaim(account, { sealed }) {
      return sealed && (JSON.parse(await sealing.open(claimAt(account), sealed)) as Question);
    },
    sealDocument: (citizen, ref, { name, document }) =>
      sealing.seal(documentAt(citizen, ref), JSON.stringify({ name, document })),
    async openDocument(citizen, ref, { sealed }) {
      return JSON.parse(await sealing.open(documentAt(citizen, ref), sealed)) as Question;
    },
  };
}
