/** JSON as others have signed it: an object, or nothing that we read. */
import { decodeUtf8 } from './utf8.ts';

/** `undefined`: no UTF-8, no JSON, or no object. */
export function readJsonObject(bytes: Uint8Array): Record<string, unknown> | undefined {
  const text = decodeUtf8(bytes);
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
