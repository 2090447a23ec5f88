/** The embedded DynamoDB: dynalite on a folder, so that it survives a restart, or in memory for tests. */
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient, ResourceInUseException } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { EMBEDDED } from './embedded.ts';
import type { TableDefinition } from './service-file.ts';

export interface EmbeddedDynamoDb {
  endpoint: string;
  stop(): Promise<void>;
}

/** Tables that are missing are created; those that are there stay as they are. */
export async function startDynamoDb(tables: TableDefinition[], folder?: string): Promise<EmbeddedDynamoDb> {
  if (folder) mkdirSync(folder, { recursive: true });
  const server: Server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0, path: folder });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new DynamoDBClient({ ...EMBEDDED, endpoint });
  for (const definition of tables) {
    await client.send(new CreateTableCommand(definition as never)).catch((error) => {
      if (!(error instanceof ResourceInUseException)) throw error;
    });
  }
  client.destroy();
  return {
    endpoint,
    stop: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        // Idle connections of clients would hold it open.
        server.closeAllConnections();
      }),
  };
}
