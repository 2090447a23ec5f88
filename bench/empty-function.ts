/** The peer of start-up.ts: a function that does nothing and has the DynamoDB client, as the least function of ours must. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'local' }));

export const handler = async () => ({ statusCode: 204, body: String(client === undefined) });
