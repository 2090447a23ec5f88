/** The page's server: its files and nothing else, with the gateway's address as the visitor can reach it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Page, servePage } from './h5-page.ts';

const around = mkdtempSync(join(tmpdir(), 'huren-page-'));
const folder = join(around, 'h5');
let page: Page;

beforeAll(async () => {
  mkdirSync(join(folder, 'js'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<title>互认</title>');
  writeFileSync(join(folder, 'js/app.js'), 'const api = "http://127.0.0.1:4000/documents";');
  writeFileSync(join(around, 'secret.json'), '{}');
  page = await servePage(folder, '127.0.0.1', 0, 4100);
});
afterAll(async () => {
  await page.stop();
  rmSync(around, { recursive: true, force: true });
});

/** Sends the path as it stands; fetch would tidy it up. */
const ask = (path: string, host?: string) =>
  new Promise<{ status: number; type: string; text: string }>((resolve, reject) => {
    get({ port: page.port, path, ...(host ? { headers: { host } } : {}) }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode!, type: response.headers['content-type'] ?? '', text }),
      );
    }).on('error', reject);
  });

it('serves the page and its files by their types', async () => {
  expect(await ask('/')).toEqual({ status: 200, type: 'text/html; charset=utf-8', text: '<title>互认</title>' });
  expect((await ask('/js/app.js?v=1')).type).toBe('text/javascript; charset=utf-8');
});

it('tells the page where the gateway is, seen from the visitor', async () => {
  expect((await ask('/js/app.js', '127.0.0.1:10086')).text).toContain('"http://127.0.0.1:4100/documents"');
  expect((await ask('/js/app.js', '192.0.2.7:10086')).text).toContain('"http://192.0.2.7:4100/documents"');
});

it.each(['/../secret.json', '/js/../../secret.json', '/%2e%2e/secret.json', '/%00', '/%E0%A4%A', '/nothing.js', '/js'])(
  'does not serve %s',
  async (path) => expect((await ask(path)).status).toBe(404),
);
