/** Papers: paper results in the ledger, sealed, each with its line in the cache; and their photos, sealed, in a bucket of their own. */
import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { CitizenId } from '../../core/index.ts';
import type { PaperId, PaperItem, PaperLine } from './items.ts';
import { PAPER_KEPT_MS, type PaperLines } from './paper-lines.ts';
import type { Photos } from './photos.ts';
import type { SealedAt, Sealing } from './sealing.ts';
import { ifConditionHolds, isLive, secondsOf, type Tables } from './tables.ts';
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

export const paperKey = (citizen: CitizenId, id: PaperId) => ({ pk: `citizen#${citizen}`, sk: `paper#${id}` });

/** Where the text of a paper is sealed. */
export const paperAt = (table: string, citizen: CitizenId, id: PaperId): SealedAt => ({
  table,
  ...paperKey(citizen, id),
  field: 'sealed',
});

export function createPaperStore(
  world: World,
  { client, ledger: TableName }: Tables,
  lines: PaperLines,
  sealing: Sealing,
  photos: Photos,
): PaperStore {
  const photoAt = (owner: CitizenId, id: PaperId) => ({ table: 'photos', ...paperKey(owner, id), field: 'photo' });
  const nameOf = (owner: CitizenId, id: PaperId) => `${owner}/${id}`;
  /** Under whom the paper's photo lies; `undefined`: there is no such paper. */
  async function photoOwner(citizen: CitizenId, id: PaperId): Promise<CitizenId | undefined> {
    const { Item } = await client.send(new GetCommand({ TableName, Key: paperKey(citizen, id), ConsistentRead: true }));
    const item = isLive(Item, world.clock.now()) ? (Item as PaperItem) : undefined;
    return item && (item.photoOf ?? citizen);
  }

  return {
    readAll: (citizen) => lines.readAll(citizen),
    async add(citizen, id, line, text) {
      const sealed = await sealing.seal(paperAt(TableName, citizen, id), JSON.stringify(text));
      const item: PaperItem = { line, sealed, expiresAt: secondsOf(line.a + PAPER_KEPT_MS) };
      await client.send(new PutCommand({ TableName, Item: { ...item, ...paperKey(citizen, id) } }));
      await lines.write(citizen, id, line);
    },
    async remove(citizen, id) {
      // The ledger last: whoever is interrupted finds the paper still there, and removes the rest again.
      await lines.write(citizen, id, undefined);
      await photos.remove(nameOf((await photoOwner(citizen, id)) ?? citizen, id));
      const { Attributes } = await client.send(
        new DeleteCommand({ TableName, Key: paperKey(citizen, id), ReturnValues: 'ALL_OLD' }),
      );
      return Attributes !== undefined;
    },
    async keepPhoto(citizen, id, photo) {
      const owner = await photoOwner(citizen, id);
      if (!owner) return false;
      await photos.write(nameOf(owner, id), await sealing.seal(photoAt(owner, id), photo));
      const written = await ifConditionHolds(
        client.send(
          new UpdateCommand({
            TableName,
            Key: paperKey(citizen, id),
            UpdateExpression: 'SET line.p = :yes',
            ConditionExpression: 'attribute_exists(pk) AND expiresAt > :now',
            ExpressionAttributeValues: { ':yes': true, ':now': Math.floor(world.clock.now() / 1000) },
            ReturnValues: 'ALL_NEW',
          }),
        ),
      );
      if (!written) {
        // Somebody has removed the paper meanwhile; its photo must not outlive it.
        await photos.remove(nameOf(owner, id));
        return false;
      }
      await lines.write(citizen, id, (written.Attributes as PaperItem).line);
      return true;
    },
    async readPhoto(citizen, id) {
      const owner = await photoOwner(citizen, id);
      const sealed = owner && (await photos.read(nameOf(owner, id)));
      return sealed && sealing.open(photoAt(owner, id), sealed);
    },
  };
}
