/** A family at the door: one phone shows all its codes in turn, and the staff's phone counts them by itself. */
import { describe, expect, it } from 'vitest';
import { isTold, showCode, stopTurning } from './at-the-door.ts';
import { type Door, openDoor } from './door.ts';
import { personCalled } from './going.ts';

const GUARDIAN = 'lu-wenjing';
/** Text, because it runs in the page: as if one of the family's codes had never come. Gives back the member's name. */
const TAKES_ONE = `(() => {
  const codes = JSON.parse(localStorage.getItem('share-codes'));
  const [name] = Object.keys(codes).filter((each) => each !== 'own').slice(-1);
  delete codes[name];
  localStorage.setItem('share-codes', JSON.stringify(codes));
  const { members } = JSON.parse(localStorage.getItem('family'));
  return [members.find(({ id }) => name === 'for ' + id).name];
})()`;
/** What the staff's phone has counted, by day. */
const TALLIES = `Object.values(JSON.parse(localStorage.getItem('staff-tallies')))`;
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
    await stopTurning(visit);

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
    const [today] = await staff.page.evaluate<{ venues: unknown }[]>(TALLIES);
    expect(today!.venues).toEqual({ '-': { admit: 4, refuse: 0, askOnline: 0, compared: 3 } });
    expect([...visit.faults(), ...staff.faults()]).toEqual([]);
  }, 150_000);

  it('tells the citizen alone who has no code and why, fetches it when there is a network, and lets staff count anew', async () => {
    const visit = await door.arrive('citizen', GUARDIAN);
    await showCode(visit);
    await visit.page.goto(door.address('pages/family/index'));
    await visit.screen.shows(ALL_FOUR, 45_000);
    const [member] = await visit.page.evaluate<[string]>(TAKES_ONE);
    await visit.page.goto(door.address('pages/show/index?all=1'));
    await visit.setOnline(false);
    await visit.page.reload();
    await visit.screen.shows(['第 1 个，共 3 个', '还有 1 个人没有码，不在其中']);
    await visit.screen.tap('停止轮换');
    await visit.screen.hides('第一次要连上网络取码');
    await visit.screen.tap(/^还有 1 个人没有码，不在其中，/);
    await visit.screen.shows([member, '第一次要连上网络取码']);
    const before = visit.asked.length;
    await visit.setOnline(true);
    await visit.page.reload();
    await visit.screen.shows('加上刚取到的 1 个码，从头出示', 30_000);
    // Those that are there are not asked for again, nor the list that was told just now.
    expect(visit.asked.slice(before).filter((each) => /^POST .share-codes/.test(each))).toHaveLength(1);
    expect(visit.asked.slice(before).filter((each) => each === 'GET /dependents')).toEqual([]);
    await visit.screen.shows('共 3 个');
    await visit.screen.tap('加上刚取到的 1 个码，从头出示');
    await visit.screen.shows('第 1 个，共 4 个');
    await visit.screen.hides('不在其中');
    expect(visit.faults()).toEqual([]);
  }, 150_000);

  it('forgets the code of whoever was let go of on another phone while this one was closed', async () => {
    const [here, there] = [await door.arrive('citizen', GUARDIAN), await door.arrive('citizen', GUARDIAN)];
    for (const { page, screen } of [here, there]) {
      await page.goto(door.address('pages/family/index'));
      await screen.shows(ALL_FOUR, 45_000);
    }
    await here.page.goto('about:blank');
    await there.screen.tap(/^移除/);
    await there.screen.tap('确认移除');
    await there.screen.shows('一起出示 3 个人的码');
    await here.page.goto(door.address('pages/family/index'));
    await here.screen.shows('一起出示 3 个人的码');
    await here.screen.tap('一起出示 3 个人的码');
    await here.screen.shows('第 1 个，共 3 个');
    expect([...here.faults(), ...there.faults()]).toEqual([]);
  }, 150_000);
}
