/** useWhere: where checks are made, in words: the venue, or without one the chosen place and scene. */
import { NATIONAL } from '../../../core/index.ts';
import { usePlaces } from '../hooks/use-places.ts';
import { useSettings } from '../hooks/use-settings.ts';
import { usePost } from './use-post.ts';
import { useStaffWords } from './words/index.ts';

export interface Where {
  name: string;
  place: string;
  scene: string;
  /** Place and scene, which decide the rule. */
  rule: string;
}

export function useWhere(): Where {
  const { language, words, place, scene } = useSettings();
  const staff = useStaffWords();
  const { venue } = usePost();
  const places = usePlaces();
  const code = venue?.jurisdiction.code ?? place;
  const named = venue?.jurisdiction ?? places.find((each) => each.code === code);
  const placeName = code === NATIONAL ? words.nationwide : (named?.[language] ?? code);
  const sceneName = words.scene[venue?.scene ?? scene];
  return {
    name: venue?.[language] ?? staff.withoutVenue,
    place: placeName,
    scene: sceneName,
    rule: `${placeName} · ${sceneName}`,
  };
}
