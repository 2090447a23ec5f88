/** Random bytes on Alipay: it has no generator to give; the server's are all there are. */

export function randomBytes(_length: number): Promise<Uint8Array | undefined> {
  return Promise.resolve(undefined);
}
