/** serverless.yml as the sandbox needs it: routes, tables and CORS rules, so that they cannot differ from the cloud's. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Statement } from './permissions.ts';

export interface Route {
  method: string;
  path: string;
  /** File in functions/ without its ending. */
  door: string;
}

export interface TableDefinition {
  TableName: string;
  BillingMode: 'PAY_PER_REQUEST';
  AttributeDefinitions: { AttributeName: string; AttributeType: string }[];
  KeySchema: { AttributeName: string; KeyType: string }[];
}

export interface Cors {
  allowedMethods: string[];
  allowedHeaders: string[];
  exposedResponseHeaders: string[];
  maxAge: number;
}

export interface ServiceFile {
  routes: Route[];
  /** Seconds by door. */
  timeouts: Record<string, number>;
  tables: { cache: TableDefinition; ledger: TableDefinition };
  cors: Cors;
  /** Statements of a door's role. */
  statements: Record<string, Statement[]>;
}

const URL_OF_FILE = new URL('../serverless.yml', import.meta.url);

interface FunctionEntry {
  handler: string;
  role: string;
  timeout?: number;
  events?: { httpApi?: string }[];
}

export function readServiceFile(stage: string, text = readFileSync(URL_OF_FILE, 'utf8')): ServiceFile {
  const intrinsics = ['!Ref', '!GetAtt', '!Sub'].map((tag) => ({ tag, resolve: (value: string) => value }));
  const service = parse(text.replaceAll(`\${sls:stage}`, stage), { customTags: intrinsics });
  const functions: FunctionEntry[] = service.functions
    .filter((entry: unknown) => typeof entry === 'object')
    .flatMap((entry: Record<string, FunctionEntry>) => Object.values(entry));
  const resources = Object.assign(
    {},
    ...service.resources.map((part: unknown) => (part as { Resources?: object }).Resources ?? {}),
  );
  return {
    routes: functions.flatMap(({ handler, events = [] }) =>
      events.flatMap(({ httpApi }) => {
        const [method, path] = httpApi?.split(' ') ?? [];
        return method && path ? [{ method, path, door: doorOf(handler) }] : [];
      }),
    ),
    timeouts: Object.fromEntries(
      functions.map(({ handler, timeout }) => [doorOf(handler), timeout ?? service.provider.timeout]),
    ),
    tables: { cache: table(resources.CacheTable), ledger: table(resources.LedgerTable) },
    cors: service.provider.httpApi.cors,
    statements: Object.fromEntries(
      functions.map(({ handler, role }) => [doorOf(handler), statementsOf(resources[role])]),
    ),
  };
}

const doorOf = (handler: string) => handler.replace(/^functions\//, '').replace(/\.handler$/, '');

/** What a role allows. */
export function statementsOf(role: unknown): Statement[] {
  const { Policies } = (role as { Properties: { Policies: { PolicyDocument: { Statement: Statement[] } }[] } })
    .Properties;
  return Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
}

/** What CreateTable takes; expiry, encryption and recovery are the cloud's own business. */
function table({ Properties: p }: { Properties: TableDefinition }): TableDefinition {
  return {
    TableName: p.TableName,
    BillingMode: p.BillingMode,
    AttributeDefinitions: p.AttributeDefinitions,
    KeySchema: p.KeySchema,
  };
}
