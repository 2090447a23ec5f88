/** Stages: what serverless.yml calls them, and says of each. The mini-program is built for the same names, and for the sandbox. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { SigningAlgorithm } from '../core/share-code/signed-key.ts';
import { Mistake } from '../functions/operating/mistake.ts';
import { issuerAlgorithmOf } from '../functions/signing/issuer-algorithm.ts';

/** Those that are packaged: one per partition of AWS. */
export const STAGES = { aws: 'prod', 'aws-cn': 'prod-cn' } as const;
export type Partition = keyof typeof STAGES;

export interface Stage {
  name: string;
  region: string;
  issuerAlgorithm: SigningAlgorithm;
  /** Where the web page lies, without a slash at the end. */
  h5Origin: string;
}

const FILE = new URL('../serverless.yml', import.meta.url);

/** A stage as its parameters say. Throws a Mistake that names the field, for a stage that is none too. */
export function stageNamed(name: string, serviceFile = readFileSync(FILE, 'utf8')): Stage {
  const { params } = parse(serviceFile, { logLevel: 'silent' }) as { params: Record<string, Record<string, unknown>> };
  const { default: all, ...stages } = params;
  if (!Object.hasOwn(stages, name))
    throw new Mistake(`serverless.yml has no stage ${name}; say one of ${Object.keys(stages).join(', ')}.`);
  const said = { ...all, ...stages[name] };
  const text = (field: string): string => {
    if (typeof said[field] === 'string') return said[field];
    throw new Mistake(`serverless.yml: params.${name}.${field} is missing; write it there.`);
  };
  try {
    const issuerAlgorithm = issuerAlgorithmOf(said.issuerAlgorithm);
    return { name, region: text('region'), h5Origin: text('h5Origin'), issuerAlgorithm };
  } catch (error) {
    throw error instanceof Mistake
      ? error
      : new Mistake(`serverless.yml: params.${name}: ${(error as Error).message}.`);
  }
}
