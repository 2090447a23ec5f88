/** Posters of the invented venues, as their manager gets them; and one that nobody has signed. */

import { venues } from '../invented-venues.ts';
import { Phone } from '../phone.ts';
import type { Sandbox } from '../sandbox.ts';
import { personCalled } from './going.ts';

/** The path of the page that a venue's poster leads to. */
export async function posterPage({ gatewayOrigin, superApps }: Sandbox, venue: string): Promise<string> {
  const manager = new Phone(gatewayOrigin, superApps);
  await manager.signIn(personCalled(venues.find(({ id }) => id === venue)!.staff[0]!.person));
  const { body } = await manager.ask('GET', `/venues/${venue}/poster`);
  return pageOf(body.link);
}

/** Of whichever origin, the page it leads to. */
export const pageOf = (link: string): string => link.slice(link.indexOf('#/') + 2);

/** One letter in its signature is another. */
export function forged(page: string): string {
  const at = page.length - 20;
  return `${page.slice(0, at)}${page[at] === 'A' ? 'B' : 'A'}${page.slice(at + 1)}`;
}
