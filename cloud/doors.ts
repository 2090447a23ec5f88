/** The doors: the files directly in functions/ that export a Lambda `handler`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const doors = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .filter((file) =>
      /^export (const|function|async function) handler\b/m.test(readFileSync(join(folder, file), 'utf8')),
    )
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
