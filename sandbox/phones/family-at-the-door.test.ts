/** A family at the door: one phone shows all its codes in turn, and the staff's phone counts them by itself. */
import { describe, expect, it } from 'vitest';
import { isTold, showCode } from './at-the-door.ts';
import { type Door, openDoor } from './door.ts';
import { personCalled } from './going.ts';

const GUARDIAN = 'lu-wenjing';
const ALL_FOUR = '一起出示 4 个人的码';

const door = await openDoor();
if ('none' in door) it.skip(`skipped because ${door.none}`, () => undefined);
else describe('a family at the door', () => atTheDoor(door));

function atTheDoor(door: Door): void {
  it('is counted by itself: who is through, who is missing and why, and each once', async () => {
    const visit = await door.arrive('citizen', GUARDIAN);
    await showCode(visit);
    await visit.page.goto(door.address('pages/family/index'));
    const names = personCalled(GUARDIAN).family!.map(({ name }) => `${name[0]}*${name[2]}`);
    await visit.screen.shows([...names, ALL_FOUR], 45_000);
    await visit.screen.tap(ALL_FOUR);
    await visit.screen.shows('第 1 个，共 4 个');
    await visit.screen.tap('停止轮换');

    const staff = await door.open('staff', 'staff/pages/check/index');
    await staff.screen.shows(/信任清单 (刚刚|\d+ 分钟前)更新/, 20_000);
    await isTold(visit, staff, ['放行', '一家 4 位，已放行 1 位，还差第 2 个、第 3 个、第 4 个']);
    await visit.screen.tap('下一个');
    await isTold(visit, staff, ['请比对证件', '已放行 1 位，还差第 2 个（待比对证件）、第 3 个、第 4 个']);
    await staff.screen.tap('一致');
    await staff.screen.shows('一家 4 位，已放行 2 位，还差第 3 个、第 4 个');

    // Turned back, the first is neither counted twice nor taken for a copy.
    await visit.screen.tap('上一个');
    await isTold(visit, staff, ['陆*静', '一家 4 位，已放行 2 位，还差第 3 个、第 4 个']);
    await staff.screen.hides('请比对证件');

    await visit.screen.tap('上一个');
    await isTold(visit, staff, ['请比对证件', '已放行 2 位，还差第 3 个、第 4 个（待比对证件）']);
    await staff.screen.tap('一致');
    await visit.screen.tap('上一个');
    await isTold(visit, staff, ['请比对证件', '已放行 3 位，还差第 3 个（待比对证件）']);
    await staff.screen.tap('一致');
    await staff.screen.shows('一家 4 位都已放行');
    expect([...visit.faults(), ...staff.faults()]).toEqual([]);
  }, 150_000);
}
