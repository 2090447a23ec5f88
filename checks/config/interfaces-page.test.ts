/** docs/interfaces.md has every source, with the host, evidence, limits and network its file has. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { SourceFile } from '../../protocols/source-file.ts';
import { readFiles } from './read-files.ts';

const ROOT = new URL('../../', import.meta.url);
const lines = readFileSync(new URL('docs/interfaces.md', ROOT), 'utf8').split('\n');
const { files } = await readFiles(fileURLToPath(new URL('config', ROOT)), 'sources');
const sources = files.map(({ json }) => json as SourceFile);

test.each(sources.map((source) => [source.id, source] as const))('%s', (id, source) => {
  const titles = lines.filter((line) => line.startsWith(`### ${id} `) || line.startsWith(`- **${id}** `));
  expect(titles).toHaveLength(1);
  const [title = ''] = titles;
  expect(title).toContain(` · ${source.evidence}`);
  if (title.startsWith('#')) expect(title).toContain(` · ${source.host} · `);

  const { requestsPerSecond, concurrency, p90Seconds, deadlineMs, dailyQuota, maintenance = [] } = source.limits;
  const rows = lines
    .filter((line) => line.startsWith(`| ${id} |`))
    .map((row) => row.split('|').map((cell) => cell.trim()));
  expect(rows).toHaveLength(1);
  const [, , perSecond, atOnce, , p90, deadline, , network, late, further = ''] = rows[0]!;
  expect([perSecond, atOnce, p90, deadline, network, late]).toEqual(
    [requestsPerSecond, concurrency, p90Seconds, deadlineMs / 1000, source.network, source.usualLagHours].map(String),
  );
  const closed = maintenance.map(({ from, to }) => `closed ${from}–${to}`);
  const quota =
    dailyQuota === undefined ? [] : [`${dailyQuota.toLocaleString('fr').replaceAll(/\s/g, ' ')} calls a day`];
  expect(further).toBe([...quota, ...closed].join('; '));
});
