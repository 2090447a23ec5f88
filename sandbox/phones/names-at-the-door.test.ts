/** Names of every kind at the door, masked as the document has them, from the code on one screen to the verdict on the other. */
import { describe, expect, it } from 'vitest';
import { checkCharacter } from '../people/check-digit.ts';
import { isTold, showCode } from './at-the-door.ts';
import { type Door, openDoor } from './door.ts';
import { inventPerson } from './invented-person.ts';

const LONG_NAME = inventPerson('long-name', '5050', { name: 'WOLFESCHLEGELSTEINHAUSENBERGER MAXIMILIAN CONSTANTIN' });
/** Outside the basic plane, and never masked. */
const RARE_SURNAME = inventPerson('rare-surname', '5151', {
  name: '𬱖文山',
  documents: [{ type: 'resident-id', number: `33010219120405000${checkCharacter('33010219120405000')}` }],
});

const door = await openDoor([LONG_NAME, RARE_SURNAME]);
if ('none' in door) it.skip(`skipped because ${door.none}`, () => undefined);
else describe('a name', () => named(door));

function named(door: Door): void {
  it.each([
    ['a rare character, masked', 'li-ting', '上海市', /李\*.*尾号 0003/],
    ['a rare surname', RARE_SURNAME.id, '杭州市', /𬱖\*山.*尾号 \d{3}[\dX]/],
    ['a dot', 'abdurehim-tursun', '杭州市', /阿\*+.*尾号/],
    ['a passport', 'sofia-rossi', '杭州市', /[A-Z]+.*\*.*尾号/],
    ['50 Latin letters, with spaces between', LONG_NAME.id, '杭州市', 'W***N · 尾号 5050'],
  ])(
    'is admitted, and told as it is: %s',
    async (_, person, place, whom) => {
      const citizen = await door.arrive('citizen', person);
      await showCode(citizen, place);
      const staff = await door.open('staff', 'staff/pages/check/index');
      await staff.screen.shows(/信任清单 (刚刚|\d+ 分钟前)更新/, 20_000);
      await isTold(citizen, staff, ['放行', whom]);
      expect([...citizen.faults(), ...staff.faults()]).toEqual([]);
    },
    60_000,
  );
}
