/**
 * TypedCode: what a hardware scanner types, as it was meant. Such a scanner is a keyboard: an input method may take its keys
 * for pinyin, make its letters wide or its colon Chinese, swallow digits as choices, or the field may have lost the focus.
 * So the keys themselves are heard, by their place on the keyboard where what they type is not to be trusted.
 */
import { MOST_LETTERS, PREFIX } from '../../../core/share-code/index.ts';

/** What is needed of a browser's KeyboardEvent. */
export interface TypedKey {
  key: string;
  /** Where the key lies, whatever it types: `KeyA`, `Digit4`. */
  code: string;
  shiftKey: boolean;
  ctrlKey?: boolean;
  metaKey?: boolean;
  isComposing?: boolean;
}

export interface TypedCodes {
  /** One key that went down. `done`: the code has ended, so the key is to do nothing else. */
  key(pressed: TypedKey): 'typed' | 'done' | 'ignored';
  /** What the field holds; where keys tell nothing, as on some tablets, it is all there is. */
  field(value: string): void;
}

interface TypedCodesSettings {
  onCode(text: string): void;
  /** The field is to be emptied for the next one. */
  onEnd(): void;
  after(run: () => void, ms: number): () => void;
}

/** Scanners type a key in 1 to 20 ms; after this silence one that sends no line end has ended. */
const SILENCE_MS = 250;
/** What no share code reaches is dropped rather than gathered. */
const MOST_KEPT = 2 * MOST_LETTERS;
const FEWEST_LETTERS = 4;

/** The keyboard that scanners pretend to be, without and with Shift. */
const PLACES: Record<string, string> = {
  Space: '  ',
  Minus: '-_',
  Equal: '=+',
  BracketLeft: '[{',
  BracketRight: ']}',
  Backslash: '\\|',
  Semicolon: ';:',
  Quote: '\'"',
  Backquote: '`~',
  Comma: ',<',
  Period: '.>',
  Slash: '/?',
  NumpadAdd: '++',
  NumpadSubtract: '--',
  NumpadMultiply: '**',
  NumpadDivide: '//',
  NumpadDecimal: '..',
};
const SHIFTED_DIGITS = ')!@#$%^&*(';

export function createTypedCodes({ onCode, onEnd, after }: TypedCodesSettings): TypedCodes {
  let typed = '';
  let held = '';
  let stop: (() => void) | undefined;

  function end(): void {
    stop?.();
    stop = undefined;
    const [byKeys, byField] = [asMeant(typed), asMeant(held)];
    typed = '';
    held = '';
    const text =
      isOurs(byKeys) || byField.length < FEWEST_LETTERS ? byKeys : isOurs(byField) ? byField : byKeys || byField;
    onEnd();
    if (text.length >= FEWEST_LETTERS) onCode(text);
  }
  function endAfterSilence(): void {
    stop?.();
    stop = after(end, SILENCE_MS);
  }

  return {
    key(pressed) {
      if (pressed.ctrlKey || pressed.metaKey) return 'ignored';
      if (pressed.key === 'Enter' || pressed.key === 'Tab' || /^(Enter|NumpadEnter|Tab)$/.test(pressed.code)) {
        if (typed === '' && held === '') return 'ignored';
        end();
        return 'done';
      }
      const letter = letterOf(pressed);
      if (letter === undefined) return 'ignored';
      if (typed.length < MOST_KEPT) typed += letter;
      endAfterSilence();
      return 'typed';
    },
    field(value) {
      held = value.slice(0, MOST_KEPT);
      if (held !== '') endAfterSilence();
    },
  };
}

/** By its place where an input method has taken it, else as it was typed. */
function letterOf({ key, code, shiftKey, isComposing }: TypedKey): string | undefined {
  const taken =
    isComposing || key === 'Process' || key === 'Unidentified' || key === 'Dead' || key.charCodeAt(0) > 0x7e;
  if (!taken) return key.length === 1 ? key : undefined;
  if (/^Key[A-Z]$/.test(code)) return shiftKey ? code[3] : code[3]!.toLowerCase();
  const digit = /^(Digit|Numpad)(\d)$/.exec(code);
  if (digit) return digit[1] === 'Digit' && shiftKey ? SHIFTED_DIGITS[Number(digit[2])] : digit[2];
  const pair = PLACES[code];
  if (pair) return shiftKey ? pair[1] : pair[0];
  return key.length === 1 ? key : undefined;
}

/** Letters that input methods write for the ones of the keyboard. */
const INSTEAD: Record<string, string> = {
  '\u3000': ' ',
  '。': '.',
  '．': '.',
  '、': '/',
  '￥': '$',
  '×': '*',
  '÷': '/',
  '·': '`',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '—': '_',
  '【': '[',
  '】': ']',
};

/** Padding away, wide letters narrow, a code that a CapsLock turned over upright again. */
export function asMeant(typed: string): string {
  let text = '';
  for (let at = 0; at < typed.length; at++) {
    const code = typed.charCodeAt(at);
    // U+FF01 to U+FF5E are ASCII's letters, wide.
    text += INSTEAD[typed[at]!] ?? (code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : typed[at]!);
  }
  text = withoutPadding(text).replace(/^\][Qq]\d/, '');
  if (text.slice(0, PREFIX.length).toUpperCase() === PREFIX) return text.toUpperCase();
  return /^HTTPS?:\/\//.test(text) ? turnedOver(text) : text;
}

function isOurs(text: string): boolean {
  return text.slice(0, PREFIX.length) === PREFIX;
}

/** Scanners frame what they type with zeros, STX and ETX, or byte order marks. */
function withoutPadding(text: string): string {
  const isPadding = (at: number) => text.charCodeAt(at) <= 0x20 || /[\s\ufeff\u200b]/.test(text[at]!);
  let [from, to] = [0, text.length];
  while (from < to && isPadding(from)) from += 1;
  while (to > from && isPadding(to - 1)) to -= 1;
  return text.slice(from, to);
}

function turnedOver(text: string): string {
  return text
    .split('')
    .map((letter) => (letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase()))
    .join('');
}
