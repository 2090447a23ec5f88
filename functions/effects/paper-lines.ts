/** Paper lines: what reading needs of a citizen's papers, in the cache; the ledger can always make it again. */
import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { CitizenId } from '../../core/index.ts';
import type { PaperId, PaperItem, PaperLine, PapersItem } from './items.ts';
import { ifConditionHolds, isLive, secondsOf, type Tables } from './tables.ts';
import type { World } from './world.ts';

/** By id; none that is past its time. */
export type Papers = ReadonlyMap<PaperId, PaperLine>;

/** No window that anybody has asked for is longer (the delta's fourteen days). */
export const PAPER_KEPT_MS = 14 * 86_400_000;

const PAPER = 'paper#';

export interface PaperLines {
  /** From the ledger. */
  readAll(citizen: CitizenId): Promise<Map<PaperId, PaperItem>>;
  /** Puts a line, or with `undefined` takes it away; no other line is touched. */
  write(citizen: CitizenId, id: PaperId, line: PaperLine | undefined): Promise<void>;
  /** Makes the cache's lines again from the ledger. */
  restore(citizen: CitizenId): Promise<Papers>;
}

export function createPaperLines(world: World, { client, cache, ledger }: Tables): PaperLines {
  const lines: PaperLines = {
    async readAll(citizen) {
      const page = await client.send(
        new QueryCommand({
          TableName: ledger,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :citizen AND begins_with(sk, :paper)',
          ExpressionAttributeValues: { ':citizen': `citizen#${citizen}`, ':paper': PAPER },
        }),
      );
      const items = (page.Items ?? []).filter((item) => isLive(item, world.clock.now()));
      return new Map(items.map((item) => [item.sk.slice(PAPER.length) as PaperId, item as PaperItem]));
    },
    async write(citizen, id, line) {
      const written = client.send(
        new UpdateCommand({
          TableName: cache,
          Key: { pk: citizen, sk: '#papers' },
          UpdateExpression: line ? 'SET #id = :line, expiresAt = :ttl' : 'REMOVE #id',
          ExpressionAttributeNames: { '#id': id },
          ...(line
            ? { ExpressionAttributeValues: { ':line': line, ':ttl': secondsOf(world.clock.now() + PAPER_KEPT_MS) } }
            : { ConditionExpression: 'attribute_exists(#id)' }),
        }),
      );
      await ifConditionHolds(written);
    },
    async restore(citizen) {
      const papers = await lines.readAll(citizen);
      await Promise.all([...papers].map(([id, { line }]) => lines.write(citizen, id, line)));
      return new Map([...papers].map(([id, { line }]) => [id, line]));
    },
  };
  return lines;
}

/** The item is kept as long as its youngest line, so the others are looked at one by one. */
export function papersIn(item: PapersItem, now: number): Papers {
  const lines = Object.entries(item).filter(
    (entry): entry is [PaperId, PaperLine] => typeof entry[1] === 'object' && entry[1].a + PAPER_KEPT_MS > now,
  );
  return new Map(lines);
}
