/**
 * Pictures of every page, taken in a browser from a running sandbox: `tsx mini-app/screenshots.ts docs/screenshots`.
 * PAGE and API name the sandbox where it is not at `npm start`'s own addresses.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

const PAGE = process.env.PAGE ?? 'http://127.0.0.1:10086';
const API = process.env.API ?? 'http://127.0.0.1:4000';
const CONSENT = { textVersion: '2022-08-01', keepAnswers: true };

interface Shot {
  name: string;
  page?: 'home' | 'welcome' | 'identity' | 'me' | 'notice';
  person?: string;
  place?: string;
  scene?: string;
  width?: number;
  elder?: boolean;
  language?: 'zh' | 'en';
  consented?: boolean;
  /** Only what fits on the phone, not the whole page. */
  screenOnly?: boolean;
  /** A source that is down meanwhile. */
  down?: string;
  /** How long the page may ask before the picture. */
  waitMs?: number;
  act?(page: Page, context: BrowserContext): Promise<void>;
}

const SHOTS: Shot[] = [
  { name: 'home-recognised', person: 'chen-guolin', place: '330100', screenOnly: true },
  { name: 'home-recognised-whole', person: 'chen-guolin', place: '330100' },
  { name: 'home-unasked', person: 'chen-guolin', place: '510100' },
  { name: 'home-expired-elsewhere', person: 'chen-guolin', place: '510100', act: askEverybody },
  { name: 'home-english', person: 'chen-guolin', place: '330100', language: 'en' },
  { name: 'home-elder', person: 'chen-guolin', place: '330100', elder: true },
  { name: 'home-320', person: 'he-miaomiao', place: '510100', width: 320 },
  { name: 'home-elder-320-english', person: 'he-miaomiao', place: '660000', width: 320, elder: true, language: 'en' },
  { name: 'home-three-channels', person: 'zhao-wenbin', place: '330100', act: openSources },
  { name: 'home-sampling-proof', person: 'wu-xiaoyang', place: '310000' },
  { name: 'home-positive', person: 'zhou-jianhua', place: '310000' },
  { name: 'home-awaiting-retest', person: 'sun-yuzhen', place: '330100' },
  { name: 'home-silent-source', person: 'yan-ruolan', place: '340000', down: 'anhui', waitMs: 12_000 },
  { name: 'home-no-network', person: 'chen-guolin', place: '330100', act: loseNetwork },
  {
    name: 'home-places',
    person: 'chen-guolin',
    place: '330100',
    screenOnly: true,
    act: (page) => tap(page, /^地方：/),
  },
  {
    name: 'home-scenes',
    person: 'chen-guolin',
    place: '330100',
    screenOnly: true,
    act: (page) => tap(page, /^场景：/),
  },
  { name: 'welcome-people', page: 'welcome', consented: false },
  { name: 'welcome-consent', page: 'welcome', person: 'ana-martins', consented: false },
  {
    name: 'welcome-refused',
    page: 'welcome',
    person: 'ana-martins',
    consented: false,
    act: (page) => tap(page, '不同意'),
  },
  { name: 'identity', page: 'identity', person: 'ana-martins' },
  { name: 'identity-wrong', page: 'identity', person: 'ana-martins', act: typeWrong },
  { name: 'identity-elder-320', page: 'identity', person: 'ana-martins', width: 320, elder: true },
  { name: 'me', page: 'me', person: 'lam-kawai' },
  { name: 'me-elder-english', page: 'me', person: 'lam-kawai', elder: true, language: 'en' },
  { name: 'notice', page: 'notice', person: 'chen-guolin' },
  { name: 'notice-english', page: 'notice', person: 'chen-guolin', language: 'en' },
];

async function tap(page: Page, label: string | RegExp) {
  await page.getByLabel(label, { exact: true }).first().click();
}
async function askEverybody(page: Page) {
  await tap(page, '问遍所有渠道');
  await page.waitForTimeout(6_000);
}
async function openSources(page: Page) {
  await page.getByText('展开').first().click();
}
async function loseNetwork(page: Page, context: BrowserContext) {
  await context.setOffline(true);
  await tap(page, /^(再查一次|现在就问|问遍所有渠道)$/);
}
async function typeWrong(page: Page) {
  await page.locator('input').nth(1).fill('110105194912310021');
  await tap(page, '用样本或报告编号确认');
}

async function setFault(source: string, fault: 'down' | null) {
  const body = JSON.stringify({ fault });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${API}/sandbox/sources/${source}/fault`, { method: 'PUT', headers, body });
  if (!answer.ok) throw new Error(`the sandbox at ${API} cannot switch ${source}: HTTP ${answer.status}`);
}

/** The page frame scrolls by itself on some widths: the picture is as tall as the longest of them. */
const wholeHeight = (page: Page) =>
  page.evaluate(() =>
    Math.max(...[...document.querySelectorAll('html, .page')].map((element) => element.scrollHeight)),
  );

async function take(context: BrowserContext, shot: Shot, folder: string): Promise<void> {
  const page = await context.newPage();
  const settings = {
    language: shot.language ?? 'zh',
    elder: shot.elder ?? false,
    place: shot.place,
    recentPlaces: ['330100', '310000', '510100'],
    person: shot.person,
    ...(shot.consented === false ? {} : { consent: CONSENT }),
  };
  await page.addInitScript((kept) => {
    if (!localStorage.getItem('settings')) localStorage.setItem('settings', kept);
  }, JSON.stringify(settings));
  await page.goto(`${PAGE}/#/pages/${shot.page ?? 'home'}/index`);
  await page.waitForTimeout(shot.waitMs ?? 4_000);
  await shot.act?.(page, context);
  await page.waitForTimeout(600);
  const { width, height } = page.viewportSize()!;
  if (!shot.screenOnly) await page.setViewportSize({ width, height: Math.max(height, await wholeHeight(page)) });
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  if (tooWide) throw new Error(`${shot.name}: wider than ${width} px`);
  await page.screenshot({ path: `${folder}/${shot.name}.png` });
}

async function main(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [folder = 'docs/screenshots', only = ''] = positionals;
  const up = await fetch(`${API}/sandbox`).catch(() => undefined);
  if (!up?.ok) throw new Error(`no sandbox answers at ${API}: run npm start first, or set API and PAGE`);
  mkdirSync(folder, { recursive: true });
  const installed = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));
  const browser = await chromium.launch({
    ...(installed ? { executablePath: installed } : { channel: 'chrome' }),
    args: [
      '--no-sandbox',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  try {
    for (const shot of SHOTS.filter(({ name }) => name.startsWith(only))) {
      const context = await browser.newContext({
        viewport: { width: shot.width ?? 375, height: 667 },
        deviceScaleFactor: 2,
        locale: 'zh-CN',
      });
      if (shot.down) await setFault(shot.down, 'down');
      try {
        await take(context, shot, folder);
      } finally {
        if (shot.down) await setFault(shot.down, null);
        await context.close();
      }
      process.stdout.write(`${shot.name}\n`);
    }
  } finally {
    await browser.close();
  }
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
