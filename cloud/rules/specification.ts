/** The template against AWS's own resource specification: unknown types and properties, wrong types, missing ones. */
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { Rule } from '../template.ts';

type Database = ReturnType<typeof loadAwsServiceSpecSync>;
type Properties = Record<string, { type: PropertyType; required?: boolean }>;
type PropertyType =
  | { type: 'string' | 'number' | 'integer' | 'boolean' | 'json' | 'date-time' | 'null' | 'tag' }
  | { type: 'array' | 'map'; element: PropertyType }
  | { type: 'union'; types: PropertyType[] }
  | { type: 'ref'; reference: { $ref: string } };

let database: Database | undefined;

export const specification: Rule = (template) => {
  database ??= loadAwsServiceSpecSync();
  const wrong: string[] = [];
  for (const [name, resource] of Object.entries(template.Resources)) {
    const known = database.lookup('resource', 'cloudFormationType', 'equals', resource.Type);
    if (known.length === 0) {
      wrong.push(`${name}: there is no resource type ${resource.Type}`);
      continue;
    }
    wrong.push(...object(database, name, resource.Properties ?? {}, known.only().properties as Properties));
  }
  return wrong;
};

function object(db: Database, path: string, value: Record<string, unknown>, properties: Properties): string[] {
  const missing = Object.entries(properties)
    .filter(([name, { required }]) => required && value[name] === undefined)
    .map(([name]) => `${path}.${name}: is required`);
  const present = Object.entries(value).flatMap(([name, inner]) => {
    const property = properties[name];
    return property ? check(db, `${path}.${name}`, inner, property.type) : [`${path}.${name}: is unknown`];
  });
  return [...missing, ...present];
}

function check(db: Database, path: string, value: unknown, type: PropertyType): string[] {
  if (isIntrinsic(value)) return [];
  const wrong = [`${path}: is not ${type.type}`];
  switch (type.type) {
    case 'string':
    case 'date-time':
      return typeof value === 'string' ? [] : wrong;
    case 'number':
      return typeof value === 'number' ? [] : wrong;
    case 'integer':
      return Number.isInteger(value) ? [] : wrong;
    case 'boolean':
      return typeof value === 'boolean' ? [] : wrong;
    case 'null':
      return value === null ? [] : wrong;
    case 'json':
      return typeof value === 'object' ? [] : wrong;
    case 'tag':
      return isObject(value) && typeof value.Key === 'string' && 'Value' in value ? [] : wrong;
    case 'array':
      return Array.isArray(value) ? value.flatMap((item, i) => check(db, `${path}[${i}]`, item, type.element)) : wrong;
    case 'map':
      return isObject(value)
        ? Object.entries(value).flatMap(([name, item]) => check(db, `${path}.${name}`, item, type.element))
        : wrong;
    case 'ref': {
      const definition = db.get('typeDefinition', type.reference as never) as unknown as { properties: Properties };
      return isObject(value) ? object(db, path, value, definition.properties) : wrong;
    }
    case 'union': {
      const tries = type.types.map((one) => check(db, path, value, one));
      return tries.reduce((best, next) => (next.length < best.length ? next : best));
    }
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What CloudFormation computes at deployment has no type we could check here. */
function isIntrinsic(value: unknown): boolean {
  const keys = isObject(value) ? Object.keys(value) : [];
  return keys.length === 1 && (keys[0] === 'Ref' || keys[0]!.startsWith('Fn::'));
}
