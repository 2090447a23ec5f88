/** What pages are told of a state, and until when. */
import { expect, test } from 'vitest';
import { createFollowed } from './followed.ts';

test('tells everybody who follows, once for each change, and each finds the new state', () => {
  const followed = createFollowed({ place: 'a', count: 0 });
  const seen: unknown[] = [];
  const end = followed.subscribe(() => seen.push(followed.get()));
  followed.subscribe(() => seen.push('other'));
  followed.tell({ count: 1 });
  followed.set({ place: 'b', count: 0 });
  end();
  followed.tell({ count: 2 });
  expect(seen).toEqual([{ place: 'a', count: 1 }, 'other', { place: 'b', count: 0 }, 'other', 'other']);
  expect(followed.get()).toEqual({ place: 'b', count: 2 });
});

test('the state stays the same one until it is changed', () => {
  const first = { count: 0 };
  const followed = createFollowed(first);
  expect(followed.get()).toBe(first);
  followed.tell({ count: 1 });
  expect(first).toEqual({ count: 0 });
  expect(followed.get()).toBe(followed.get());
});
