/** Bytes → text in the encoding agreed with the source; anything else is `unreadable`, never mojibake. */
import { AskingFailed } from '../protocol.ts';

/** What a source file may name. GBK is read as its superset GB18030, which rare characters in names need. */
export type Encoding = 'UTF-8' | 'GBK';

/** A byte order mark is dropped. */
export function readText(body: Uint8Array, encoding: Encoding = 'UTF-8'): string {
  const utf8 = decode(body, 'utf-8');
  if (encoding === 'UTF-8') {
    if (utf8 === undefined) throw new AskingFailed('unreadable');
    return utf8;
  }
  // Most UTF-8 is also formally valid GBK and would read as nonsense; Chinese that decodes as UTF-8 was meant as UTF-8.
  if (utf8 !== undefined && /[\u4e00-\u9fff]/.test(utf8)) throw new AskingFailed('unreadable');
  const text = decode(body, 'gb18030');
  if (text === undefined) throw new AskingFailed('unreadable');
  return text;
}

const DECODERS = {
  'utf-8': new TextDecoder('utf-8', { fatal: true }),
  gb18030: new TextDecoder('gb18030', { fatal: true }),
};

function decode(body: Uint8Array, label: keyof typeof DECODERS): string | undefined {
  try {
    return DECODERS[label].decode(body);
  } catch {
    return undefined;
  }
}
