import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEffects, type Effects } from '../../effects/index.ts';
import type { AccountKey, VenueId } from '../../effects/items.ts';
import { startTestGround, type TestGround } from '../../testing/ground.ts';
import type { VenueMeans } from './means.ts';
import { runVenueOrder } from './orders.ts';

let ground: TestGround;
let effects: Effects;
let wanted = 0;
beforeAll(async () => {
  ground = await startTestGround();
  effects = await createEffects(ground.world());
});
afterAll(() => ground.stop());

const means = async (): Promise<VenueMeans> => ({
  ...effects,
  clock: ground.clock,
  jurisdictions: ground.configuration.jurisdictions,
  async wantList() {
    wanted += 1;
  },
});
const run = (...argv: string[]) => runVenueOrder(argv, means);
const GATE = ['--zh', '某站', '--en', 'A station', '--jurisdiction', '310000', '--scene', 'public-places'];
async function added(): Promise<VenueId> {
  const { text, failed } = await run('add', ...GATE);
  expect(failed).toBe(false);
  return text.slice(0, 8) as VenueId;
}

describe('what is mistaken names its remedy', () => {
  test.each<[string[], RegExp]>([
    [[], /^Say what to do\./],
    [['open'], /^There is no order open\./],
    [['constructor'], /^There is no order constructor\./],
    [['add', 'somewhere'], /quotes: somewhere/],
    [['add', ...GATE.slice(2)], /^Say --zh/],
    [['add', ...GATE, '--zh', '字'.repeat(41)], /1 to 40 characters/],
    [['add', ...GATE, '--en', 'two\nlines'], /^Say --en/],
    [['add', ...GATE, '--jurisdiction', '999999'], /^Say --jurisdiction with a code/],
    [['add', ...GATE, '--scene', 'indoors'], /^Say --scene with one of public-places/],
    [['add', ...GATE, '--manager'], /^add knows no --manager\./],
    [['invite'], /^Say which venue/],
    [['invite', 'nowhere0'], /^nowhere0 is no venue/],
    [['remove', 'nowhere0'], /^nowhere0 is no venue/],
  ])('%j', async (argv, mistake) => {
    const { text, failed } = await run(...argv);
    expect([text, failed]).toEqual([expect.stringMatching(mistake), true]);
  });

  test.each(['--window-hours', '--compare', '--negatives', '--sampling-proof-hours', '--policy'])(
    'a venue has no rule of its own: there is no %s',
    async (option) => {
      const { text, failed } = await run('add', ...GATE, option, '24');
      expect([text, failed]).toEqual([expect.stringMatching(/^Unknown option '--/), true]);
    },
  );
});

test('a venue is opened, listed, joined by a manager’s invitation, and has a poster', async () => {
  const id = await added();
  expect(id).toMatch(/^[a-z0-9]{8}$/);
  expect(await effects.venues.read(id)).toMatchObject({ zh: '某站', scene: 'public-places', jurisdiction: '310000' });
  const invited = await run('invite', id, '--manager');
  const [, invitation] =
    /^https:\/\/h5\.example\/#\/staff\/pages\/join\/index\?venue=\w+&invitation=([\w-]{22})\n/.exec(invited.text)!;
  expect(await effects.invitations.read(id, invitation!)).toMatchObject({ role: 'manager' });
  expect(await effects.invitations.read(id, invitation!)).not.toHaveProperty('by');
  const staff = await run('invite', id);
  expect(staff.text).toMatch(/is staff at 某站/);
  await effects.venues.appoint(id, 'one' as AccountKey, 'manager');
  await effects.venues.appoint(id, 'two' as AccountKey, 'staff');
  expect((await run('list')).text).toContain(`${id}  某站 / A station  310000 public-places: 1 of 2 are managers`);
  expect((await run('poster', id)).text).toMatch(/^https:\/\/h5\.example\/#\/more\/pages\/venue\/index\?code=[\w-]+\n/);
});

test('where no key signs posters it says who knows when one does', async () => {
  const id = await added();
  const keys = ground.secrets['signing-keys/venue']!;
  ground.secrets['signing-keys/venue'] = {};
  const { text, failed } = await run('poster', id);
  ground.secrets['signing-keys/venue'] = keys;
  expect([text, failed]).toEqual([expect.stringMatching(/^No key signs posters now; npm run keys -- show/), true]);
});

test('a closed venue leaves no staff, no invitation and no poster that stands', async () => {
  const id = await added();
  await effects.venues.appoint(id, 'three' as AccountKey, 'manager');
  await run('poster', id);
  await run('invite', id);
  const [poster] = await effects.posters.list(id);
  const before = wanted;
  const { text } = await run('remove', id);
  expect(text).toContain('is closed. Posters revoked: 1;');
  expect(wanted).toBe(before + 1);
  expect(await effects.revocations.has(poster!.id)).toBe(true);
  expect(await effects.venues.ofAccount('three' as AccountKey)).toEqual([]);
  // Nothing of it is left but what was done.
  const left = JSON.parse(await ground.dump('recognition-ledger')) as { pk: { S: string } }[];
  expect(new Set(left.filter((item) => JSON.stringify(item).includes(id)).map(({ pk }) => pk.S))).toEqual(
    new Set([`acts#venue#${id}`]),
  );
  const acts = (await run('acts', id)).text.split('\n').map((line) => line.split('  ').slice(1).join(' '));
  expect(acts).toEqual(
    ['venue-opened', 'poster-made', 'staff-invited', 'venue-closed'].map((act) => `${act} by operators`),
  );
});

test('closing that was broken off is done by the same order', async () => {
  const id = await added();
  await effects.venues.appoint(id, 'four' as AccountKey, 'manager');
  await run('poster', id);
  await ground.lose('recognition-ledger', `venue#${id}`, 'venue');
  expect((await run('invite', id)).text).toMatch(/is no venue/);
  const before = wanted;
  expect((await run('remove', id)).text).toBe(
    `${id} is closed. Posters revoked: 1; phones know with their next trust list.`,
  );
  expect(wanted).toBe(before + 1);
  expect(await effects.venues.staffOf(id)).toEqual([]);
  expect((await run('acts', id)).text).toContain('venue-closed  by operators');
  expect((await run('remove', id)).text).toMatch(/is no venue/);
});
