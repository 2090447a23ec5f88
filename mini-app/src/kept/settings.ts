/** Settings: what the person chose, remembered on the phone. */
import { isJurisdictionCode, type JurisdictionCode, NATIONAL, SCENES, type Scene } from '../../../core/index.ts';
import { createFollowed, type Followed } from '../followed/followed.ts';
import type { Platform } from '../phone/platform-contract.ts';
import { type Language, languageFor, languages } from '../words/index.ts';

export interface Settings {
  language: Language;
  /** 长辈版 */
  elder: boolean;
  place: JurisdictionCode;
  scene: Scene;
  /** Newest first, at most three. */
  recentPlaces: JurisdictionCode[];
  /** Absent until given; the text's version goes with every binding. */
  consent?: { textVersion: string; keepAnswers: boolean };
  /** Sandbox only: who one is. */
  person?: string;
  /** Staff find 核验 at once when they open the program; `false`: they have said that they do not want to. */
  opensAtCheck?: boolean;
}

const KEY = 'settings';
const MOST_RECENT = 3;

export interface SettingsStore extends Followed<Settings> {
  change(changes: Partial<Settings>): void;
  /** Goes there, and remembers it among the recent three. */
  goTo(place: JurisdictionCode): void;
}

/** What is kept may be of another version: each field is taken only when it still makes sense. */
function sane(kept: Partial<Settings>, systemLanguage: string | undefined): Settings {
  const isPlace = (code: unknown): code is JurisdictionCode => typeof code === 'string' && isJurisdictionCode(code);
  return {
    language: kept.language && kept.language in languages ? kept.language : languageFor(systemLanguage),
    elder: kept.elder === true,
    place: isPlace(kept.place) ? kept.place : NATIONAL,
    scene: SCENES.find((scene) => scene === kept.scene) ?? 'public-places',
    recentPlaces: Array.isArray(kept.recentPlaces) ? kept.recentPlaces.filter(isPlace).slice(0, MOST_RECENT) : [],
    consent: typeof kept.consent?.textVersion === 'string' ? kept.consent : undefined,
    person: typeof kept.person === 'string' ? kept.person : undefined,
    opensAtCheck: typeof kept.opensAtCheck === 'boolean' ? kept.opensAtCheck : undefined,
  };
}

export function createSettings(phone: Pick<Platform, 'remember' | 'recall' | 'systemLanguage'>): SettingsStore {
  const kept = phone.recall(KEY);
  const first = sane(typeof kept === 'object' && kept !== null ? kept : {}, phone.systemLanguage());
  const { get, subscribe, set } = createFollowed(first);
  const change = (changes: Partial<Settings>) => {
    const next = { ...get(), ...changes };
    phone.remember(KEY, next);
    set(next);
  };
  return {
    get,
    subscribe,
    change,
    goTo(place) {
      const others = get().recentPlaces.filter((code) => code !== place);
      change({ place, recentPlaces: [place, ...others].slice(0, MOST_RECENT) });
    },
  };
}
