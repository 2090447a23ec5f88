/** Where a build finds its stage: at the hosts that serverless.yml names for it, or in the sandbox on this machine. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

export interface Addresses {
  apiAddress: string;
  documentsAddress: string;
  webAddress: string;
}

/** `api`: the sandbox's address for a phone in its network. Throws for a stage that names no host for one of them. */
export function addressesOf(stage: string, repository: string, api = ''): Addresses {
  if (stage === 'sandbox') {
    const sandbox = api || 'http://127.0.0.1:4000';
    return { apiAddress: sandbox, documentsAddress: sandbox, webAddress: 'http://127.0.0.1:10086' };
  }
  const { params } = parse(readFileSync(path.join(repository, 'serverless.yml'), 'utf8'), { logLevel: 'silent' });
  const said = (field: string): string => {
    const value: unknown = { ...params.default, ...params[stage] }[field];
    if (typeof value === 'string' && value !== '') return value;
    throw new Error(`serverless.yml: params.${stage}.${field} is missing; write it there`);
  };
  return {
    apiAddress: `https://${said('apiHost')}`,
    documentsAddress: `https://${said('documentsHost')}`,
    webAddress: said('h5Origin'),
  };
}
