/** The roots of configuration as keys: they stand as long as a package carries them. */
import { decodeBase64Url } from '../../core/certificate/base64url.ts';
import { instantOf } from '../../core/index.ts';
import type { SigningKey } from '../../core/share-code/signed-key.ts';
import type { RootFile, RootsFile } from './configuration.ts';

/** The last moment that a Date can name. */
const ALWAYS = instantOf(8_640_000_000_000_000);

/** The one in use first; none before the first ceremony. */
export function rootKeysOf({ current, next }: RootsFile): SigningKey[] {
  return [current, next]
    .filter((root): root is RootFile => root !== null)
    .map(({ kid, publicKey, algorithm }) => ({
      kid,
      use: 'root',
      algorithm,
      publicKey: decodeBase64Url(publicKey)!,
      signsFrom: instantOf(0),
      signsUntil: ALWAYS,
    }));
}
