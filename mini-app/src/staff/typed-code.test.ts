import { beforeEach, describe, expect, test } from 'vitest';
import { asMeant, createTypedCodes, type TypedCodes, type TypedKey } from './typed-code.ts';

const CODE = 'HUREN1:6BF+70790T9WJWG.FKY*4GO0.O1CV2 O5 N2FBBRW1*70HS8WY04AC*WIFN0AHCD8KD97TK0F90$%-/:';

let codes: string[];
let emptied: number;
let waiting: (() => void) | undefined;
let typed: TypedCodes;
beforeEach(() => {
  codes = [];
  emptied = 0;
  waiting = undefined;
  typed = createTypedCodes({
    onCode: (text) => codes.push(text),
    onEnd: () => {
      emptied += 1;
    },
    after(run) {
      waiting = run;
      return () => {
        waiting = undefined;
      };
    },
  });
});

/** The key of a US keyboard that types this letter. */
const SHIFTED = ')!@#$%^&*(';
const OTHERS: Record<string, [code: string, shift: boolean]> = {
  ' ': ['Space', false],
  '-': ['Minus', false],
  '.': ['Period', false],
  '/': ['Slash', false],
  ':': ['Semicolon', true],
  '+': ['Equal', true],
};
function keyFor(letter: string): TypedKey {
  if (/[A-Z]/.test(letter)) return { key: letter, code: `Key${letter}`, shiftKey: true };
  if (/[a-z]/.test(letter)) return { key: letter, code: `Key${letter.toUpperCase()}`, shiftKey: false };
  if (/\d/.test(letter)) return { key: letter, code: `Digit${letter}`, shiftKey: false };
  const digit = SHIFTED.indexOf(letter);
  if (digit >= 0) return { key: letter, code: `Digit${digit}`, shiftKey: true };
  const [code, shiftKey] = OTHERS[letter]!;
  return { key: letter, code, shiftKey };
}
const SHIFT: TypedKey = { key: 'Shift', code: 'ShiftLeft', shiftKey: true };
const ENTER: TypedKey = { key: 'Enter', code: 'Enter', shiftKey: false };
const TAB: TypedKey = { key: 'Tab', code: 'Tab', shiftKey: false };
function type(text: string, as: (key: TypedKey) => TypedKey = (key) => key): void {
  for (const letter of text) {
    const key = as(keyFor(letter));
    if (key.shiftKey) typed.key(SHIFT);
    typed.key(key);
  }
}

describe('a scanner that types', () => {
  test.each([
    ['Enter', ENTER],
    ['Tab', TAB],
    ['the number block’s Enter', { key: 'Enter', code: 'NumpadEnter', shiftKey: false }],
  ])('ends with %s', (_name, last) => {
    type(CODE);
    expect(typed.key(last)).toBe('done');
    expect(codes).toEqual([CODE]);
    expect(emptied).toBe(1);
  });

  test('that sends no line end has ended when it falls silent', () => {
    type(CODE);
    expect(codes).toEqual([]);
    waiting?.();
    expect(codes).toEqual([CODE]);
  });

  test('one code after another, each whole', () => {
    for (let each = 0; each < 3; each++) {
      type(CODE);
      typed.key(ENTER);
    }
    expect(codes).toEqual([CODE, CODE, CODE]);
  });

  test('Enter alone, Shift alone and a shortcut are nothing', () => {
    expect(typed.key(ENTER)).toBe('ignored');
    expect(typed.key(SHIFT)).toBe('ignored');
    expect(typed.key({ key: 'r', code: 'KeyR', shiftKey: false, ctrlKey: true })).toBe('ignored');
    type('ab');
    typed.key(ENTER);
    expect(codes).toEqual([]);
  });

  test('ten megabytes are let go, and the next code is read', () => {
    const letter = keyFor('A');
    for (let each = 0; each < 10_000_000; each++) typed.key(letter);
    typed.key(ENTER);
    expect(codes[0]!.length).toBeLessThan(10_000);
    type(CODE);
    typed.key(ENTER);
    expect(codes[1]).toBe(CODE);
  });
});

describe('a Chinese input method', () => {
  test('that takes every key for pinyin: the keys still say where they lie', () => {
    type(CODE, (key) => ({ ...key, key: 'Process', isComposing: true }));
    typed.field('户人1：六本');
    expect(typed.key({ key: 'Process', code: 'Enter', shiftKey: false, isComposing: true })).toBe('done');
    expect(codes).toEqual([CODE]);
  });

  test('that is told lower case because Shift was taken for its own switch', () => {
    type(CODE.toLowerCase(), (key) => ({ ...key, key: 'Process', isComposing: true }));
    typed.key(ENTER);
    expect(codes).toEqual([CODE]);
  });

  test('that types wide letters and Chinese signs', () => {
    const wide = [...CODE].map((letter) =>
      letter === ' ' ? '\u3000' : letter === '$' ? '￥' : String.fromCharCode(letter.charCodeAt(0) + 0xfee0),
    );
    for (const letter of wide) typed.key({ key: letter, code: '', shiftKey: false });
    typed.key(ENTER);
    expect(codes).toEqual([CODE]);
  });

  test('where keys tell nothing, the field is what there is', () => {
    for (const _ of CODE) typed.key({ key: 'Unidentified', code: '', shiftKey: false });
    typed.field(CODE);
    waiting?.();
    expect(codes).toEqual([CODE]);
  });

  test('that has swallowed digits out of the field: the keys have them', () => {
    type(CODE);
    typed.field(CODE.replace(/\d/g, ''));
    typed.key(ENTER);
    expect(codes).toEqual([CODE]);
  });
});

test.each([
  ['\u0002HUREN1:ABC\u0003\r\n', 'HUREN1:ABC'],
  ['\ufeff  HUREN1:A B  ', 'HUREN1:A B'],
  [']Q3HUREN1:ABC', 'HUREN1:ABC'],
  ['huren1:abc', 'HUREN1:ABC'],
  ['ＨＵＲＥＮ１：Ａ＋Ｂ', 'HUREN1:A+B'],
  ['HTTPS://HUREN.EXAMPLE/#/X?CODE=AbC', 'https://huren.example/#/x?code=aBc'],
  ['https://huren.example/#/x?code=AbC', 'https://huren.example/#/x?code=AbC'],
])('%j means %j', (text, meant) => expect(asMeant(text)).toBe(meant));
