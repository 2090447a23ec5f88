/** All of them together: hosts, secrets, faults by id, and holdings that a bench passes in. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { instantOf } from '../../core/index.ts';
import { people } from '../people/index.ts';
import { HandClock } from './hand-clock.ts';
import { holdingsOf } from './holdings.ts';
import { SOURCE_IDS, type SourceId, type Sources, startSources } from './index.ts';
import { strangersTest } from './stranger.ts';

let sources: Sources;
const start = async (lookup?: Parameters<typeof startSources>[0]['lookup']) => {
  sources = await startSources({ clock: new HandClock(), people, seed: 1, delayMs: 0, lookup });
};
afterEach(() => sources.stop());

it('gives every simulated source the origin that its file in config/ names, and credentials', async () => {
  await start();
  const folder = new URL('../../config/sources/', import.meta.url);
  // A source may be connected before anybody simulates it.
  const files = readdirSync(folder)
    .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')))
    .filter(({ id }) => SOURCE_IDS.includes(id));
  expect(Object.keys(sources.origins).sort()).toEqual(files.map(({ host }) => host).sort());
  expect(new Set(Object.values(sources.origins)).size).toBe(SOURCE_IDS.length);
  expect(Object.keys(sources.secrets).sort()).toEqual(files.map(({ id }) => id).sort());
});

it('switches a fault on at one source and leaves the others alone', async () => {
  await start();
  for (const fault of sources.faultsAt('anhui')) {
    sources.setFault('anhui', fault);
    expect(sources.fault('anhui')).toBe(fault);
    expect(sources.fault('jiangsu')).toBe(null);
  }
  expect(() => sources.setFault('nowhere' as SourceId, 'down')).toThrow('no simulated source "nowhere"; there are');
});

it('counts for each source apart, and gives up its ports when stopped', async () => {
  await start();
  await fetch(sources.origins['api.anhui.example']!);
  expect(sources.callsSince('anhui', instantOf(0))).toHaveLength(1);
  expect(sources.maxPerSecond('anhui')).toBe(1);
  expect(sources.maxPerSecond('jiangsu')).toBe(0);
  await sources.stop();
  await expect(fetch(sources.origins['api.anhui.example']!)).rejects.toThrow();
  await start();
});

it('answers from the lookup that it is given', async () => {
  const asked: unknown[] = [];
  await start((source, document, now) => {
    asked.push([source, document.number]);
    return [strangersTest(now)];
  });
  const origin = sources.origins['gateway.shanghai.example']!;
  const { appId, appSecret } = sources.secrets.shanghai!;
  const created = await fetch(`${origin}/gateway/auth/accesstoken/create?appId=${appId}&appSecret=${appSecret}`);
  const { access_token } = (await created.json()) as { access_token: string };
  const response = await fetch(`${origin}/gateway/interface-sj-hsjcjgcx-sjgt/getInfo`, {
    method: 'POST',
    headers: { access_token, authoritytype: '2', elementsVersion: '1.00' },
    body: JSON.stringify({ xm: 'x', zjhm: '42' }),
  });
  expect(await response.json()).toMatchObject({ data: [{ name: '佟别人' }] });
  expect(asked).toEqual([['shanghai', '42']]);
});

it('keeps every person’s tests from every source the story does not name', async () => {
  await start();
  const holdings = holdingsOf(people);
  const end = instantOf(Date.parse('2022-08-10T00:00:00+08:00'));
  for (const person of people) {
    for (const [at, document] of person.documents.entries()) {
      for (const source of SOURCE_IDS) {
        const held = holdings.lookup(source, { name: person.name, number: document.number }, end);
        const told = person.tests.filter(
          (test) => test.document === at && test.shownBy.some((shown) => shown.source === source),
        );
        expect(held.map((test) => test.specimenNumber)).toEqual(told.map((test) => test.specimenNumber));
      }
    }
  }
});
