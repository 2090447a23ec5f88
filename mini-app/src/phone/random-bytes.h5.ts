/** Random bytes of the browser. */

export function randomBytes(length: number): Promise<Uint8Array | undefined> {
  return Promise.resolve(window.crypto.getRandomValues(new Uint8Array(length)));
}
