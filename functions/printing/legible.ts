/** Legible: a name as far as the font can write it. What it lacks is never left an empty box: a 〓 stands there, and a line says so. */

export interface Legible {
  text: string;
  /** Code points of what is missing: U+20BB7. */
  missing: string[];
}

/** As printers write what they have no type for. */
const GETA = '〓';

export function legible(name: string, hasGlyph: (codePoint: number) => boolean): Legible {
  const missing: string[] = [];
  // A letter and its accent are one character where the font has it so.
  const text = Array.from(name.normalize('NFC'), (character) => {
    const point = character.codePointAt(0)!;
    if (hasGlyph(point)) return character;
    missing.push(`U+${point.toString(16).toUpperCase().padStart(4, '0')}`);
    return GETA;
  }).join('');
  return { text, missing };
}
