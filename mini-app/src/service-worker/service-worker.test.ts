import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeServiceWorker } from '../../config/offline.ts';

const SCOPE = 'https://huren.example/app/';
type Handler = (event: object) => void;

/** A browser's side: caches that outlive workers, a network that can go away, and what was asked of it. */
let stores: Map<string, Map<string, string>>;
let network: Record<string, string> | undefined;
let asked: string[];
let folder: string;
beforeEach(() => {
  [stores, network, asked] = [new Map(), {}, []];
  folder = mkdtempSync(path.join(tmpdir(), 'huren-worker-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

class Answer {
  constructor(
    readonly text: string,
    readonly ok = true,
    readonly status = 200,
  ) {}
}

/** Builds these files, puts them on the network, and starts the worker that was written for them. */
function deploy(files: Record<string, string>) {
  rmSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  writeServiceWorker(folder);
  network = Object.fromEntries(Object.entries(files).map(([name, text]) => [SCOPE + name, text]));
  const handlers: Record<string, Handler> = {};
  const open = async (name: string) => {
    if (!stores.has(name)) stores.set(name, new Map());
    const store = stores.get(name)!;
    return {
      match: async (address: string) => (store.has(address) ? new Answer(store.get(address)!) : undefined),
      put: async (address: string, answer: Answer) => void store.set(address, answer.text),
    };
  };
  const self = {
    registration: { scope: SCOPE },
    skipWaiting: async () => undefined,
    clients: { claim: async () => undefined },
    addEventListener: (name: string, handler: Handler) => {
      handlers[name] = handler;
    },
  };
  runInNewContext(readFileSync(path.join(folder, 'service-worker.js'), 'utf8'), {
    self,
    URL,
    Request: class {
      constructor(readonly url: string) {}
    },
    caches: {
      open,
      keys: async () => [...stores.keys()],
      delete: async (name: string) => stores.delete(name),
      async match(address: string) {
        for (const store of stores.values()) if (store.has(address)) return new Answer(store.get(address)!);
        return undefined;
      },
    },
    async fetch({ url }: { url: string }) {
      asked.push(url.slice(SCOPE.length));
      if (!network) throw new TypeError('Failed to fetch');
      const text = network[url.split('?')[0]!];
      return text === undefined ? new Answer('', false, 404) : new Answer(text);
    },
  });
  const happen = (name: string) => {
    let done: Promise<unknown> = Promise.resolve();
    handlers[name]!({ waitUntil: (until: Promise<unknown>) => (done = until) });
    return done;
  };
  return {
    async install() {
      await happen('install');
      await happen('activate');
    },
    happen,
    /** `untouched`: the browser goes on as if there were no worker. */
    async get(address: string, method = 'GET'): Promise<string> {
      let answer: Promise<Answer> | undefined;
      const url = address.startsWith('http') ? address : SCOPE + address;
      handlers.fetch!({ request: { url, method }, respondWith: (given: Promise<Answer>) => (answer = given) });
      return answer ? (await answer).text : 'untouched';
    },
  };
}
const FIRST = {
  'index.html': 'page 1',
  'js/app.11111111.js': 'app 1',
  'js/qr.11111111.js': 'decoder',
  'css/app.1.css': 'style',
};
const SECOND = {
  'index.html': 'page 2',
  'js/app.22222222.js': 'app 2',
  'js/qr.11111111.js': 'decoder',
  'css/app.1.css': 'style',
};

test('after one visit everything opens with no network, the decoder too', async () => {
  const worker = deploy(FIRST);
  await worker.install();
  network = undefined;
  expect(await worker.get('')).toBe('page 1');
  expect(await worker.get('index.html?from=poster')).toBe('page 1');
  expect(await worker.get('js/qr.11111111.js')).toBe('decoder');
  expect(await worker.get('css/app.1.css')).toBe('style');
});

test('no answer of the server is touched, at whichever address', async () => {
  const worker = deploy(FIRST);
  await worker.install();
  for (const address of [
    'https://api.huren.example/results?jurisdiction=330100',
    'https://documents.huren.example/trust-list',
    'trust-list',
    'results',
  ])
    expect(await worker.get(address)).toBe('untouched');
  expect(await worker.get('index.html', 'POST')).toBe('untouched');
  expect([...stores.values()].flatMap((store) => [...store.keys()]).sort()).toEqual(
    Object.keys(FIRST)
      .map((name) => SCOPE + name)
      .sort(),
  );
});

test('a new build brings its page, what is new in it and what no hash names, and nothing else twice', async () => {
  await deploy(FIRST).install();
  asked = [];
  const second = deploy(SECOND);
  await second.install();
  expect(asked.sort()).toEqual(['css/app.1.css', 'index.html', 'js/app.22222222.js']);
  network = undefined;
  expect(await second.get('')).toBe('page 2');
  // A page of the build before is still open, and asks for a part of itself.
  expect(await second.get('js/app.11111111.js')).toBe('app 1');
});

test('of builds before, the last one stays', async () => {
  await deploy(FIRST).install();
  await deploy(SECOND).install();
  await deploy({ ...SECOND, 'index.html': 'page 3' }).install();
  expect(stores.size).toBe(2);
});

test('a build that did not come whole takes nobody’s place', async () => {
  const first = deploy(FIRST);
  await first.install();
  const second = deploy(SECOND);
  delete network![`${SCOPE}js/app.22222222.js`];
  await expect(second.happen('install')).rejects.toThrow('js/app.22222222.js: 404');
  network = undefined;
  expect(await first.get('')).toBe('page 1');
});

test('the same build has the same name, another content another', () => {
  const versionOf = (files: Record<string, string>) => {
    deploy(files);
    return readFileSync(path.join(folder, 'service-worker.js'), 'utf8');
  };
  expect(versionOf(FIRST)).toBe(versionOf({ ...FIRST }));
  expect(versionOf(FIRST)).not.toBe(versionOf({ ...FIRST, 'index.html': 'page 1b' }));
});
