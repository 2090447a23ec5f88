/** Paper moves: the papers of a citizen who has turned out to be another one. Their photos stay where they lie. */
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { CitizenId } from '../../core/index.ts';
import type { DocumentRef, PaperItem, PaperLine } from './items.ts';
import type { PaperLines } from './paper-lines.ts';
import { paperAt, paperKey } from './papers.ts';
import type { Sealing } from './sealing.ts';
import { ifConditionHolds, type Tables } from './tables.ts';

export interface PaperMoves {
  /**
   * Moves all papers that stand, sealed anew; `refs`: what the documents are called there. One that the other citizen has too
   * is dropped. May be run again: what has been moved is not there any more, and what came meanwhile is moved then.
   */
  move(from: CitizenId, into: CitizenId, refs: ReadonlyMap<DocumentRef, DocumentRef>): Promise<void>;
}

export function createPaperMoves(
  { client, ledger: TableName }: Tables,
  lines: PaperLines,
  sealing: Sealing,
): PaperMoves {
  const sealedAt = (...whose: Parameters<typeof paperKey>) => paperAt(TableName, ...whose);

  return {
    async move(from, into, refs) {
      const [leaving, there] = await Promise.all([lines.readAll(from), lines.readAll(into)]);
      await Promise.all(
        [...leaving].map(async ([id, { sealed, expiresAt, photoOf = from, line: before }]) => {
          const line = before.d === undefined ? before : { ...before, d: refs.get(before.d) ?? before.d };
          // With a photo it is kept even so: nobody but the paper's door can delete one.
          const isDouble = !line.p && [...there].some(([other, kept]) => other !== id && isSame(kept.line, line));
          if (!isDouble) {
            const anew = await sealing.seal(sealedAt(into, id), await sealing.open(sealedAt(from, id), sealed));
            const item: PaperItem = { line, sealed: anew, photoOf, expiresAt };
            await client.send(new PutCommand({ TableName, Item: { ...item, ...paperKey(into, id) } }));
            await lines.write(into, id, line);
          }
          await lines.write(from, id, undefined);
          // A photo that came meanwhile is not lost: the paper stays then, until this is run again.
          await ifConditionHolds(
            client.send(
              new DeleteCommand({
                TableName,
                Key: paperKey(from, id),
                ConditionExpression: before.p ? 'attribute_exists(line.p)' : 'attribute_not_exists(line.p)',
              }),
            ),
          );
        }),
      );
    },
  };
}

/** Of the same institution and with the same number, or the same certificate about the same document. */
function isSame(one: PaperLine, other: PaperLine): boolean {
  return (['m', 's', 'i', 'k', 'r', 'd'] as const).every((field) => one[field] === other[field]);
}
