/** Completeness: what every catalogue of words must keep, whichever topic it is about; each topic's test calls this. */
import { describe, expect, test } from 'vitest';

/** What a function of a catalogue is called with, by its path; two numbers as text fit the rest. */
export type ArgumentsFor = (path: string) => unknown[] | undefined;

/** Every sentence of a catalogue by its path. */
export function sentences(catalogue: object, argumentsFor: ArgumentsFor, path = ''): [string, string][] {
  return Object.entries(catalogue).flatMap(([key, value]): [string, string][] => {
    const here = path ? `${path}.${key}` : key;
    if (typeof value === 'string') return [[here, value]];
    if (typeof value === 'function') return [[here, String(value(...(argumentsFor(here) ?? ['7', '8'])))]];
    return sentences(value, argumentsFor, here);
  });
}

/** The first language says what there is; the others say the same. */
export function testCompleteness(
  topic: string,
  languages: { zh: object; en: object },
  argumentsFor: ArgumentsFor = () => undefined,
): void {
  const read = (words: object) => sentences(words, argumentsFor);

  describe(`words of ${topic}`, () => {
    test.each(Object.entries(languages))('in %s leave nothing empty and nothing undefined', (_tag, words) => {
      for (const [path, sentence] of read(words)) {
        expect(sentence.trim(), path).not.toBe('');
        expect(sentence, path).not.toMatch(/undefined|NaN|\[object/);
      }
    });

    test.each(Object.entries(languages))('in %s name no colour of a health code', (_tag, words) => {
      const colours = read(words).filter(([, sentence]) => /[绿黄红]|\b(green|yellow|amber|red)\b/i.test(sentence));
      expect(colours).toEqual([]);
    });

    test('are the same in both languages', () => {
      const paths = (words: object) => read(words).map(([path]) => path);
      expect(paths(languages.en)).toEqual(paths(languages.zh));
    });

    test('leave no English untranslated', () => {
      expect(read(languages.en).filter(([, sentence]) => /[一-鿿，。：（）]/.test(sentence))).toEqual([]);
    });
  });
}
