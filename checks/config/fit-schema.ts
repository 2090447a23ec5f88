/** Whether a file has the shape its schema describes, with ajv's findings said as remedies. */
import { readFile } from 'node:fs/promises';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { type Problem, pointer } from './problem.ts';
import type { ConfigFile } from './read-files.ts';

export type FitSchema = (file: ConfigFile) => Problem[];

/** One for each kind of file, named as its schema. */
export type Schemas = Record<
  'source' | 'policy' | 'scope' | 'jurisdictions' | 'issuers' | 'papers' | 'roots' | 'staff-words',
  FitSchema
>;

export async function compileSchemas(folder: string): Promise<Schemas> {
  return {
    source: await schemaOf(folder, 'source'),
    policy: await schemaOf(folder, 'policy'),
    scope: await schemaOf(folder, 'scope'),
    jurisdictions: await schemaOf(folder, 'jurisdictions'),
    issuers: await schemaOf(folder, 'issuers'),
    papers: await schemaOf(folder, 'papers'),
    roots: await schemaOf(folder, 'roots'),
    'staff-words': await schemaOf(folder, 'staff-words'),
  };
}

async function schemaOf(folder: string, name: string): Promise<FitSchema> {
  const schema = JSON.parse(await readFile(`${folder}/${name}.schema.json`, 'utf8'));
  const validate = new Ajv2020({ allErrors: true, verbose: true, strictRequired: false }).compile(schema);
  return ({ file, json }) => {
    validate(json);
    return (validate.errors ?? []).filter(saysSomething).map((error) => ({ file, ...said(error) }));
  };
}

/** `if`, and the branches of a `oneOf` that failed, repeat what another error says better. */
function saysSomething({ keyword, schemaPath }: ErrorObject): boolean {
  return keyword !== 'if' && !/\/oneOf\/\d/.test(schemaPath);
}

function said(error: ErrorObject): Omit<Problem, 'file'> {
  const { keyword, params, instancePath: field } = error;
  const described = (schema: unknown) => (schema as { description?: string } | undefined)?.description ?? '';
  const about = described(error.parentSchema);
  switch (keyword) {
    case 'required': {
      const properties = error.parentSchema?.properties as Record<string, unknown> | undefined;
      const description = described(properties?.[params.missingProperty]);
      return { field, remedy: `add "${params.missingProperty}"${description && `: ${description}`}` };
    }
    case 'additionalProperties': {
      const known = Object.keys((error.parentSchema?.properties as object | undefined) ?? {}).filter(
        (key) => key[0] !== '$',
      );
      return {
        field: field + pointer(params.additionalProperty),
        remedy: `is not known here; correct its spelling or remove it. Known: ${known.join(', ')}`,
      };
    }
    case 'enum':
      return { field, remedy: `use one of ${params.allowedValues.join(', ')}. ${about}` };
    case 'false schema':
      return { field, remedy: 'belongs to another kind; remove it' };
    case 'oneOf':
      return { field, remedy: 'give exactly one of parts and sorted' };
    case 'not':
      return { field, remedy: 'give sources or jurisdictions, not both' };
    default:
      return { field, remedy: `${error.message}. ${about}` };
  }
}
