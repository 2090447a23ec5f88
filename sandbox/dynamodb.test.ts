/** The embedded DynamoDB has the cloud's tables and finds its items again after a restart. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
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

it('keeps what was acknowledged when its process is killed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'huren-dynamodb-'));
  const { ledger } = readServiceFile('test').tables;
  const program = `
    import { startDynamoDb } from ${JSON.stringify(new URL('./dynamodb.ts', import.meta.url).href)};
    startDynamoDb(${JSON.stringify([ledger])}, ${JSON.stringify(folder)}).then(({ endpoint }) => console.log(endpoint));`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program]);
  try {
    const [endpoint] = await once(child.stdout, 'data');
    const Item = { pk: { S: 'a' }, sk: { S: 'b' } };
    const client = new DynamoDBClient({ ...EMBEDDED, endpoint: String(endpoint).trim() });
    await client.send(new PutItemCommand({ TableName: ledger.TableName, Item }));
    child.kill('SIGKILL');
    await once(child, 'exit');
    client.destroy();

    const again = await startDynamoDb([ledger], folder);
    const reader = new DynamoDBClient({ ...EMBEDDED, endpoint: again.endpoint });
    const got = await reader.send(new GetItemCommand({ TableName: ledger.TableName, Key: Item }));
    expect(got.Item).toEqual(Item);
    reader.destroy();
    await again.stop();
  } finally {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
});
