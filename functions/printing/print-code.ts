/** Print code: a code as a PDF to print, in either size. */
import { create, type Font } from 'fontkit';
import { A4, drawA4 } from './a4.ts';
import { CARD, drawCard } from './card.ts';
import { legible } from './legible.ts';
import { writePdf } from './page.ts';
import type { PrintedCode, PrintSize } from './printed-code.ts';

/** A font that is ready to write with. */
export interface PrintFont {
  bytes: Uint8Array;
  hasGlyph(codePoint: number): boolean;
}

export function readPrintFont(bytes: Uint8Array): PrintFont {
  const font = create(Buffer.from(bytes)) as Font;
  return { bytes, hasGlyph: (codePoint) => font.hasGlyphForCodePoint(codePoint) };
}

export function printCode(font: PrintFont, size: PrintSize, code: PrintedCode): Promise<Uint8Array> {
  const name = legible(code.name, font.hasGlyph);
  return size === 'a4'
    ? writePdf(font.bytes, A4, code.issuedAt, (page) => drawA4(page, code, name))
    : writePdf(font.bytes, CARD, code.issuedAt, (page) => drawCard(page, code, name));
}
