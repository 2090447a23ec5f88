/** Tasks: the TaskStore of protocols as sealed items, each bound to one document of a citizen at one source. */
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type CitizenId, instantOf } from '../../core/index.ts';
import type { TaskStore } from '../../protocols/index.ts';
import type { DocumentRef, TaskItem } from './items.ts';
import type { Sealing } from './sealing.ts';
import { ifConditionHolds, isLive, secondsOf, type Tables } from './tables.ts';
import type { World } from './world.ts';

export interface Tasks {
  of(citizen: CitizenId, source: string, document: DocumentRef): TaskStore;
}

/** A source's id of a task may hold whatever the source likes, so it is sealed. */
export function createTasks(world: World, { client, cache: TableName }: Tables, sealing: Sealing): Tasks {
  return {
    of(citizen, source, document) {
      const keyOf = (service: string) => ({ pk: `task#${citizen}`, sk: `${source}#${document}#${service}` });
      const placeOf = (service: string) => ({ table: TableName, ...keyOf(service), field: 'sealed' });
      return {
        async read(service) {
          const got = await client.send(new GetCommand({ TableName, Key: keyOf(service), ConsistentRead: true }));
          const item = got.Item as TaskItem | undefined;
          if (!item?.sealed || !isLive(item, world.clock.now())) return undefined;
          return {
            id: await sealing.open(placeOf(service), item.sealed),
            expiresAt: instantOf(item.expiresAt * 1000),
          };
        },
        async keep(service, { id, expiresAt }) {
          const item: TaskItem = { sealed: await sealing.seal(placeOf(service), id), expiresAt: secondsOf(expiresAt) };
          await client.send(new PutCommand({ TableName, Item: { ...item, ...keyOf(service) } }));
        },
        async drop(service) {
          await ifConditionHolds(
            client.send(
              new UpdateCommand({
                TableName,
                Key: keyOf(service),
                UpdateExpression: 'REMOVE sealed',
                ConditionExpression: 'attribute_exists(pk)',
              }),
            ),
          );
        },
      };
    },
  };
}
