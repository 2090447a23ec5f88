/** Hosts of a stage that are still the invented ones of this repository: under .example, where nobody can ever be. */
import { parse } from 'yaml';
import type { SourceFile } from '../protocols/source-file.ts';
import { connectedSources } from './connected-sources.ts';

/** Where each is written: as `params.prod.apiHost`, or the id of a source that the stage connects. */
export function inventedHosts(serviceFile: string, stage: string, sources: SourceFile[]): string[] {
  const { params } = parse(serviceFile, { logLevel: 'silent' }) as { params: Record<string, Record<string, unknown>> };
  const isInvented = (host: unknown) => /\.example$/.test(String(host));
  return [
    ...Object.entries({ ...params.default, ...params[stage] })
      .filter(([, value]) => isInvented(value))
      .map(([field]) => `params.${stage}.${field}`),
    ...connectedSources(serviceFile, stage, sources)
      .filter(({ host }) => isInvented(host))
      .map(({ id }) => id),
  ];
}
