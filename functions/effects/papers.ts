/** Papers: paper results in the ledger, sealed, each with its line in the cache; and their photos, sealed, in a bucket of their own. */
import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { CitizenId } from '../../core/index.ts';
import type { PaperId, PaperItem, PaperLine } from './items.ts';
import { PAPER_KEPT_MS, type PaperLines } from './paper-lines.ts';
import type { Photos } from './photos.ts';
import type { Sealing } from './sealing.ts';
import { ifConditionHolds, secondsOf, type Tables } from './tables.ts';
import type { World } from './world.ts';

/** What was typed or scanned, in full: for whoever wants a copy of what is kept, and for making marks anew. */
export type PaperText = { number: string; institution?: string } | { certificate: string };

export interface PaperStore {
  /** All that stand, with their lines. */
  readAll(citizen: CitizenId): Promise<Map<PaperId, PaperItem>>;
  add(citizen: CitizenId, id: PaperId, line: PaperLine, text: PaperText): Promise<void>;
  /** With its photo and its line. False when there was none. */
  remove(citizen: CitizenId, id: PaperId): Promise<boolean>;
  /** Base64 of a JPEG or PNG. False when the paper is gone. */
  keepPhoto(citizen: CitizenId, id: PaperId, photo: string): Promise<boolean>;
  readPhoto(citizen: CitizenId, id: PaperId): Promise<string | undefined>;
}

export function createPaperStore(
  world: World,
  { client, ledger: TableName }: Tables,
  lines: PaperLines,
  sealing: Sealing,
  photos: Photos,
): PaperStore {
  const keyOf = (citizen: CitizenId, id: PaperId) => ({ pk: `citizen#${citizen}`, sk: `paper#${id}` });
  const photoAt = (citizen: CitizenId, id: PaperId) => ({ table: 'photos', ...keyOf(citizen, id), field: 'photo' });
  const nameOf = (citizen: CitizenId, id: PaperId) => `${citizen}/${id}`;

  return {
    readAll: (citizen) => lines.readAll(citizen),
    async add(citizen, id, line, text) {
      const key = keyOf(citizen, id);
      const sealed = await sealing.seal({ table: TableName, ...key, field: 'sealed' }, JSON.stringify(text));
      const item: PaperItem = { line, sealed, expiresAt: secondsOf(line.a + PAPER_KEPT_MS) };
      await client.send(new PutCommand({ TableName, Item: { ...item, ...key } }));
      await lines.write(citizen, id, line);
    },
    async remove(citizen, id) {
      // The ledger last: whoever is interrupted finds the paper still there, and removes the rest again.
      await lines.write(citizen, id, undefined);
      await photos.remove(nameOf(citizen, id));
      const { Attributes } = await client.send(
        new DeleteCommand({ TableName, Key: keyOf(citizen, id), ReturnValues: 'ALL_OLD' }),
      );
      return Attributes !== undefined;
    },
    async keepPhoto(citizen, id, photo) {
      await photos.write(nameOf(citizen, id), await sealing.seal(photoAt(citizen, id), photo));
      const written = await ifConditionHolds(
        client.send(
          new UpdateCommand({
            TableName,
            Key: keyOf(citizen, id),
            UpdateExpression: 'SET line.p = :yes',
            ConditionExpression: 'attribute_exists(pk) AND expiresAt > :now',
            ExpressionAttributeValues: { ':yes': true, ':now': Math.floor(world.clock.now() / 1000) },
            ReturnValues: 'ALL_NEW',
          }),
        ),
      );
      if (!written) {
        // Somebody has removed the paper meanwhile; its photo must not outlive it.
        await photos.remove(nameOf(citizen, id));
        return false;
      }
      await lines.write(citizen, id, (written.Attributes as PaperItem).line);
      return true;
    },
    async readPhoto(citizen, id) {
      const sealed = await photos.read(nameOf(citizen, id));
      return sealed && sealing.open(photoAt(citizen, id), sealed);
    },
  };
}
