/** Withdraw proofs: takes the proofs of those who leave off one document of a citizen, against everybody who writes it meanwhile. */
import type { CitizenId } from '../../core/index.ts';
import type { Effects } from '../effects/effects.ts';
import type { AccountKey, DocumentKey } from '../effects/items.ts';
import { ATTEMPTS, stepAside } from '../effects/step-aside.ts';

/** Whether somebody's proof remains. With none left the document is free again; one of another citizen is left alone. */
export async function withdrawProofs(
  { ledger, world }: Pick<Effects, 'ledger' | 'world'>,
  key: DocumentKey,
  citizen: CitizenId,
  leaving: readonly AccountKey[],
): Promise<boolean> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    await stepAside(world, attempt);
    const document = await ledger.readDocument(key);
    if (document?.citizen !== citizen) return false;
    const { v: _read, ...rest } = document;
    const proofs = Object.entries(document.proofs);
    const staying = proofs.filter(([each]) => !leaving.includes(each as AccountKey));
    if (staying.length === proofs.length) return true;
    const next = staying.length > 0 ? { ...rest, proofs: Object.fromEntries(staying) } : undefined;
    if (await ledger.writeDocument(key, document, next)) return next !== undefined;
  }
  throw new Error('a document changed under every attempt to take proofs off it');
}
