import { expect, test } from 'vitest';
import { type JurisdictionCode, parseInstant } from '../../../core/index.ts';
import { linkRequest, type ShareChoice } from './share-choice.ts';

const NOW = parseInstant('2022-08-01T07:45:00+08:00')!;
const GOING = { place: '310000' as JurisdictionCode, scene: 'arrival' } as const;

test.each<[ShareChoice, object]>([
  [
    { to: 'venue', opens: 'once' },
    { to: 'venue', opens: 'once' },
  ],
  [
    { to: 'venue', venue: 'hzwulin1', opens: 2 },
    { to: 'venue', venue: 'hzwulin1', opens: 'until', until: '2022-08-01T09:45:00+08:00' },
  ],
  [
    { to: 'person', venue: 'hzwulin1', opens: 'once', of: 'abcd1234' },
    { to: 'person', jurisdiction: '310000', scene: 'arrival', opens: 'once', for: 'abcd1234' },
  ],
])('%j', (choice, request) => expect(linkRequest(choice, GOING, NOW)).toEqual(request));
