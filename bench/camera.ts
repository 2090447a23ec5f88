/** Camera: from the frame in which a code comes before the camera to the verdict on the screen, on the web page in Chromium. */
import type { Browser, Page as BrowserPage } from 'playwright-core';
import { servePage } from '../sandbox/h5-page.ts';
import { openBrowser } from '../sandbox/phones/browser.ts';
import { visitByBrowser } from '../sandbox/phones/browser-visit.ts';
import { built } from '../sandbox/phones/builds.ts';
import { type CameraFilm, createCameraFilm } from '../sandbox/phones/camera-film.ts';
import { inventCode } from '../sandbox/phones/invented-codes.ts';
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts';
import type { Figure, Measurement } from './figure.ts';
import { median, quantile } from './statistics.ts';

const CODES = 40;
/** The first ones warm the compiler up, as the first in a queue do. */
const WARMING_UP = 5;
const AT_MOST_MS = 300;

/**
 * Text, because it runs in the page. The film marks every frame with a code in its last corner: the moment at which the
 * camera delivered the first such frame is told, and the moment after the screen was drawn with what is waited for.
 */
const STOPWATCH = `(() => {
  const corner = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  let cameAt;
  const watch = (now, { captureTime }) => {
    const video = document.querySelector('video');
    corner.drawImage(video, video.videoWidth - 8, video.videoHeight - 8, 8, 8, 0, 0, 1, 1);
    const marked = corner.getImageData(0, 0, 1, 1).data[0] < 128;
    cameAt = marked ? (cameAt ?? captureTime ?? now) : undefined;
    video.requestVideoFrameCallback(watch);
  };
  document.querySelector('video').requestVideoFrameCallback(watch);
  window.msUntil = (words) => new Promise((resolve) => {
    const look = () => {
      if (cameAt === undefined || !document.body.innerText.includes(words)) return false;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - cameAt)));
      return true;
    };
    const observer = new MutationObserver(look);
    if (!look()) observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  });
})()`;

export const camera: Measurement = {
  name: 'camera',
  title: 'from the camera frame to the verdict, on the web page in Chromium',
  async measure(say) {
    const film = createCameraFilm();
    const browser = await openBrowser({ film: film.path });
    if ('none' in browser) throw new Error(browser.none);
    const sandbox = await startSandbox({ bindPeople: false });
    const page = await servePage(await built('h5'), '127.0.0.1', 0, Number(new URL(sandbox.gatewayOrigin).port));
    try {
      const took = await checkMany(browser, `${page.origin}/#/staff/pages/check/index`, film, sandbox);
      say(`${took.length} codes: ${took.map((ms) => Math.round(ms)).join(' ')} ms`);
      return figures(took);
    } finally {
      await browser.close();
      await page.stop();
      await sandbox.stop();
      film.remove();
    }
  },
};

function figures(took: number[]): Figure[] {
  const middle = median(took);
  const from = `median ${Math.round(middle)} ms of ${took.length} codes ÷ ${AT_MOST_MS} ms`;
  return [
    { what: 'frame to verdict', value: middle / AT_MOST_MS, from, target: { below: 1 } },
    { what: 'frame to verdict, nine of ten', value: quantile(took, 0.9), unit: 'ms', from: 'the same codes' },
  ];
}

async function checkMany(browser: Browser, address: string, film: CameraFilm, sandbox: Sandbox): Promise<number[]> {
  const { clock } = sandbox;
  const visit = await visitByBrowser(browser, address, { film, clock: clock.now() });
  await visit.screen.shows(/信任清单 /, 30_000);
  await visit.page.locator('video').waitFor();
  await visit.page.evaluate(STOPWATCH);
  const took: number[] = [];
  for (let each = 0; each < CODES; each += 1) {
    const last4 = String(1000 + each);
    const code = await inventCode(sandbox, { last4 });
    film.showNothing();
    await markedFrameIsGone(visit.page);
    const told = visit.page.evaluate<number>(`window.msUntil('${last4}')`);
    film.showCode(code.shownAt(clock.now()), 'marked');
    took.push(await told);
    await visit.screen.shows([last4, '认可，至']);
  }
  return took.slice(WARMING_UP);
}

/** The camera has shown the wall for a while. */
const markedFrameIsGone = (page: BrowserPage) => page.waitForTimeout(250);
