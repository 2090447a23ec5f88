/** The door: one sandbox and two browsers: a citizen's, and a staff member's whose camera sees what is held before it. */
import { rmSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, vi } from 'vitest';
import { type Page as ServedPage, servePage } from '../h5-page.ts';
import { type Person, people } from '../people/index.ts';
import { type Sandbox, startSandbox } from '../sandbox.ts';
import { openBrowser } from './browser.ts';
import { type BrowserVisit, type BrowserVisitSettings, visitByBrowser } from './browser-visit.ts';
import { asDeployed, built } from './builds.ts';
import { type CameraFilm, createCameraFilm } from './camera-film.ts';
import { bindByPhone, bindBySpecimen, choosePerson, consent, isToBeBound } from './first-opening.ts';

export interface Door {
  sandbox(): Sandbox;
  /** What the staff's camera sees. */
  film: CameraFilm;
  /** What the citizens' camera sees. */
  citizensFilm: CameraFilm;
  /** All that the gateway was asked, `GET /path`, oldest first. */
  asked: string[];
  /** Opens the page at a path after the `#`, on a phone that was never here. */
  open(who: 'citizen' | 'staff', path?: string, settings?: BrowserVisitSettings): Promise<BrowserVisit>;
  /** A person's first opening, up to the home page. */
  arrive(who: 'citizen' | 'staff', person: string, settings?: BrowserVisitSettings): Promise<BrowserVisit>;
  /** The page's address with this path after the `#`. */
  address(path: string): string;
  /** The same, as a deployed stage has it: with no list of people to choose from. */
  deployedAddress(path: string): string;
}

/** Registers the hooks of a test file; `none` where there is no browser. `more`: people who are in the sandbox besides the invented ones. */
export async function openDoor(more: readonly Person[] = []): Promise<Door | { none: string }> {
  const [film, citizensFilm] = [createCameraFilm(), createCameraFilm()];
  const browsers = [await openBrowser({ film: citizensFilm.path }), await openBrowser({ film: film.path })] as const;
  const [citizens, staff] = browsers;
  if ('none' in citizens) return citizens;
  if ('none' in staff) return staff;
  return standDoor({ citizen: [citizens, citizensFilm], staff: [staff, film] }, [...people, ...more]);
}

function standDoor(places: Record<'citizen' | 'staff', [Browser, CameraFilm]>, people: Person[]): Door {
  const asked: string[] = [];
  const visits: BrowserVisit[] = [];
  let sandbox: Sandbox;
  let page: ServedPage;
  let deployed: ServedPage;
  let copy: string;

  beforeAll(async () => {
    // What functions log belongs to the operators.
    for (const level of ['info', 'warn'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
    const folder = await built('h5');
    sandbox = await startSandbox({ people, onRequest: (method, path) => void asked.push(`${method} ${path}`) });
    const gateway = Number(new URL(sandbox.gatewayOrigin).port);
    page = await servePage(folder, '127.0.0.1', 0, gateway);
    copy = asDeployed(folder);
    deployed = await servePage(copy, '127.0.0.1', 0, gateway);
  }, 300_000);
  afterEach(async () => {
    for (const [, film] of Object.values(places)) film.showNothing();
    for (const visit of visits.splice(0)) await visit.close();
  });
  afterAll(async () => {
    for (const [browser, film] of Object.values(places)) {
      await browser.close();
      film.remove();
    }
    await page?.stop();
    await deployed?.stop();
    if (copy) rmSync(copy, { recursive: true });
    await sandbox?.stop();
  });

  const door: Door = {
    sandbox: () => sandbox,
    film: places.staff[1],
    citizensFilm: places.citizen[1],
    asked,
    address: (path) => `${page.origin}/#/${path}`,
    deployedAddress: (path) => `${deployed.origin}/#/${path}`,
    async open(who, path = '', settings = {}) {
      const [browser, film] = places[who];
      const visit = await visitByBrowser(browser, path ? door.address(path) : page.origin, {
        film,
        // A phone's clock is about right; the network sees to that.
        clock: sandbox.clock.now() + SOME_SECONDS_MS,
        ...settings,
      });
      visits.push(visit);
      return visit;
    },
    async arrive(who, id, settings) {
      const person = people.find((each) => each.id === id)!;
      const visit = await door.open(who, '', settings);
      await choosePerson(visit, person);
      await consent(visit);
      if (await isToBeBound(visit))
        await (person.phone.registeredWith === 0 ? bindByPhone : bindBySpecimen)(visit, person);
      return visit;
    },
  };
  return door;
}

const SOME_SECONDS_MS = 3_000;
