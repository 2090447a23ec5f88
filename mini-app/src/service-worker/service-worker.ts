/**
 * Service worker of the browser's build: 核验 and 出示 open with no network after the first visit. It keeps the files of the
 * build, each named by its content, and nothing else: no answer of the server is ever kept, seen or given by it.
 */
interface Waiting {
  waitUntil(done: Promise<unknown>): void;
}
interface Fetching {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Worker {
  registration: { scope: string };
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(name: 'install' | 'activate', run: (event: Waiting) => void): void;
  addEventListener(name: 'fetch', run: (event: Fetching) => void): void;
}

/** Of this build, by the path from the page; and what stands for all their contents. Put in by the build. */
declare const FILES: string[];
declare const VERSION: string;

((worker: Worker) => {
  const PAGE = 'index.html';
  /** A page served for another server is another page: the sandbox writes its own address here as everywhere. */
  const OURS = `huren ${'http://127.0.0.1:4000'} `;
  const NOW = OURS + VERSION;
  const addressOf = (file: string) => new URL(file, worker.registration.scope).href;

  /** A name with a hash in it names one content for ever; anything else, as the page itself, is fetched. */
  const isOfItsContent = (file: string) => /\.[0-9a-f]{8}\.\w+$/.test(file);

  async function keep(): Promise<void> {
    const cache = await caches.open(NOW);
    const before = (await caches.keys()).filter((name) => name.slice(0, OURS.length) === OURS && name !== NOW);
    await Promise.all(
      FILES.map(async (file) => {
        const address = addressOf(file);
        for (const name of isOfItsContent(file) ? before : []) {
          const kept = await (await caches.open(name)).match(address);
          if (kept) return cache.put(address, kept);
        }
        const answer = await fetch(new Request(address, { cache: 'reload' }));
        if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
        return cache.put(address, answer);
      }),
    );
    await worker.skipWaiting();
  }

  /** The build before stays, because its page may still be open and ask for a part of itself. */
  async function tidy(): Promise<void> {
    const names = (await caches.keys()).filter((name) => name !== NOW);
    const last = names.filter((name) => name.slice(0, OURS.length) === OURS).pop();
    await Promise.all(names.filter((name) => name !== last).map((name) => caches.delete(name)));
    await worker.clients.claim();
  }

  async function answer(request: Request, address: string): Promise<Response> {
    const kept = await (await caches.open(NOW)).match(address);
    return kept ?? (await caches.match(address)) ?? fetch(request);
  }

  worker.addEventListener('install', (event) => event.waitUntil(keep()));
  worker.addEventListener('activate', (event) => event.waitUntil(tidy()));
  worker.addEventListener('fetch', (event) => {
    const { request } = event;
    const { scope } = worker.registration;
    const address = request.url.split(/[?#]/)[0]!;
    if (request.method !== 'GET' || address.slice(0, scope.length) !== scope) return;
    const file = address.slice(scope.length);
    if (file === '' || file === PAGE) event.respondWith(answer(request, addressOf(PAGE)));
    // Anything else at this address is somebody else's, the server's perhaps.
    else if (/^(js|css|chunk|static)\//.test(file)) event.respondWith(answer(request, address));
  });
})(self as unknown as Worker);
