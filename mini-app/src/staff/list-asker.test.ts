import { expect, test } from 'vitest';
import type { Verification } from '../../../core/share-code/index.ts';
import { createListAsker } from './list-asker.ts';

test('asks for the list when a code is taken for forged, and once a minute at most', () => {
  let [now, asked] = [0, 0];
  const told = createListAsker(
    () => {
      asked += 1;
    },
    () => now,
  );
  const forged: Verification = { kind: 'refuse', reason: 'forged' };
  told({ kind: 'refuse', reason: 'expired' });
  told({ kind: 'ask-online', reason: 'renew' });
  told({ kind: 'not-a-code', of: 'damaged' });
  expect(asked).toBe(0);
  told(forged);
  expect(asked).toBe(1);
  now = 59_999;
  told(forged);
  expect(asked).toBe(1);
  now = 60_000;
  told(forged);
  expect(asked).toBe(2);
  // A clock that was set back stops nothing.
  now = -3_600_000;
  told(forged);
  expect(asked).toBe(3);
});
