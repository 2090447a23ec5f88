/** The page of sources as config/ stands now. Files that cannot be read are left to the checks. */
import type { Jurisdiction } from '../../core/index.ts';
import type { SourceFile } from '../../protocols/source-file.ts';
import { readFiles } from './read-files.ts';
import { sourcesPage } from './sources-page.ts';

export async function currentSourcesPage(folder: string): Promise<string> {
  const { files: sources } = await readFiles(folder, 'sources');
  const { files: places } = await readFiles(folder, '.');
  const jurisdictions = places.find(({ name }) => name === 'jurisdictions')?.json ?? [];
  return sourcesPage(
    sources.map(({ json }) => json as SourceFile),
    jurisdictions as Jurisdiction[],
  );
}
