/** A visit by browser: the H5 page in Chromium, with a store and a network of its own. */
import { setTimeout as wait } from 'node:timers/promises';
import { decode } from 'fast-png';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { setBrowserClock } from './browser-clock.ts';
import type { CameraFilm } from './camera-film.ts';
import { codeIn } from './drawing.ts';
import { isIn, type Words } from './screen.ts';
import type { Visit } from './visit.ts';

export interface BrowserVisit extends Visit {
  page: Page;
  /** All that this phone has asked for, of whomever: `GET /path`, oldest first. */
  asked: string[];
}

export interface BrowserVisitSettings {
  window?: Window;
  /** What the browser's camera sees. */
  film?: CameraFilm;
  /** What the phone's clock says, in epoch milliseconds; this machine's time without it. */
  clock?: number;
  /** The page alone, kept by the browser from before, and no server. */
  reaches?: 'page';
  /** As in some super-apps' and old phones' browsers. */
  lacksBigInt?: boolean;
}

export interface Window {
  width: number;
  height: number;
  deviceScaleFactor?: number;
}

const PATIENCE_MS = 10_000;
const PHONE: Window = { width: 375, height: 720 };
/** Text, because it runs in the page. */
const WITHOUT_BIG_INT = 'delete window.BigInt';
const KEPT = `Promise.race([navigator.serviceWorker.ready.then(() => 0), new Promise((done) => setTimeout(done, 5000))])`;
/** All that a browser's "clear site data" takes. */
const CLEARED = `(async () => {
  localStorage.clear();
  sessionStorage.clear();
  for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name);
  for (const name of await caches.keys()) await caches.delete(name);
  for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
})()`;

/** Goes wrong unseen: what the page throws or logs as an error, apart from requests that the test itself cuts off. */
function listen(page: Page, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      faults.push(message.text());
  });
}

export async function visitByBrowser(
  browser: Browser,
  origin: string,
  { window = PHONE, film, clock, reaches, lacksBigInt = false }: BrowserVisitSettings = {},
): Promise<BrowserVisit> {
  const { deviceScaleFactor = 1, ...viewport } = window;
  const context: BrowserContext = await browser.newContext({
    viewport,
    deviceScaleFactor,
    locale: 'zh-CN',
    hasTouch: true,
    isMobile: true,
  });
  const faults: string[] = [];
  const asked: string[] = [];
  context.on('request', (request) => void asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  const setClock = (now: number) => setBrowserClock(context, now - Date.now());
  if (clock !== undefined) await setClock(clock);
  if (reaches === 'page')
    await context.route(
      (url) => url.origin !== new URL(origin).origin,
      (route) => route.abort(),
    );
  if (lacksBigInt) await context.addInitScript(WITHOUT_BIG_INT);
  const page = await context.newPage();
  listen(page, faults);
  await page.goto(origin);

  const text = async () => (await page.locator('body').innerText()).replace(/\n\s*\n/g, '\n');
  async function until(done: (seen: string) => boolean, what: string, withinMs = PATIENCE_MS): Promise<string> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const seen = await text();
      if (done(seen)) return seen;
      if (Date.now() > deadline) throw new Error(`after ${withinMs} ms the page ${what}; it shows:\n${seen}`);
      await wait(20);
    }
  }
  const find = (words: Words) =>
    page
      .getByLabel(words, { exact: true })
      .or(page.getByText(words, { exact: true }))
      .filter({ visible: true })
      .first();

  return {
    page,
    screen: {
      shows(words, withinMs) {
        const all = [words].flat();
        return until((seen) => all.every((each) => isIn(seen, each)), `does not show ${all.join(' + ')}`, withinMs);
      },
      hides: (words, withinMs) => until((seen) => !isIn(seen, words), `still shows ${words}`, withinMs),
      tap: (words, withinMs = PATIENCE_MS) => find(words).tap({ timeout: withinMs }),
      type: (field, value) =>
        page
          .locator(`[aria-label="${field}"] input, input[aria-label="${field}"]`)
          .filter({ visible: true })
          .fill(value),
    },
    opensWithoutNetwork: false,
    async pullDown() {
      throw new Error('a browser cannot pull down');
    },
    async hold(code) {
      if (!film) throw new Error('this browser was opened without a camera');
      film.showCode(code);
    },
    async shownCode() {
      const canvas = page.locator('canvas').filter({ visible: true }).first();
      if (await canvas.count()) await canvas.scrollIntoViewIfNeeded();
      const { width, height, data, channels } = decode(await page.screenshot());
      const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
      for (let at = 0; at < width * height; at += 1)
        for (const colour of [0, 1, 2]) rgba[at * 4 + colour] = data[at * channels + colour]!;
      return codeIn({ width, height, data: rgba });
    },
    setClock,
    async clearStorage() {
      await context.clearCookies();
      await page.evaluate(CLEARED);
    },
    asked,
    async setOnline(online) {
      // Whoever goes below ground was here before: what a browser keeps for then is kept.
      if (!online) await page.evaluate(KEPT);
      await context.setOffline(!online);
    },
    reopen: async () => void (await page.goto(origin)),
    faults: () => faults,
    close: () => context.close(),
  };
}
