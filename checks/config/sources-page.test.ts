/** The page of sources says what the files say, and the one in docs/ is the current one. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Jurisdiction } from '../../core/index.ts';
import type { SourceFile } from '../../protocols/source-file.ts';
import { currentSourcesPage } from './current-sources-page.ts';
import { sourcesPage } from './sources-page.ts';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string) => readFile(new URL(path, ROOT), 'utf8');
const places = [{ code: '540000', zh: '西藏自治区', en: 'Tibet' }] as Jurisdiction[];

test('docs/sources.md is current', async () => {
  expect(await read('docs/sources.md')).toBe(await currentSourcesPage(fileURLToPath(new URL('config', ROOT))));
});

test('a row says what a reader compares sources by', async () => {
  const tibet = JSON.parse(await read('config/sources/tibet.json')) as SourceFile;
  expect(sourcesPage([tibet], places).split('\n')).toContain(
    '| 540000 西藏自治区 | [tibet](../config/sources/tibet.json) | 藏易通 |  | health-code | signed-request | assumed | full | fixed-address | 1/s, 1 at once, 0.9 s, 8 s; closed 00:00–02:00 | 12 h |  |',
  );
});

test('quota, checks and the app stand in their columns, and the sources are counted', async () => {
  const xinjiang = JSON.parse(await read('config/sources/xinjiang.json')) as SourceFile;
  const guangdong = {
    ...xinjiang,
    id: 'guangdong',
    jurisdiction: '440000',
    app: '粤省事',
    checks: { phone: {} },
  } as SourceFile;
  const page = sourcesPage([xinjiang, guangdong], places);
  expect(page).toMatch(/\| 粤省事 \|.*100000 a day.*\| phone \|/);
  expect(page).toContain('2 sources. Channels: 2 health-code.');
  expect(page.indexOf('guangdong')).toBeLessThan(page.indexOf('xinjiang'));
});
