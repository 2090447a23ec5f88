/** Forwarding: the cards that a super-app makes of a mini-program's pages, and which of them its menu offers to forward. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Engine } from './engine.ts';
import type { OpenPage } from './page-stack.ts';

/** As it lies in a chat. */
export interface Card {
  title: string;
  /** The page that it opens. */
  path: string;
  /** `page`: one of the page that was forwarded, with all that stood on it. */
  picture: Buffer | 'page';
}

interface Given {
  title?: string;
  path?: string;
  imageUrl?: string;
}

/** What both super-apps ask the page for when its own button is touched; without an answer they take the page itself. */
export function cardOf(page: OpenPage, folder: string, engine: Engine): Card {
  const { object, route, settings } = page;
  const ask = object.onShareAppMessage as ((asked: unknown) => Given | undefined) | undefined;
  if (typeof ask !== 'function') throw new Error(`${route} has no onShareAppMessage`);
  const { title, path: leadsTo, imageUrl } = ask.call(object, engine.own({ from: 'button', target: { id: '' } })) ?? {};
  const query = new URLSearchParams(object.options as Record<string, string>).toString();
  return {
    title: title ?? String(settings.navigationBarTitleText ?? ''),
    path: leadsTo ?? `/${route}${query && `?${query}`}`,
    picture: pictureAt(imageUrl, route, folder) ?? 'page',
  };
}

/** A file of the program, by its path from the root or from the page; neither super-app takes a picture written into the address. */
function pictureAt(address: string | undefined, route: string, folder: string): Buffer | undefined {
  if (!address || /^\w+:/.test(address)) return undefined;
  const file = address.startsWith('/') ? address : path.posix.join(path.posix.dirname(route), address);
  const place = path.join(folder, file);
  return existsSync(place) ? readFileSync(place) : undefined;
}
