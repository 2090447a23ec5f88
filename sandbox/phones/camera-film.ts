/** CameraFilm: what stands before a browser's camera: a film (Y4M) of one frame, drawn anew while the browser plays it. */
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { decode } from 'fast-png';
import type { Page } from 'playwright-core';
import { qrPng } from '../papers/index.ts';

export interface CameraFilm {
  /** For `--use-file-for-fake-video-capture`. */
  path: string;
  /** A white wall. */
  showNothing(): void;
  /** A code on paper; `marked` makes the last corner of the frame black, for whoever measures when it came. */
  showCode(text: string, marked?: 'marked'): void;
  /** The screen of another phone, as it is now. */
  showScreen(page: Page): Promise<void>;
  /** The screen of another phone, as it changes, until told to stop. */
  followScreen(page: Page): () => Promise<void>;
  remove(): void;
}

const [WIDTH, HEIGHT] = [1280, 960];
const HEAD = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip C420jpeg\nFRAME\n`);
const [WHITE, BLACK] = [255, 0];
const MARK = 32;
const LOOK_EVERY_MS = 150;

export function createCameraFilm(): CameraFilm {
  const folder = mkdtempSync(path.join(tmpdir(), 'huren-camera-'));
  const file = path.join(folder, 'camera.y4m');
  const luma = Buffer.alloc(WIDTH * HEIGHT, WHITE);
  const descriptor = openSync(file, 'w');
  // Never truncated: a browser that reads the file meanwhile ends if a frame is not whole.
  const write = () => void writeSync(descriptor, luma, 0, luma.length, HEAD.length);
  writeSync(descriptor, Buffer.concat([HEAD, luma, Buffer.alloc((WIDTH * HEIGHT) / 2, 128)]), 0);

  const film: CameraFilm = {
    path: file,
    showNothing() {
      luma.fill(WHITE);
      write();
    },
    showCode(text, marked) {
      // No pixel between two modules: dense codes are large enough so, and need it.
      const modules = decode(qrPng(text, 1)).width;
      paint(luma, qrPng(text, Math.max(1, Math.floor(HEIGHT / modules))), 1);
      if (marked)
        for (let y = HEIGHT - MARK; y < HEIGHT; y += 1) luma.fill(BLACK, (y + 1) * WIDTH - MARK, (y + 1) * WIDTH);
      write();
    },
    async showScreen(page) {
      paint(luma, await page.screenshot());
      write();
    },
    followScreen(page) {
      let following = true;
      const done = (async () => {
        while (following) {
          // Between two pages there is no picture.
          await film.showScreen(page).catch(() => undefined);
          await wait(LOOK_EVERY_MS);
        }
      })();
      return () => {
        following = false;
        return done;
      };
    },
    remove() {
      closeSync(descriptor);
      rmSync(folder, { recursive: true });
    },
  };
  return film;
}

/** The picture (PNG) in the middle of the frame, as large as it fits unless told otherwise, between its pixels interpolated. */
function paint(luma: Buffer, png: Buffer, size?: number): void {
  const { width, height, data, channels } = decode(png);
  const grey = (x: number, y: number) => {
    const at = (Math.min(y, height - 1) * width + Math.min(x, width - 1)) * channels;
    return channels < 3 ? data[at]! : 0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!;
  };
  const scale = size ?? Math.min(WIDTH / width, HEIGHT / height);
  const [wide, high] = [Math.floor(width * scale), Math.floor(height * scale)];
  const [left, top] = [(WIDTH - wide) >> 1, (HEIGHT - high) >> 1];
  luma.fill(WHITE);
  for (let y = 0; y < high; y += 1) {
    const fromY = y / scale;
    const [y0, restY] = [Math.floor(fromY), fromY % 1];
    for (let x = 0; x < wide; x += 1) {
      const fromX = x / scale;
      const [x0, restX] = [Math.floor(fromX), fromX % 1];
      const upper = grey(x0, y0) * (1 - restX) + grey(x0 + 1, y0) * restX;
      const lower = grey(x0, y0 + 1) * (1 - restX) + grey(x0 + 1, y0 + 1) * restX;
      luma[(top + y) * WIDTH + left + x] = upper * (1 - restY) + lower * restY;
    }
  }
}
