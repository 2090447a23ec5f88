/** Whose: the citizens whom rows are about, of those who have consented and hold the document; of others nothing is read or kept. */
import { type CitizenId, namesSamePerson } from '../../core/index.ts';
import { eachOf } from '../effects/each-of.ts';
import type { ReceivingEffects } from '../effects/for-receiving.ts';
import type { DocumentKey, DocumentRef } from '../effects/items.ts';
import { documentKeyOf } from '../identity/most-documents.ts';
import type { Row } from './row.ts';

export interface OwnRows {
  citizen: CitizenId;
  documentRef: DocumentRef;
  documentKey: DocumentKey;
  /** In the order in which they were sent. */
  rows: Row[];
}

export async function ownRowsOf(effects: ReceivingEffects, rows: readonly Row[]): Promise<OwnRows[]> {
  const byKey = new Map<DocumentKey, Row[]>();
  for (const row of rows) {
    const key = await documentKeyOf(effects, row.document);
    byKey.set(key, [...(byKey.get(key) ?? []), row]);
  }
  const documents = await effects.ledger.readDocuments([...byKey.keys()]);
  const own: OwnRows[] = [];
  await eachOf([...documents], async ([key, { citizen }]) => {
    const found = await ownRows(effects, citizen, key, byKey.get(key)!);
    if (found) own.push(found);
  });
  return own;
}

/** A row with another name than the document's is about somebody else, or mistyped: it is dropped like one of a stranger. */
async function ownRows(
  { ledger, people }: ReceivingEffects,
  citizen: CitizenId,
  key: DocumentKey,
  rows: readonly Row[],
): Promise<OwnRows | undefined> {
  const profile = await ledger.readProfile(citizen);
  const [documentRef, document] = Object.entries(profile?.documents ?? {}).find(([, each]) => each.key === key) ?? [];
  if (!documentRef || !document || profile?.consent === undefined || document.strength === 'matched') return undefined;
  const person = await people.openDocument(citizen, documentRef, document);
  const named = rows.filter(({ name }) => namesSamePerson(person, { name }) !== 'other');
  return named.length ? { citizen, documentRef, documentKey: key, rows: named } : undefined;
}
