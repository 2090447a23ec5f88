/** Browser: a Chromium for tests: on Linux x64 the one inside a package, elsewhere the machine's Chrome. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { unpackChromium } from './packaged-chromium.ts';

/** Where Chrome, Chromium and Edge lie when installed in the usual way. */
const USUAL_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/snap/bin/chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Ours alone: those the package proposes turn the web's security off and run everything in one process. */
const ARGUMENTS = [
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  '--disable-dev-shm-usage',
  '--force-color-profile=srgb',
];

const CAMERA = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'];

export interface OpenBrowser {
  /** Where to look for CHROME, so that anybody can say which one to use. */
  environment?: NodeJS.ProcessEnv;
  /** A film (Y4M) that every page's camera shows, read anew each time the camera is opened. */
  film?: string;
}

/** A browser, or why there is none. Looks at CHROME first, so that anybody can say which one to use. */
export async function openBrowser({
  environment = process.env,
  film,
}: OpenBrowser = {}): Promise<Browser | { none: string }> {
  const { CHROME } = environment;
  const launch = (executable: string, env = process.env) => start(executable, film, env);
  if (CHROME && !existsSync(CHROME)) return { none: `CHROME names ${CHROME}, which does not exist` };
  if (CHROME) return launch(CHROME);
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { executable, slimSystem } = await unpackChromium();
    return launch(executable).catch(() => launch(executable, { ...process.env, ...slimSystem }));
  }
  const installed = USUAL_PLACES.find((place) => existsSync(place));
  return installed
    ? launch(installed)
    : { none: 'no Chrome is installed; name one in the environment variable CHROME' };
}

function start(executable: string, film: string | undefined, env: NodeJS.ProcessEnv): Promise<Browser> {
  const args = [...ARGUMENTS];
  // Chromium refuses to sandbox itself for root, as in a container.
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  // The person allows the camera whenever they are asked.
  if (film) args.push(...CAMERA, `--use-file-for-fake-video-capture=${film}`);
  return chromium.launch({ executablePath: executable, args, env: env as Record<string, string> });
}
