/** The files of config/, parsed, or what keeps them from being parsed. */
import { readdir, readFile } from 'node:fs/promises';
import type { Problem } from './problem.ts';

export interface ConfigFile {
  /** Below config/, such as `sources/shanghai.json`. */
  file: string;
  /** Without folder and `.json`. */
  name: string;
  json: unknown;
}

/** `only`: this one file of the folder. */
export async function readFiles(
  folder: string,
  sub: string,
  only?: string,
): Promise<{ files: ConfigFile[]; problems: Problem[] }> {
  const files: ConfigFile[] = [];
  const problems: Problem[] = [];
  for (const entry of (await readdir(`${folder}/${sub}`)).sort()) {
    const file = sub === '.' ? entry : `${sub}/${entry}`;
    if (only !== undefined && entry !== only) continue;
    if (entry.endsWith('.schema.json') || (sub === '.' && !entry.endsWith('.json'))) continue;
    if (!entry.endsWith('.json')) {
      problems.push({ file, field: '', remedy: 'only .json files belong here; move or rename it' });
      continue;
    }
    try {
      files.push({ file, name: entry.slice(0, -5), json: JSON.parse(await readFile(`${folder}/${file}`, 'utf8')) });
    } catch (error) {
      problems.push({ file, field: '', remedy: `is not JSON; mend it: ${(error as Error).message}` });
    }
  }
  return { files, problems };
}
