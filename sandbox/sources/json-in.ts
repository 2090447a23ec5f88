/** JSON that came as text, inside a field or out of an envelope; `undefined` for what is none. */
export function jsonIn(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
