/** The sandbox keeps functions to their roles: those of serverless.yml and those generated, read the way IAM reads them. */
import { describe, expect, it } from 'vitest';
import { generate, roleId } from '../cloud/generate.ts';
import { loadConfiguration } from '../functions/effects/configuration.ts';
import { AccessDenied, requireFor, requireOf } from './permissions.ts';
import { readServiceFile, statementsOf } from './service-file.ts';

const { sources } = await loadConfiguration('config');
const generated = generate(sources, { stage: 'test', partition: 'aws' });
const { statements } = readServiceFile('test');
const denials: string[] = [];
const may = (door: string) => requireOf(door, statements[door]!, generated, ({ message }) => denials.push(message));
const soap = requireOf(
  'ask-soap',
  statementsOf(generated.resources.Resources[roleId('ask-soap')]),
  generated,
  () => {},
);

describe('a role', () => {
  it.each([
    ['query-results', 'dynamodb:Query', 'CacheTable', undefined],
    ['query-results', 'dynamodb:GetItem', 'LedgerTable', 'citizen#abc'],
    ['query-results', 'sqs:SendMessage', 'QueueShanghai', undefined],
    ['query-results', 'secretsmanager:GetSecretValue', 'secret/session-key', undefined],
    ['bind-identity', 'secretsmanager:GetSecretValue', 'secret/document-pepper', undefined],
    ['bind-identity', 'dynamodb:PutItem', 'LedgerTable', 'document#abc'],
    ['publish', 's3:PutObject', 'DocumentsBucket/*', undefined],
    ['sign-list', 's3:PutObject', 'DocumentsBucket/trust-list', undefined],
    ['sign-list', 's3:PutObject', 'DocumentsBucket/trust-list-abc', undefined],
    ['share-codes', 'dynamodb:GetItem', 'LedgerTable', 'trust'],
    ['paper-codes', 'dynamodb:GetItem', 'LedgerTable', 'trust'],
    ['venues', 'dynamodb:GetItem', 'LedgerTable', 'trust'],
    ['receipts', 'dynamodb:GetItem', 'LedgerTable', 'trust'],
    ['tallies', 'dynamodb:GetItem', 'LedgerTable', 'trust'],
    ['verifications', 'dynamodb:GetItem', 'LedgerTable', 'trust'],
    ['sign-list', 'dynamodb:Query', 'LedgerTable', 'revocations'],
    ['sign-list', 'secretsmanager:GetSecretValue', 'secret/signing-keys/list', undefined],
    ['publish', 'dynamodb:Query', 'CacheTable', 'source#shanghai'],
    ['paper-results', 's3:DeleteObject', 'PapersBucket/*', undefined],
    ['paper-results', 'dynamodb:PutItem', 'LedgerTable', 'citizen#abc'],
    ['paper-results', 'sqs:SendMessage', 'QueueTibet', undefined],
    ['receive-results', 'dynamodb:BatchGetItem', 'LedgerTable', 'document#abc'],
    ['receive-results', 'secretsmanager:GetSecretValue', 'secret/sources/yunjian-testing', undefined],
  ])('of %s allows %s on %s', (door, action, resource, key) => {
    expect(() => may(door)(action, resource, key)).not.toThrow();
  });

  it.each([
    ['query-results', 'dynamodb:GetItem', 'LedgerTable', 'document#abc'],
    ['query-results', 'dynamodb:GetItem', 'LedgerTable', undefined],
    ['query-results', 'dynamodb:PutItem', 'LedgerTable', 'citizen#abc'],
    ['query-results', 'kms:Decrypt', 'SealingKey', undefined],
    ['sign-in', 'secretsmanager:GetSecretValue', 'secret/document-pepper', undefined],
    ['sign-in', 'dynamodb:GetItem', 'LedgerTable', 'document#abc'],
    ['publish', 'dynamodb:GetItem', 'LedgerTable', 'account#abc'],
    ['publish', 'dynamodb:Query', 'CacheTable', 'abc'],
    ['publish', 's3:GetObject', 'PapersBucket/*', undefined],
    ['query-results', 's3:GetObject', 'PapersBucket/*', undefined],
    ['venues', 'dynamodb:UpdateItem', 'LedgerTable', 'trust'],
    ['share-codes', 'dynamodb:UpdateItem', 'LedgerTable', 'trust'],
    ['sign-list', 's3:PutObject', 'DocumentsBucket/*', undefined],
    ['sign-list', 'dynamodb:GetItem', 'LedgerTable', 'citizen#abc'],
    ['sign-list', 'secretsmanager:GetSecretValue', 'secret/signing-keys/share', undefined],
    ['bind-identity', 's3:GetObject', 'PapersBucket/*', undefined],
    ['bind-identity', 's3:DeleteObject', 'PapersBucket/*', undefined],
    ['paper-results', 'dynamodb:GetItem', 'LedgerTable', 'document#abc'],
    ['paper-results', 'secretsmanager:GetSecretValue', 'secret/document-pepper', undefined],
    ['receive-results', 'dynamodb:UpdateItem', 'LedgerTable', 'citizen#abc'],
    ['receive-results', 'secretsmanager:GetSecretValue', 'secret/sources/shanghai', undefined],
  ])('of %s denies %s on %s, keys of %s', (door, action, resource, key) => {
    expect(() => may(door)(action, resource, key)).toThrow(AccessDenied);
    expect(denials.at(-1)).toContain(`${door} may not ${action} on ${resource}`);
    expect(denials.at(-1)).not.toContain('abc');
  });

  it('of a check is held to the queues of sources that offer one', () => {
    const offers = sources.find(({ checks }) => checks?.phone)!;
    const offersNone = sources.find(({ checks }) => !checks);
    const queue = (id: string) => `Queue${id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}`;
    expect(() => may('bind-identity')('sqs:SendMessage', queue(offers.id))).not.toThrow();
    if (offersNone) expect(() => may('bind-identity')('sqs:SendMessage', queue(offersNone.id))).toThrow(AccessDenied);
  });

  it.each([
    ['receive-results', may('receive-results')],
    ['an ask function', soap],
  ])('of %s ends codes, and changes nothing else of a citizen', (_, role) => {
    const update = (...attributes: string[]) =>
      role('dynamodb:UpdateItem', 'LedgerTable', 'citizen#abc', ['pk', 'sk', ...attributes]);
    expect(() => role('dynamodb:Query', 'LedgerTable', 'citizen#abc')).not.toThrow();
    expect(() => role('dynamodb:PutItem', 'LedgerTable', 'revocations')).not.toThrow();
    expect(() => update('revokedAt')).not.toThrow();
    expect(() => update('revokedAt', 'documents')).toThrow(AccessDenied);
    expect(() => role('dynamodb:PutItem', 'LedgerTable', 'citizen#abc')).toThrow(AccessDenied);
  });

  it('of an ask function opens the secrets of its own sources', () => {
    expect(() => soap('secretsmanager:GetSecretValue', 'secret/sources/hexin-lab')).not.toThrow();
    expect(() => soap('secretsmanager:GetSecretValue', 'secret/sources/shanghai')).toThrow(AccessDenied);
    expect(() => soap('dynamodb:PutItem', 'LedgerTable', 'citizen#abc')).toThrow(AccessDenied);
  });
});

