import { expect, it } from 'vitest';
import { testConfiguration } from '../testing/configuration.ts';
import { sourcesFor } from './choose-sources.ts';

const ids = (connected?: string[]) => {
  const configuration = testConfiguration();
  const chosen = connected ? { ...configuration, connected: new Set(connected) } : configuration;
  return sourcesFor(chosen, 'phone', { type: 'resident-id', number: '11010519491231002X' }).map(({ id }) => id);
};

it('asks the nation about a phone number before any place', () => {
  const all = ids();
  expect(all[0]).toBe('national-platform');
  expect(all).toContain('beijing');
});

it('asks a place where the nation is not connected', () => {
  expect(ids(['beijing', 'shanghai'])).toEqual(['beijing']);
});
