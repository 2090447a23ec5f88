/** `npm run check`'s part for config/: every mistake with file, field and remedy, and what a reviewer should look at. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { checkConfiguration } from './config/check-configuration.ts';
import { currentSourcesPage } from './config/current-sources-page.ts';
import { compileSchemas } from './config/fit-schema.ts';

const folder = fileURLToPath(new URL('../config', import.meta.url));
const { problems, notices } = await checkConfiguration(folder, await compileSchemas(folder));

const page = '../docs/sources.md';
const written = await readFile(new URL(page, new URL('../config/', import.meta.url)), 'utf8').catch(() => '');
if (problems.length === 0 && written !== (await currentSourcesPage(folder)))
  problems.push({ file: page, field: '', remedy: 'is not what config/sources/ says; run npm run sources' });

for (const notice of notices) console.log(`note   ${notice}`);
for (const { file, field, remedy } of problems) console.error(`error  config/${file} ${field || '/'}: ${remedy}`);
console.log(`config: ${problems.length} errors, ${notices.length} notes`);
if (problems.length > 0) process.exitCode = 1;
