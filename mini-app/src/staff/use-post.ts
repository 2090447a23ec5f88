/** usePost: the venue that is worked at, if any, and what the day has counted there. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Post } from './staff-venue.ts';
import type { Counts } from './tally-book.ts';
import { post, tallyBook } from './wiring.ts';

export function usePost(): Post {
  return useSyncExternalStore(post.subscribe, post.get);
}

export function useCounts(): Counts {
  const { venue } = usePost();
  const [counts, setCounts] = useState(() => tallyBook.ofToday(venue?.id));
  useEffect(() => {
    const read = () => setCounts(tallyBook.ofToday(venue?.id));
    read();
    return tallyBook.subscribe(read);
  }, [venue?.id]);
  return counts;
}
