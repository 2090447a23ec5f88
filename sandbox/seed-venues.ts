/**
 * Opens the invented venues and makes the people named there staff, by invitations that their phones open: with every account
 * they have, the one of the web page and those of both super-apps. Done at each start, for the super-apps' accounts are new
 * ones then.
 */
import { createEffects } from '../functions/effects/index.ts';
import type { World } from '../functions/effects/world.ts';
import { type InventedVenue, venues } from './invented-venues.ts';
import type { Person } from './people/index.ts';
import { Phone } from './phone.ts';
import type { SuperApps } from './super-apps/index.ts';

const PLATFORMS = ['sandbox', 'wechat', 'alipay'] as const;

/** Only who is among `people` is made staff. `world`: one that no role limits, for what an operator orders. */
export async function seedVenues(
  world: World,
  people: readonly Person[],
  gatewayOrigin: string,
  superApps: SuperApps,
): Promise<InventedVenue[]> {
  const operator = await createEffects(world);
  await Promise.all(
    venues.map(async ({ id, zh, en, jurisdiction, scene, staff }) => {
      await operator.venues.add({ zh, en, jurisdiction, scene }, id);
      for (const { person, role } of staff) {
        const known = people.find((each) => each.id === person);
        for (const platform of known ? PLATFORMS : []) {
          const phone = new Phone(gatewayOrigin, superApps);
          await phone.signIn(known!, platform);
          const { invitation } = await operator.invitations.give(id, role);
          const { status, body } = await phone.ask('PUT', `/venues/${id}/staff`, { invitation });
          if (status !== 200) throw new Error(`${person} could not join ${id} with ${platform}: ${body?.title}`);
        }
      }
    }),
  );
  return venues;
}