describe('an SDK request', () => {
  const seen = (request: Parameters<typeof requireFor>[0]) => {
    const named: unknown[][] = [];
    const buckets = { bucket: 'DocumentsBucket', photos: 'PapersBucket' };
    requireFor(request, { tables: { t: 'CacheTable' }, buckets, sources }, (...what) => named.push(what));
    return named;
  };
  const post = (target: string, body: object) =>
    seen({ method: 'POST', path: '/', headers: { 'x-amz-target': target }, body: JSON.stringify(body) });

  it('is read in IAM’s words', () => {
    const Key = { pk: { S: 'citizen#a' }, sk: { S: 'profile' } };
    const other = { pk: { S: 'document#b' }, sk: { S: 'document' } };
    expect(post('DynamoDB_20120810.GetItem', { TableName: 't', Key })).toEqual([
      ['dynamodb:GetItem', 'CacheTable', 'citizen#a'],
    ]);
    expect(post('DynamoDB_20120810.BatchGetItem', { RequestItems: { t: { Keys: [Key, other] } } })).toEqual([
      ['dynamodb:BatchGetItem', 'CacheTable', 'citizen#a'],
      ['dynamodb:BatchGetItem', 'CacheTable', 'document#b'],
    ]);
    const query = {
      TableName: 't',
      KeyConditionExpression: 'pk = :who AND begins_with(sk, :what)',
      ExpressionAttributeValues: { ':what': { S: 'paper#' }, ':who': { S: 'citizen#a' } },
    };
    expect(post('DynamoDB_20120810.Query', query)).toEqual([['dynamodb:Query', 'CacheTable', 'citizen#a']]);
    const update = {
      TableName: 't',
      Key,
      UpdateExpression: 'SET revokedAt = :at, #n.q = if_not_exists(n, :zero) REMOVE v',
      ConditionExpression: 'attribute_exists(pk) AND (attribute_not_exists(revokedAt) OR w > :at)',
      ExpressionAttributeNames: { '#n': 'n' },
    };
    const [[, , , touched]] = post('DynamoDB_20120810.UpdateItem', update) as [[string, string, string, string[]]];
    expect([...new Set(touched)].sort()).toEqual(['n', 'pk', 'revokedAt', 'sk', 'v', 'w']);
    expect(post('AmazonSQS.SendMessage', { QueueUrl: 'http://x/0/huren-test-hexin-lab' })).toEqual([
      ['sqs:SendMessage', 'QueueHexinLab'],
    ]);
  });

  it.each([
    ['HEAD', '/bucket/sources', 's3:GetObject', 'DocumentsBucket/sources'],
    ['PUT', '/photos/a', 's3:PutObject', 'PapersBucket/a'],
    ['DELETE', '/photos/a', 's3:DeleteObject', 'PapersBucket/a'],
    ['GET', '/photos', 's3:ListBucket', 'PapersBucket'],
  ])('%s %s is %s on %s', (method, path, action, resource) => {
    expect(seen({ method, path, headers: {} })).toEqual([[action, resource]]);
  });
});
