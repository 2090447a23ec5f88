/** Text → JSON, and JSON that hides as text inside JSON. */
import { AskingFailed } from '../protocol.ts';
import { placeAt, replaceAt } from './path.ts';

/** HTML, XML, an empty body: `unreadable`. The content type is not looked at: some gateways send JSON as text/html. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AskingFailed('unreadable');
  }
}

/**
 * Replaces the text at each path, outermost first, by the JSON it holds. Text that holds none stays as it is:
 * a failing gateway may put a sentence there, and its code, judged next, says more than the sentence.
 */
export function unwrap(document: unknown, paths: readonly string[] = []): unknown {
  return paths.reduce((current, path) => {
    const text = placeAt(current, path);
    if (typeof text !== 'string' || text === '') return current;
    try {
      return replaceAt(current, path, JSON.parse(text));
    } catch {
      return current;
    }
  }, document);
}
