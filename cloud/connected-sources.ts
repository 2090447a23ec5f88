/** The sources a stage connects, as its parameter `sources` in serverless.yml says: `all`, or ids joined by commas. */
import { parse } from 'yaml';
import type { SourceFile } from '../protocols/source-file.ts';

/** Throws when the parameter names nobody, somebody who has no file, or none that could say who anybody is. */
export function connectedSources(serviceFile: string, stage: string, sources: SourceFile[]): SourceFile[] {
  const { params } = parse(serviceFile, { logLevel: 'silent' }) as {
    params: Record<string, { sources?: string } | undefined>;
  };
  const named = params[stage]?.sources ?? params.default?.sources;
  const ids = named === 'all' ? sources.map(({ id }) => id) : (named ?? '').split(',').map((id) => id.trim());
  const unknown = ids.filter((id) => !sources.some((source) => source.id === id));
  if (unknown.length > 0) {
    throw new Error(
      `serverless.yml: params.${stage}.sources names "${unknown.join(', ')}", which has no file in config/sources/; write all, or ids joined by commas`,
    );
  }
  const connected = sources.filter(({ id }) => ids.includes(id));
  if (!connected.some(({ checks }) => checks?.phone || checks?.holder)) {
    throw new Error(
      `serverless.yml: params.${stage}.sources connects none whose file offers the check phone or holder, so nobody could bind a document; add one that does`,
    );
  }
  return connected;
}
