/** A query over several pages, in the embedded tables. */
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestGround, type TestGround } from '../testing/ground.ts';
import { createTables, queryAll } from './tables.ts';

let ground: TestGround;
beforeAll(async () => {
  ground = await startTestGround();
});
afterAll(() => ground.stop());

test('a query that needs several pages gives all of them, in order', async () => {
  const tables = createTables(ground.world());
  const all = Array.from({ length: 7 }, (_, at) => ({ pk: 'pages', sk: `item#${at}` }));
  for (const Item of all) await tables.client.send(new PutCommand({ TableName: tables.ledger, Item }));
  const read = (Limit?: number) =>
    queryAll(tables, {
      TableName: tables.ledger,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': 'pages' },
      Limit,
    });
  expect(await read(2)).toEqual(all);
  expect(await read(7)).toEqual(all);
  expect(await read()).toEqual(all);
});
