/** Packages: which parts of a mini-program lie on a phone: the main one, and each other that somebody has opened or that a page on the way had loaded ahead. */
import type { Device } from './device.ts';
import type { AppSettings } from './program-code.ts';

export interface Packages {
  /** Loads what this page lies in; throws where there is no network to load it by. */
  reach(url: string): void;
  /** The page is there: what it has loaded ahead comes, on any network. One that waits for Wi-Fi may wait for long. */
  opened(url: string): void;
}

const routeOf = (url: string) => url.replace(/^\//, '').split('?')[0]!;

export function createPackages({ subPackages = [], preloadRule = {} }: AppSettings, device: Device): Packages {
  return {
    reach(url) {
      const root = subPackages.find((each) => routeOf(url).startsWith(`${each.root}/`))?.root;
      if (root === undefined || device.packages.has(root)) return;
      if (!device.online) throw new Error(`the package ${root} of ${routeOf(url)} could not be loaded`);
      device.packages.add(root);
    },
    opened(url) {
      const { network, packages = [] } = preloadRule[routeOf(url)] ?? {};
      if (device.online && network === 'all') for (const root of packages) device.packages.add(root);
    },
  };
}
