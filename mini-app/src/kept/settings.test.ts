import { expect, test } from 'vitest';
import type { JurisdictionCode } from '../../../core/index.ts';
import { createSettings } from './settings.ts';

function phone(kept?: unknown, language?: string) {
  let value = kept;
  return {
    recall: () => value,
    remember: (_key: string, next: unknown) => {
      value = next;
      return true;
    },
    systemLanguage: () => language,
  };
}
const code = (text: string) => text as JurisdictionCode;

test('begins at the national rule, in the phone’s language, with nothing agreed to', () => {
  expect(createSettings(phone(undefined, 'en-GB')).get()).toEqual({
    language: 'en',
    elder: false,
    place: '000000',
    scene: 'public-places',
    recentPlaces: [],
    consent: undefined,
    person: undefined,
  });
});

test('remembers place, scene, language and 长辈版 on the phone', () => {
  const storage = phone();
  const settings = createSettings(storage);
  settings.change({ elder: true, language: 'en', scene: 'arrival' });
  settings.goTo(code('310000'));
  expect(createSettings(storage).get()).toEqual(settings.get());
});

test('keeps the recent three places, newest first, each once', () => {
  const settings = createSettings(phone());
  for (const place of ['110000', '310000', '330100', '310000', '440000']) settings.goTo(code(place));
  expect(settings.get().recentPlaces).toEqual(['440000', '310000', '330100']);
});

test.each([
  ['nothing that makes sense', 'x'],
  ['fields of another version', { language: 'xx', place: '31', scene: 'cinema', recentPlaces: 'no', consent: true }],
])('what is kept may be %s', (_what, kept) => {
  expect(createSettings(phone(kept)).get()).toMatchObject({ language: 'zh', place: '000000', scene: 'public-places' });
});
