/**
 * Opens the invented venues and makes the people named there staff, with every account they have: the one of the web page
 * and those of both super-apps. Done at each start, for the super-apps' accounts are new ones then.
 */
import { createEffects } from '../functions/effects/index.ts';
import type { World } from '../functions/effects/world.ts';
import { type InventedVenue, venues } from './invented-venues.ts';
import type { Person } from './people/index.ts';
import { Phone } from './phone.ts';
import type { SuperApps } from './super-apps/index.ts';

const PLATFORMS = ['sandbox', 'wechat', 'alipay'] as const;

/** Only who is among `people` is made staff. `world`: one that no role limits. */
export async function seedVenues(
  world: World,
  people: readonly Person[],
  gatewayOrigin: string,
  superApps: SuperApps,
): Promise<InventedVenue[]> {
  const effects = await createEffects(world);
  await Promise.all(
    venues.map(async ({ id, zh, en, jurisdiction, scene, staff }) => {
      await effects.venues.add({ zh, en, jurisdiction, scene }, id);
      for (const { person, role } of staff) {
        const known = people.find((each) => each.id === person);
        for (const platform of known ? PLATFORMS : []) {
          const phone = new Phone(gatewayOrigin, superApps);
          await phone.signIn(known!, platform);
          const session = await effects.sessions.open(phone.token);
          if (!session) throw new Error(`${person} could not sign in with ${platform}`);
          await effects.venues.appoint(id, session.account, role);
        }
      }
    }),
  );
  return venues;
}
