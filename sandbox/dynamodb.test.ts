/** The embedded DynamoDB has the cloud's tables and finds its items again after a restart. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { startDynamoDb } from './dynamodb.ts';
import { EMBEDDED } from './embedded.ts';
import { readServiceFile } from './service-file.ts';

it('keeps what was acknowledged, table by table of serverless.yml', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'huren-dynamodb-'));
  const { cache, ledger } = readServiceFile('test').tables;
  expect([cache.TableName, ledger.TableName]).toEqual([
    'huren-test-recognition-cache',
    'huren-test-recognition-ledger',
  ]);
  const Key = { pk: { S: 'a' }, sk: { S: 'b' } };
  try {
    for (const round of ['first', 'second']) {
      const embedded = await startDynamoDb([cache, ledger], folder);
      const client = new DynamoDBClient({ ...EMBEDDED, endpoint: embedded.endpoint });
      const { Item } = await client.send(new GetItemCommand({ TableName: ledger.TableName, Key }));
      expect(Item?.word?.S).toBe(round === 'first' ? undefined : 'kept');
      await client.send(new PutItemCommand({ TableName: ledger.TableName, Item: { ...Key, word: { S: 'kept' } } }));
      client.destroy();
      await embedded.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
