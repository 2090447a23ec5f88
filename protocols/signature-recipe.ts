/** A signature recipe, as data in a source's file: what is signed, how, and how it is written. */
import { type Digest, type DigestEncoding, digest, type PlainDigest } from './digest.ts';
import { resolve, resolveAll, type Values } from './placeholders.ts';

/** Signed is `parts` (joined by `separator`), or `sorted` and all parameters sent, sorted by name: exactly one of the two. */
export interface SignatureRecipe {
  parts?: string[];
  separator?: string;
  /** Pairs signed that are not sent, such as a secret. */
  sorted?: Record<string, string>;
  /** Between the sorted pairs `k=v`; `&` where it is not told. */
  join?: string;
  /** Signed after them, such as `&key=${secret.appSecret}`. */
  after?: string;
  /** Parameters sent and not signed. */
  leaveOut?: string[];
  leaveOutEmpty?: boolean;
  digest: Digest;
  encoding: DigestEncoding;
  /** For an hmac. */
  key?: string;
  /** Digested once more: what was written, or the characters of it from the first to before the second position. */
  again?: { slice?: [number, number]; digest: PlainDigest; encoding: DigestEncoding };
}

export function sign(recipe: SignatureRecipe, values: Values, parameters: Record<string, string>): string {
  const key = recipe.key === undefined ? undefined : resolve(recipe.key, values);
  const once = digest(recipe.digest, signedText(recipe, values, parameters), recipe.encoding, key);
  const { again } = recipe;
  return again ? digest(again.digest, once.slice(...(again.slice ?? [])), again.encoding) : once;
}

function signedText(recipe: SignatureRecipe, values: Values, parameters: Record<string, string>): string {
  const { parts, separator = '', join = '&', after = '', leaveOut = [], leaveOutEmpty } = recipe;
  if (parts) return parts.map((part) => resolve(part, values)).join(separator);
  const pairs = Object.entries({ ...parameters, ...resolveAll(recipe.sorted, values) })
    .filter(([name, value]) => !leaveOut.includes(name) && !(leaveOutEmpty && value === ''))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`);
  return pairs.join(join) + resolve(after, values);
}
