/** Screenshots: every page of the H5 mini-program in every state worth a look, as docs/screens/*.png. Needs a CJK font. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { parseInstant } from '../../core/index.ts';
import { servePage } from '../h5-page.ts';
import { startSandbox } from '../sandbox.ts';
import { openBrowser } from './browser.ts';
import { visitByBrowser } from './browser-visit.ts';
import { built } from './builds.ts';
import { createCameraFilm } from './camera-film.ts';
import type { Scene } from './scene.ts';
import { scenes } from './scenes.ts';

const folder = path.resolve(import.meta.dirname, '../../docs/screens');
const HEIGHT = 720;
const TALLEST = 2000;
const SETTLED_MS = 400;
/** Scrolls the page on top to its beginning and gives back how tall it is; text, because it runs in the page. */
const SCROLLED_UP = `(() => {
  const page = [...document.querySelectorAll('.taro_page')].filter((element) => element.offsetHeight > 0).pop();
  page.scrollTop = 0;
  return page.scrollHeight;
})()`;
const wanted = process.argv.slice(2);

const film = createCameraFilm();
const [browser, seeing] = [await openBrowser(), await openBrowser({ film: film.path })];
if ('none' in browser) throw new Error(browser.none);
mkdirSync(folder, { recursive: true });
console.info = () => undefined;

/** A sandbox for each, so that no scene depends on another. */
async function take({ name, at, width = 375, camera, screenOnly, play }: Scene): Promise<void> {
  const sandbox = await startSandbox({ now: at === undefined ? undefined : parseInstant(at) });
  const page = await servePage(pageFolder, '127.0.0.1', 0, Number(new URL(sandbox.gatewayOrigin).port));
  film.showNothing();
  const visit = await visitByBrowser((camera ? seeing : browser) as Browser, page.origin, {
    window: { width, height: HEIGHT, deviceScaleFactor: 2 },
    clock: sandbox.clock.now(),
  });
  try {
    await play({ visit, sandbox, film });
    await visit.page.waitForTimeout(SETTLED_MS);
    // Taro's pages scroll inside themselves, so the window grows to the page.
    const all = await visit.page.evaluate<number>(SCROLLED_UP);
    if (!screenOnly) await visit.page.setViewportSize({ width, height: Math.min(Math.max(all, HEIGHT), TALLEST) });
    await visit.page.waitForTimeout(SETTLED_MS);
    await visit.page.screenshot({ path: path.join(folder, `${name}.png`) });
    process.stdout.write(`${name}\n`);
  } catch (error) {
    process.stdout.write(`${name}: ${(error as Error).message}\n`);
    process.exitCode = 1;
  } finally {
    await visit.close();
    await page.stop();
    await sandbox.stop();
  }
}

const pageFolder = await built('h5');
for (const scene of scenes) if (wanted.length === 0 || wanted.includes(scene.name)) await take(scene);
await browser.close();
await (seeing as Browser).close();
film.remove();
