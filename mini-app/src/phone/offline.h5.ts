/** Offline in a browser: the service worker that keeps the page's own files, where the browser allows one. */

export function keepOffline(): void {
  // Needs no answer: a page without it only needs a network to open.
  navigator.serviceWorker?.register('./service-worker.js').catch(() => undefined);
}
