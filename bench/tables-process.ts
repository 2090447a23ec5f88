/** A process of its own for the embedded DynamoDB, so that its CPU is not counted with what is measured. */
import { startDynamoDb } from '../sandbox/dynamodb.ts';
import { readServiceFile } from '../sandbox/service-file.ts';

const { cache, ledger } = readServiceFile('bench').tables;
const { endpoint, stop } = await startDynamoDb([cache, ledger]);
process.send!({ endpoint, cache: cache.TableName, ledger: ledger.TableName });
process.on('disconnect', () => void stop().then(() => process.exit(0)));
