import type { Browser } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { type Page, servePage } from '../h5-page.ts';
import { openBrowser } from './browser.ts';
import { visitByBrowser } from './browser-visit.ts';
import { built } from './builds.ts';
import { createCameraFilm } from './camera-film.ts';
import { bindByPhone, bindBySpecimen, choosePerson, consent, isToBeBound } from './first-opening.ts';
import { showTheChannels } from './the-channels.ts';
import { showTheFlow } from './the-flow.ts';
import { showTheRest } from './the-rest.ts';

const film = createCameraFilm();
const browser = await openBrowser({ film: film.path });

it('says which browser it misses', async () => {
  const none = 'CHROME names /no/such/chrome, which does not exist';
  expect(await openBrowser({ environment: { CHROME: '/no/such/chrome' } })).toEqual({ none });
});

if ('none' in browser) it.skip(`skipped because ${browser.none}`, () => undefined);
else describe('in a browser', () => inBrowser(browser));

function inBrowser(browser: Browser): void {
  let folder: string;
  let page: Page | undefined;

  const means = showTheFlow({
    async prepare() {
      folder = await built('h5');
    },
    async arrive(sandbox, person) {
      page ??= await servePage(folder, '127.0.0.1', 0, Number(new URL(sandbox.gatewayOrigin).port));
      const visit = await visitByBrowser(browser, page.origin, { film });
      await choosePerson(visit, person);
      await consent(visit);
      if (await isToBeBound(visit))
        await (person.phone.registeredWith === 0 ? bindByPhone : bindBySpecimen)(visit, person);
      return visit;
    },
    async finish() {
      await browser.close();
      await page?.stop();
      film.remove();
    },
  });
  showTheRest(means);
  showTheChannels(means);
}
