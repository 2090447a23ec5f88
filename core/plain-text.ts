/** Typed and transmitted text in one spelling: full-width forms become ASCII, spaces of every kind become one kind. */

const IDEOGRAPHIC_SPACE = 0x3000;
const FULL_WIDTH_FIRST = 0xff01;
const FULL_WIDTH_LAST = 0xff5e;
const FULL_WIDTH_TO_ASCII = 0xfee0;

/** No-break, typographic and zero-width spaces, the byte order mark, tabs and line ends. */
const OTHER_SPACES =
  '\t\n\r\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f';
/** Zero-width characters, and the marks of writing direction that copying a number out of a message brings along. */
const INVISIBLE =
  '\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff';

/** The text with full-width letters, digits and signs in ASCII and every space as U+0020; what cannot be seen is left out. */
export function plainText(text: string): string {
  let plain = '';
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= FULL_WIDTH_FIRST && code <= FULL_WIDTH_LAST) plain += String.fromCharCode(code - FULL_WIDTH_TO_ASCII);
    else if (code === IDEOGRAPHIC_SPACE || OTHER_SPACES.indexOf(text[at]!) >= 0) plain += ' ';
    else if (INVISIBLE.indexOf(text[at]!) < 0) plain += text[at];
  }
  return plain;
}

/** The text without any space. */
export function withoutSpaces(text: string): string {
  return plainText(text).split(' ').join('');
}
