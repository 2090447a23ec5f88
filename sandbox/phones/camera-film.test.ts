/** One browser's screen before another's camera, read there by the scanner that the page uses. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { qrPng } from '../papers/index.ts';
import { openBrowser } from './browser.ts';
import { createCameraFilm } from './camera-film.ts';

/** Its modules import only each other, so a page can load them as they are. */
const DECODER = path.resolve(import.meta.dirname, '../../node_modules/qr');

const film = createCameraFilm();
const browser = await openBrowser({ film: film.path });
afterAll(async () => {
  if (!('none' in browser)) await browser.close();
  film.remove();
});

if ('none' in browser) it.skip(`skipped because ${browser.none}`, () => undefined);
else describe('a camera', () => inBrowser(browser));

/** A page whose camera is on and says what it reads, each thing once. */
async function openReader(browser: Browser): Promise<{ reads(text: string): Promise<void> }> {
  const page = await browser.newPage();
  const seen: string[] = [];
  await page.exposeFunction('say', (text: string) => void seen.push(text));
  await page.route('**/*', (route) => {
    const name = path.basename(route.request().url());
    return name.endsWith('.js')
      ? route.fulfill({ body: readFileSync(path.join(DECODER, name), 'utf8'), contentType: 'text/javascript' })
      : route.fulfill({ body: READER, contentType: 'text/html' });
  });
  await page.goto('http://127.0.0.1:9/');
  return {
    async reads(text) {
      await expect.poll(() => seen.at(-1), { timeout: 10_000, interval: 50 }).toBe(text);
    },
  };
}

const READER = `<video muted></video><script type="module">
  import decodeQR from './decode.js';
  const video = document.querySelector('video');
  video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 1280 } } });
  await video.play();
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  const pencil = canvas.getContext('2d', { willReadFrequently: true });
  let last = '';
  setInterval(() => {
    pencil.drawImage(video, 0, 0);
    let text = 'nothing';
    try { text = decodeQR(pencil.getImageData(0, 0, canvas.width, canvas.height)); } catch {}
    if (text !== last) window.say(text);
    last = text;
  }, 50);
</script>`;

async function openScreen(browser: Browser): Promise<{ page: Page; draw(text: string): Promise<void> }> {
  const page = await browser.newPage({ viewport: { width: 375, height: 720 }, deviceScaleFactor: 2 });
  const draw = (text: string) =>
    page.setContent(`<img width="343" src="data:image/png;base64,${qrPng(text, 8).toString('base64')}">`);
  return { page, draw };
}

function inBrowser(browser: Browser): void {
  it('sees a code on paper, a wall, and another phone as its screen changes, without being opened anew', async () => {
    const reader = await openReader(browser);
    await reader.reads('nothing');
    film.showCode('ON PAPER');
    await reader.reads('ON PAPER');
    film.showNothing();
    await reader.reads('nothing');

    const { page, draw } = await openScreen(browser);
    const stop = film.followScreen(page);
    await draw('FIRST');
    await reader.reads('FIRST');
    await draw('A SECOND ONE, AS DENSE AS A SHARE CODE '.repeat(14));
    await reader.reads('A SECOND ONE, AS DENSE AS A SHARE CODE '.repeat(14));
    await stop();
  });
}
