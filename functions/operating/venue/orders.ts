/** The orders of `npm run venue`: opening a venue, inviting to it, its poster, and closing it; each mistake with its remedy. */
import { formatInstant, SCENES, type Scene } from '../../../core/index.ts';
import { isWords } from '../../../core/share-code/stated-facts.ts';
import type { VenueId, VenueItem } from '../../effects/items.ts';
import { NoKeySigns } from '../../effects/signer.ts';
import { invitationLink } from '../../venues/invite.ts';
import { signPoster } from '../../venues/sign-poster.ts';
import { Mistake, type Told, tell } from '../mistake.ts';
import { readWords } from '../read-words.ts';
import { toldActs } from '../told-acts.ts';
import type { VenueMeans } from './means.ts';

export const USAGE = `npm run venue -- <order> [--stage <stage>]
  add --zh <name> --en <name> --jurisdiction <code> --scene <scene>   opens a venue; which rule holds follows from place and scene
  list                                                                every venue, and how many work there
  invite <venue> [--manager]                                          a link that makes whoever opens it first staff, or a manager
  poster <venue>                                                      a link for the venue's QR code, signed, good for a year
  acts <venue>                                                        what was done there in the last 400 days, and by whom
  remove <venue>                                                      closes it: staff, invitations and posters stand no more
Scenes: ${SCENES.join(', ')}. Without --stage it is the sandbox that runs here.`;

const OPTIONS = {
  stage: { type: 'string' },
  zh: { type: 'string' },
  en: { type: 'string' },
  jurisdiction: { type: 'string' },
  scene: { type: 'string' },
  manager: { type: 'boolean' },
} as const;

/** Which options an order has, and whether a venue follows it. */
const ORDERS: Record<string, { options: (keyof typeof OPTIONS)[]; venue?: true }> = {
  add: { options: ['zh', 'en', 'jurisdiction', 'scene'] },
  list: { options: [] },
  invite: { options: ['manager'], venue: true },
  poster: { options: [], venue: true },
  acts: { options: [], venue: true },
  remove: { options: [], venue: true },
};

interface Order {
  name: string;
  venue: VenueId;
  values: Partial<Record<'stage' | 'zh' | 'en' | 'jurisdiction' | 'scene', string>> & { manager?: boolean };
}

/** `open`: the stage's means, or why there are none. `text` is for the terminal. */
export async function runVenueOrder(
  argv: readonly string[],
  open: (stage: string | undefined) => Promise<VenueMeans>,
): Promise<Told> {
  return tell(argv, USAGE, async () => {
    const order = readOrder(argv);
    return obey(order, await open(order.values.stage));
  });
}

function readOrder(argv: readonly string[]): Order {
  const { name, known, words, values } = readWords(argv, OPTIONS, ORDERS, USAGE);
  const [venue, ...more] = words;
  if (more.length > 0 || (venue !== undefined && !known.venue))
    throw new Mistake(`Put what has spaces in quotes: ${words.join(' ')} was not understood.`);
  if (known.venue && venue === undefined) throw new Mistake(`Say which venue; npm run venue -- list names them.`);
  return { name, venue: venue as VenueId, values };
}

async function obey({ name, venue, values }: Order, means: VenueMeans): Promise<string> {
  if (name === 'add') return add(means, values);
  if (name === 'list') return list(means);
  // Also of one that was closed.
  if (name === 'acts') return toldActs(means.acts, `venue#${venue}`);
  const known = await means.venues.read(venue);
  if (name === 'remove') return remove(means, venue, known);
  if (!known) throw noVenue(venue);
  return name === 'poster' ? poster(means, venue, known) : invite(means, venue, known, values.manager === true);
}

async function add(means: VenueMeans, { zh, en, jurisdiction: code, scene }: Order['values']): Promise<string> {
  for (const [language, words] of [
    ['zh', zh],
    ['en', en],
  ])
    if (!isWords(words))
      throw new Mistake(`Say --${language} with the venue's name in one line of 1 to 40 characters.`);
  const place = means.jurisdictions.find((each) => each.code === code);
  if (!place) throw new Mistake('Say --jurisdiction with a code of config/jurisdictions.json, as 330100.');
  if (!SCENES.includes(scene as Scene)) throw new Mistake(`Say --scene with one of ${SCENES.join(', ')}.`);
  const venue = { zh: zh!, en: en!, jurisdiction: place.code, scene: scene as Scene };
  const id = await means.venues.add(venue);
  if (id === undefined) throw new Mistake('That one time the drawn id was taken; say it again.');
  await means.acts.note(`venue#${id}`, { act: 'venue-opened' });
  return `${line(id, venue)}\nNow: npm run venue -- invite ${id} --manager`;
}

async function list({ venues }: VenueMeans): Promise<string> {
  const all = await venues.list();
  if (all.length === 0) return 'There is no venue yet.';
  const lines = await Promise.all(
    all.map(async ({ id, ...venue }) => {
      const staff = await venues.staffOf(id);
      const managers = staff.filter(({ role }) => role === 'manager').length;
      return `${line(id, venue)}: ${managers} of ${staff.length} are managers`;
    }),
  );
  return lines.join('\n');
}

async function invite(means: VenueMeans, id: VenueId, venue: VenueItem, manager: boolean): Promise<string> {
  const { invitation, expiresAt } = await means.invitations.give(id, manager ? 'manager' : 'staff');
  await means.acts.note(`venue#${id}`, { act: manager ? 'manager-invited' : 'staff-invited' });
  return [
    `${invitationLink(means.h5Origin, id, invitation)}`,
    `Whoever opens it first, until ${formatInstant(expiresAt)}, is ${manager ? 'a manager' : 'staff'} at ${venue.zh}.`,
  ].join('\n');
}

async function poster(means: VenueMeans, id: VenueId, venue: VenueItem): Promise<string> {
  const { link, expiresAt } = await signPoster({ ...means, world: means }, id, venue).catch((error) => {
    if (!(error instanceof NoKeySigns)) throw error;
    throw new Mistake('No key signs posters now; npm run keys -- show says from when, and what to do.');
  });
  return `${link}\nTo be printed as a QR code; good until ${formatInstant(expiresAt)}.`;
}

/** Posters first: whoever is interrupted closes the venue again, or what is left of it. */
async function remove(means: VenueMeans, id: VenueId, venue: VenueItem | undefined): Promise<string> {
  const posters = await means.posters.list(id);
  for (const { id: code, expiresAt } of posters) await means.revocations.add(code, expiresAt);
  if (posters.length > 0) await means.wantList();
  if (!(await means.venues.forget(id))) throw noVenue(id);
  await means.acts.note(`venue#${id}`, { act: 'venue-closed' });
  return `${venue ? line(id, venue) : id} is closed. Posters revoked: ${posters.length}; phones know with their next trust list.`;
}

function noVenue(id: VenueId): Mistake {
  return new Mistake(`${id} is no venue; npm run venue -- list names them.`);
}

function line(id: VenueId, { zh, en, jurisdiction, scene }: Pick<VenueItem, 'zh' | 'en' | 'jurisdiction' | 'scene'>) {
  return `${id}  ${zh} / ${en}  ${jurisdiction} ${scene}`;
}
