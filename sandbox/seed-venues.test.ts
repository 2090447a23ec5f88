import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEffects } from '../functions/effects/index.ts';
import { venues, worksAt } from './invented-venues.ts';
import { people } from './people/index.ts';
import { Phone } from './phone.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';

const STAFF = people.filter(({ id }) => worksAt(id).length > 0);
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ people: STAFF, bindPeople: false });
});
afterAll(() => sandbox.stop());

test('everybody who works at an invented venue is an invented person, and each venue has a manager and staff', () => {
  const named = venues.flatMap(({ staff }) => staff.map(({ person }) => person));
  expect(named.filter((each) => !people.some(({ id }) => id === each))).toEqual([]);
  for (const { staff } of venues) expect(staff.map(({ role }) => role).sort()).toEqual(['manager', 'staff']);
});

test('venues stand at known places, under different rules', () => {
  const known = JSON.parse(readFileSync(new URL('../config/jurisdictions.json', import.meta.url), 'utf8'));
  const codes = known.map(({ code }: { code: string }) => code);
  expect(venues.filter(({ jurisdiction }) => !codes.includes(jurisdiction))).toEqual([]);
  expect(new Set(venues.map(({ jurisdiction }) => jurisdiction)).size).toBe(venues.length);
  expect(new Set(venues.map(({ scene }) => scene)).size).toBe(venues.length);
});

test.each(['sandbox', 'wechat', 'alipay'] as const)(
  'who works somewhere is staff there with the account of %s',
  async (platform) => {
    const effects = await createEffects(sandbox.world);
    for (const person of STAFF) {
      const phone = new Phone(sandbox.gatewayOrigin, sandbox.superApps);
      await phone.signIn(person, platform);
      const { account } = (await effects.sessions.open(phone.token))!;
      const at = (await effects.venues.ofAccount(account)).map(({ id, staff }) => `${id} ${staff.role}`);
      expect(at.sort()).toEqual(
        worksAt(person.id)
          .map(({ id, role }) => `${id} ${role}`)
          .sort(),
      );
    }
  },
);

test('the list of people marks them', async () => {
  const listed = (await (await fetch(`${sandbox.gatewayOrigin}/sandbox/people`)).json()) as {
    id: string;
    venues: unknown;
  }[];
  const byId = new Map(listed.map((each) => [each.id, each.venues]));
  expect(byId.get('li-ting')).toEqual([
    { id: 'hzwulin0', zh: '杭州武林河畔商场', en: 'Wulin Riverside Mall, Hangzhou', role: 'staff' },
    expect.objectContaining({ id: 'shdepart', role: 'staff' }),
  ]);
});
