/** Crowd: makes a source of the sandbox as booked out as a morning peak does. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { EMBEDDED } from '../embedded.ts';
import type { Sandbox } from '../sandbox.ts';

/** As if this many seconds of calls were waiting at the source (functions/asking/admission.ts). */
export async function crowd({ dynamodb, clock }: Sandbox, source: string, seconds: number): Promise<void> {
  const client = new DynamoDBClient({ ...EMBEDDED, endpoint: dynamodb.endpoint });
  const item = { pk: `source#${source}`, sk: 'control', booked: clock.now() + seconds * 1000 };
  await DynamoDBDocumentClient.from(client).send(new PutCommand({ TableName: dynamodb.cache, Item: item }));
  client.destroy();
}
