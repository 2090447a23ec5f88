/**
 * Acts: what managers, staff and operators did at a venue, with keys or about a source, so that it can be looked up later.
 * Added and never changed; nobody's identity, and nothing of citizens. Noted right after it is done.
 */
import { randomBytes } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { DAY_MS, formatInstant, type Instant, instantOf } from '../../core/index.ts';
import type { ActItem, VenueId } from './items.ts';
import { isLive, queryAll, secondsOf, type Tables } from './tables.ts';
import type { Timed } from './world.ts';

/** Of what they are acts. */
export type ActsOf = `venue#${VenueId}` | `source#${string}` | 'keys';
export type Act = Omit<ActItem, 'at' | 'expiresAt'>;

export interface Acts {
  note(of: ActsOf, act: Act): Promise<void>;
  /** The oldest first. */
  list(of: ActsOf): Promise<(Act & { at: Instant })[]>;
}

const KEPT_MS = 400 * DAY_MS;

export function createActs({ clock }: Timed, tables: Tables): Acts {
  const { client, ledger: TableName } = tables;
  return {
    async note(of, act) {
      const at = clock.now();
      const item: ActItem = { ...act, at, expiresAt: secondsOf(at + KEPT_MS) };
      // Two of one moment are two.
      const sk = `${formatInstant(at)}#${randomBytes(4).toString('hex')}`;
      await client.send(new PutCommand({ TableName, Item: { ...item, pk: `acts#${of}`, sk } }));
    },
    async list(of) {
      const acts = await queryAll<ActItem>(tables, {
        TableName,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': `acts#${of}` },
      });
      return acts
        .filter((act) => isLive(act, clock.now()))
        .sort((a, b) => a.at - b.at)
        .map(({ at, act, by, what }) => ({ at: instantOf(at), act, ...(by && { by }), ...(what && { what }) }));
    },
  };
}
