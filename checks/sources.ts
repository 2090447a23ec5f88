/** `npm run sources`: writes docs/sources.md anew from config/. */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { currentSourcesPage } from './config/current-sources-page.ts';

const page = fileURLToPath(new URL('../docs/sources.md', import.meta.url));
await writeFile(page, await currentSourcesPage(fileURLToPath(new URL('../config', import.meta.url))));
