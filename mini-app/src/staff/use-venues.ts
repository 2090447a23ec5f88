/** useVenues: where one is staff, asked anew each time the page is seen; what was remembered of the chosen one is put right by it. */
import { useDidShow } from '@tarojs/taro';
import { useState } from 'react';
import type { Reply } from '../http/trouble.ts';
import type { StaffVenue } from './staff-venue.ts';
import { post, staffServer } from './wiring.ts';

export function useVenues(): { venues?: Reply<StaffVenue[]>; ask(): void } {
  const [venues, setVenues] = useState<Reply<StaffVenue[]>>();
  function ask() {
    void staffServer.venues().then((reply) => {
      setVenues(reply);
      const { venue } = post.get();
      if (reply.kind !== 'ok' || !venue) return;
      // Removed since, or under another rule.
      post.change({ venue: reply.value.find(({ id }) => id === venue.id) });
    });
  }
  useDidShow(ask);
  return { venues, ask };
}
