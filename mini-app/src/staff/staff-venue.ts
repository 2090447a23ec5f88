/** StaffVenue: a venue 场所 where one is staff, as the server tells it and as the phone remembers the one that is worked at. */
import { isJurisdictionCode, type JurisdictionCode, SCENES, type Scene } from '../../../core/index.ts';
import { createFollowed, type Followed } from '../followed/followed.ts';
import { isObject } from '../http/reading.ts';
import type { Platform } from '../phone/platform-contract.ts';

export interface StaffVenue {
  id: string;
  zh: string;
  en: string;
  jurisdiction: { code: JurisdictionCode; zh: string; en: string };
  scene: Scene;
  role: 'manager' | 'staff';
  /** Six characters by which a manager knows who asks; absent where it was never told. */
  key?: string;
}

export function readStaffVenue(value: unknown): StaffVenue | undefined {
  if (!isObject(value) || !isObject(value.jurisdiction)) return undefined;
  const { id, zh, en, scene, role, key } = value;
  const { code, zh: placeZh, en: placeEn } = value.jurisdiction;
  const known = SCENES.find((each) => each === scene);
  const texts = [id, zh, en, placeZh, placeEn].every((text) => typeof text === 'string');
  if (!texts || typeof code !== 'string' || !isJurisdictionCode(code) || !known) return undefined;
  return {
    id: id as string,
    zh: zh as string,
    en: en as string,
    jurisdiction: { code, zh: placeZh as string, en: placeEn as string },
    scene: known,
    role: role === 'manager' ? 'manager' : 'staff',
    ...(typeof key === 'string' && { key }),
  };
}

/** The venue that is worked at, and whether the program opens at the check. Nothing of a person. */
export interface Post {
  venue?: StaffVenue;
  /** A phone on mute at a quiet door. */
  silent: boolean;
}

export interface PostStore extends Followed<Post> {
  change(changes: Partial<Post>): void;
}

const KEY = 'staff-post';

export function createPost(phone: Pick<Platform, 'remember' | 'recall'>): PostStore {
  const kept = phone.recall(KEY);
  const { get, subscribe, set } = createFollowed<Post>(
    isObject(kept) ? { venue: readStaffVenue(kept.venue), silent: kept.silent === true } : { silent: false },
  );
  return {
    get,
    subscribe,
    change(changes) {
      const next = { ...get(), ...changes };
      phone.remember(KEY, next);
      set(next);
    },
  };
}
