/** Invention: texts of the same shape that belong to nobody; the same text becomes the same invention, masks stay masks. */
import type { IdDocument } from '../../core/index.ts';

const CHINESE = [...'张三李四王五赵六孙七周八吴九郑十'];
const STARS = /[*＊]/;
const DOTS = /[·•・‧.]/;
/** Signs that say nothing. */
const LEFT = /[*＊·•・‧.]/;
/** As facts on identity numbers print them, with right check digits; others have no check digit. */
const RESIDENT_ID = '110101199003071233';

export class Invention {
  /** The invented person, of the same kind of document. */
  readonly person: { name: string; document: IdDocument };
  readonly #known: [real: string, invented: string][];
  readonly #made = new Map<string, string>();

  constructor(real: { name: string; document: IdDocument; phone?: string; specimenNumber?: string }) {
    const { type, number } = real.document;
    const isResident = type === 'resident-id' && number.length === RESIDENT_ID.length;
    this.person = {
      name: shaped(real.name, 0),
      document: { type, number: isResident ? RESIDENT_ID : shaped(number, 0) },
    };
    this.#known = [
      [real.name, this.person.name],
      [number, this.person.document.number],
      ...[real.phone, real.specimenNumber].flatMap((text) =>
        text ? [[text, shaped(text, 0)] as [string, string]] : [],
      ),
    ];
  }

  /** What stands in the place of a text about somebody. */
  of(text: string): string {
    for (const [real, invented] of this.#known) {
      const [written, whole, made] = [[...text], [...real], [...invented]];
      if (written.length !== whole.length || !written.every((sign, at) => standsFor(sign, whole[at]!))) continue;
      return written
        .map((sign, at) => (LEFT.test(sign) ? sign : sign === whole[at] ? made[at] : made[at]!.toLowerCase()))
        .join('');
    }
    if (STARS.test(text)) return text.replace(/[^*＊]/g, (character) => shaped(character, 0));
    if (!this.#made.has(text)) this.#made.set(text, shaped(text, this.#made.size + 1));
    return this.#made.get(text)!;
  }

  /** The real person's own texts inside a longer one, replaced. */
  within(text: string): string {
    return this.#known.reduce((sum, [real, invented]) => sum.replaceAll(real, invented), text);
  }
}

/** Hidden, the same, in another case, or one of the dots that stand between the parts of a name. */
const standsFor = (written: string, real: string) =>
  STARS.test(written) || written.toUpperCase() === real.toUpperCase() || (DOTS.test(written) && DOTS.test(real));

/** Letters for letters, figures for figures, Chinese for Chinese; signs stay. */
function shaped(text: string, from: number): string {
  let at = from;
  return [...text]
    .map((character) => {
      at += 1;
      if (/\d/.test(character)) return String(at % 10);
      if (/[A-Z]/.test(character)) return String.fromCharCode(65 + (at % 26));
      if (/[a-z]/.test(character)) return String.fromCharCode(97 + (at % 26));
      return /[\u2e80-\u9fff\u{20000}-\u{3ffff}]/u.test(character) ? CHINESE[(at - 1) % CHINESE.length]! : character;
    })
    .join('');
}
