import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { loadConfiguration } from '../effects/configuration.ts';
import { sourcesFor } from './choose-sources.ts';

const configuration = await loadConfiguration(fileURLToPath(new URL('../../config', import.meta.url)));
const DOCUMENT = { type: 'resident-id', number: '11010519491231002X' } as const;

const ids = (connected: ReadonlySet<string> = configuration.connected) =>
  sourcesFor({ ...configuration, connected }, 'phone', DOCUMENT).map(({ id }) => id);

it('asks the nation about a phone number before any place', () => {
  const all = ids();
  expect(all[0]).toBe('national-platform');
  expect(all).toContain('beijing');
});

it('asks a place where the nation is not connected', () => {
  expect(ids(new Set(['beijing', 'shanghai']))).toEqual(['beijing']);
});
