/** A signature recipe, as data in a source's file: what is signed, how, and how it is written. */

import { type Digest, type DigestEncoding, digest } from './digest.ts';
import { AskingFailed } from './protocol.ts';

/**
 * Exactly one of `parts` (joined without separator) and `sorted` (its pairs and all parameters sent, sorted by name,
 * as `k=v` joined by `&`). Values: `$secret.<field>`, `$timestamp`, `$nonce`, or literal text.
 */
export interface SignatureRecipe {
  parts?: string[];
  sorted?: Record<string, string>;
  digest: Digest;
  encoding: DigestEncoding;
  /** For `hmac-sha256`. */
  key?: string;
}

/** `$…` names and what they stand for in this call. */
export type Values = Record<string, string>;

/** A field that the secret lacks is `refused` before any call goes out; any other unknown name is a mistake of the file. */
export function resolve(text: string, values: Values): string {
  if (!text.startsWith('$')) return text;
  if (Object.hasOwn(values, text)) return values[text]!;
  if (text.startsWith('$secret.')) throw new AskingFailed('refused');
  throw new RangeError(`nothing stands for ${text}`);
}

export function sign(recipe: SignatureRecipe, values: Values, parameters: Record<string, string>): string {
  const key = recipe.key === undefined ? undefined : resolve(recipe.key, values);
  return digest(recipe.digest, signedText(recipe, values, parameters), recipe.encoding, key);
}

function signedText({ parts, sorted }: SignatureRecipe, values: Values, parameters: Record<string, string>): string {
  if (parts) return parts.map((part) => resolve(part, values)).join('');
  const extra = Object.entries(sorted ?? {}).map(([name, value]) => [name, resolve(value, values)] as const);
  return Object.entries({ ...parameters, ...Object.fromEntries(extra) })
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}
