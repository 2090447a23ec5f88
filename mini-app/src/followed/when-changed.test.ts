/** That only what matters is told of, from whichever state it comes, and only until it is ended. */
import { expect, test } from 'vitest';
import { createFollowed } from './followed.ts';
import { whenChanged } from './when-changed.ts';

test('is told of what matters, whichever of the states it comes from, and of nothing else', () => {
  const venue = createFollowed<{ scene?: string }>({});
  const settings = createFollowed({ scene: 'arrival', language: 'zh' });
  let told = 0;
  const end = whenChanged(
    [venue, settings],
    () => [venue.get().scene ?? settings.get().scene],
    () => {
      told += 1;
    },
  );
  settings.tell({ language: 'en' });
  venue.tell({});
  expect(told).toBe(0);
  settings.tell({ scene: 'key-places' });
  expect(told).toBe(1);
  venue.tell({ scene: 'key-places' });
  expect(told).toBe(1);
  venue.tell({ scene: 'arrival' });
  expect(told).toBe(2);
  // The venue goes before.
  settings.tell({ scene: 'public-places' });
  expect(told).toBe(2);
  end();
  venue.tell({ scene: 'long-distance' });
  expect(told).toBe(2);
});
