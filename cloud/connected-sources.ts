/** The sources a stage connects, as its parameter `sources` in serverless.yml says: `all`, or ids joined by commas. */
import { parse } from 'yaml';
import type { SourceFile } from '../protocols/source-file.ts';

/** Throws when the parameter names nobody, or somebody who has no file. */
export function connectedSources(serviceFile: string, stage: string, sources: SourceFile[]): SourceFile[] {
  const { params } = parse(serviceFile, { logLevel: 'silent' }) as {
    params: Record<string, { sources?: string } | undefined>;
  };
  const named = params[stage]?.sources ?? params.default?.sources;
  if (named === 'all') return sources;
  const ids = (named ?? '').split(',').map((id) => id.trim());
  const unknown = ids.filter((id) => !sources.some((source) => source.id === id));
  if (unknown.length > 0) {
    throw new Error(
      `serverless.yml: params.${stage}.sources names "${unknown.join(', ')}", which has no file in config/sources/; write all, or ids joined by commas`,
    );
  }
  return sources.filter(({ id }) => ids.includes(id));
}
