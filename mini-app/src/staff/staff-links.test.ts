import { expect, test } from 'vitest';
import { deskIn, invitationIn } from './staff-links.ts';

const INVITATION = 'Zm9vYmFyYmF6cXV4MTIz';

test.each([
  `https://huren.example/#/staff/pages/join/index?venue=hzwulin1&invitation=${INVITATION}`,
  `http://127.0.0.1:10086/#/staff/pages/join/index?venue=hzwulin1&invitation=${INVITATION}`,
  `/staff/pages/join/index?invitation=${INVITATION}&venue=hzwulin1&scene=1011`,
  ` staff/pages/join/index?venue=hzwulin1&invitation=${INVITATION}\r\n`,
])('an invitation: %s', (text) => expect(invitationIn(text)).toEqual({ venue: 'hzwulin1', invitation: INVITATION }));

test.each([
  'https://huren.example/#/staff/pages/join/index?venue=hzwulin1',
  `https://huren.example/#/more/pages/venue/index?venue=hzwulin1&invitation=${INVITATION}`,
  `javascript:staff/pages/join/index?venue=hzwulin1&invitation=${INVITATION}`,
  `https://huren.example/#/staff/pages/join/index?venue=../../me&invitation=${INVITATION}`,
  `https://huren.example/#/staff/pages/join/index?venue=hzwulin1&invitation=${'A'.repeat(3_000)}`,
  'HUREN1:ABC',
  '',
])('none: %s', (text) => expect(invitationIn(text)).toBeUndefined());

test('a desk', () => {
  expect(deskIn('https://huren.example/#/staff/pages/pair/index?desk=abcd_1234')).toBe('abcd_1234');
  expect(deskIn('https://huren.example/#/staff/pages/pair/index?desk=a/b')).toBeUndefined();
  expect(deskIn(`https://huren.example/#/staff/pages/join/index?desk=abcd`)).toBeUndefined();
});
