/**
 * Permissions: each function's role, taken from serverless.yml and what is generated beside it, and kept to in the
 * sandbox. A door that needs more than its role allows fails here, and not on the day it is deployed.
 */
import { type Generated, queueId } from '../cloud/generate.ts';
import { queueNameOf } from '../functions/effects/queues.ts';
import type { SourceFile } from '../protocols/source-file.ts';

export interface Statement {
  Action: string | string[];
  Resource: unknown;
  Condition?: Record<string, Record<string, string[]>>;
}

/** The function's role does not allow what it is about to do. */
export class AccessDenied extends Error {
  override name = 'AccessDeniedException';
}

/** Throws AccessDenied unless the role allows `action` on `resource`; `leadingKey` and `attributes` are what of an item is touched. */
export type Require = (action: string, resource: string, leadingKey?: string, attributes?: readonly string[]) => void;

export function requireOf(
  role: string,
  statements: Statement[],
  generated: Generated,
  onDenied: (denied: AccessDenied) => void,
): Require {
  const allowed = statements.map(({ Action, Resource, Condition }) => ({
    actions: [Action].flat(),
    resources: [Resource].flat().flatMap((resource) => namesOf(resource, generated)),
    keys: Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'],
    only: Condition?.['ForAllValues:StringEquals']?.['dynamodb:Attributes'],
  }));
  return (action, resource, leadingKey, attributes) => {
    const may = allowed.some(
      ({ actions, resources, keys, only }) =>
        actions.includes(action) &&
        resources.some((allowed) => isLike(allowed, resource)) &&
        (!keys || keys.some((key) => isLike(key, leadingKey))) &&
        (!only || attributes?.every((attribute) => only.includes(attribute))),
    );
    if (may) return;
    // Functions log what they catch without its words, as they must; whoever runs the sandbox wants the words.
    const denied = new AccessDenied(`${role} may not ${action} on ${withoutObject(resource)}${kindOf(leadingKey)}`);
    onDenied(denied);
    throw denied;
  };
}

/** Patterns end in a star, or have none. */
const isLike = (pattern: string, key = '') =>
  pattern.endsWith('*') ? key.startsWith(pattern.slice(0, -1)) : key === pattern;

/** What an object is called may stand for a person. */
const withoutObject = (resource: string) => resource.replace(/(Bucket)\/.*/, '$1/*');

/** `document#…` is told as `document`; whatever follows may stand for a person. */
const kindOf = (leadingKey?: string) => (leadingKey?.includes('#') ? `, keys of ${leadingKey.split('#')[0]}` : '');

/** A resource as the sandbox names it: the logical id, `DocumentsBucket/<object>` or `/*`, or `secret/<name>`. */
function namesOf(resource: unknown, generated: Generated): string[] {
  if (typeof resource === 'object' && resource !== null) {
    const { 'Fn::GetAtt': getAtt, 'Fn::Sub': sub } = resource as { 'Fn::GetAtt'?: string[]; 'Fn::Sub'?: string };
    return getAtt ? [getAtt[0]!] : namesOf(sub, generated);
  }
  const text = String(resource);
  const list = /^\$\{file\(\.\/generated\.json\):(\w+)\}$/.exec(text)?.[1];
  if (list) return generated[list as 'queueArns'].flatMap((arn) => namesOf(arn, generated));
  const secret = /:secret:huren\/[^/]+\/(.+)-\?{6}$/.exec(text)?.[1];
  return [secret ? `secret/${secret}` : text.replace(/^\$\{(\w+)\.Arn\}/, '$1').replace(/\.Arn$/, '')];
}

/** What an SDK's HTTP request would do, in IAM's words. Bodies are looked through by pattern: this runs for every call. */
export interface Naming {
  /** Table name → logical id. */
  tables: Record<string, string>;
  /** Bucket name → logical id. */
  buckets: Record<string, string>;
  sources: SourceFile[];
}

interface SdkRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: unknown;
}

export function requireFor(
  { method, path, headers, body }: SdkRequest,
  { tables, buckets, sources }: Naming,
  require: Require,
) {
  const [service, operation] = (headers['x-amz-target'] ?? '').split('.');
  const text = body instanceof Uint8Array ? Buffer.from(body).toString('latin1') : String(body ?? '');
  if (service?.startsWith('DynamoDB')) {
    const table = /"(?:TableName":|RequestItems":\{)"([^"]+)"/.exec(text)?.[1] ?? '';
    const keys = leadingKeys(text);
    const attributes = operation === 'UpdateItem' ? [attributesOf(text)] : [];
    for (const key of keys.length > 0 ? keys : [undefined])
      require(`dynamodb:${operation}`, tables[table] ?? table, key, ...attributes);
  } else if (service === 'AmazonSQS') {
    const source = sources.find((each) => text.includes(`-${queueNameOf(each)}"`));
    require(`sqs:${operation}`, source ? queueId(source) : text);
  } else {
    const [, bucket = '', object] = path.split('/');
    const id = buckets[bucket] ?? bucket;
    if (object) require(OBJECT_ACTIONS[method] ?? `s3:${method}`, `${id}/${object}`);
    else require('s3:ListBucket', id);
  }
}

const OBJECT_ACTIONS: Record<string, string> = {
  GET: 's3:GetObject',
  HEAD: 's3:GetObject',
  PUT: 's3:PutObject',
  DELETE: 's3:DeleteObject',
};

/** Every partition key touched: of the items named, or the one that a query compares with. */
function leadingKeys(text: string): string[] {
  const queried = /"KeyConditionExpression":"[^"]*?\bpk = (:\w+)/.exec(text)?.[1];
  const pattern = queried ? new RegExp(`"${queried}":\\{"S":"([^"]*)"`, 'g') : /"pk":\{"S":"([^"]*)"/g;
  return [...text.matchAll(pattern)].map(([, key]) => key!);
}

const WORDS = ['SET', 'REMOVE', 'ADD', 'DELETE', 'AND', 'OR', 'NOT', 'IN', 'BETWEEN'];

/** Every attribute that an update names: its keys, and those in its expressions, outermost ones only. */
function attributesOf(update: string): string[] {
  const {
    Key = {},
    UpdateExpression = '',
    ConditionExpression = '',
    ExpressionAttributeNames = {},
  } = JSON.parse(update);
  const named = `${UpdateExpression} ${ConditionExpression}`.match(/(?<![:#.\w])#?[A-Za-z_]\w*(?![\w(])/g) ?? [];
  const written = named.filter((word) => !WORDS.includes(word)).map((word) => ExpressionAttributeNames[word] ?? word);
  return [...Object.keys(Key), ...written];
}
