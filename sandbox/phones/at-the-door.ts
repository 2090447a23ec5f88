/** At the door: what a citizen and a member of staff do there, on any phone, in the words on the screen. */
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'vitest';
import { goTo } from './going.ts';
import { isIn, type Words } from './screen.ts';
import type { Visit } from './visit.ts';

const PATIENCE_MS = 20_000;
/** A hand that holds a phone before another. */
const AGAIN_MS = 100;
const A_MOMENT_MS = 1_000;
export const MALL = '杭州武林河畔商场';

/** From home, with all answers there: the page with the code that says all of them. */
export async function showCode(visit: Visit, place = '杭州市'): Promise<void> {
  const { screen } = visit;
  await goTo(visit, place);
  await screen.shows(/(?<!\d)(\d+) 个渠道，\1 个已答复/, PATIENCE_MS);
  await screen.tap('出示共享码');
  await screen.shows(['每 10 秒自动更换', /签发/], PATIENCE_MS);
  await screen.hides('正在换成新的', PATIENCE_MS);
  // A first code is looked at once more when all answers are there. The page begins after it has been seen for a moment.
  await wait(A_MOMENT_MS);
  await screen.hides('正在换新', PATIENCE_MS);
}

/** The picture on the screen becomes another one of the same code, by itself. */
export async function renewsItself(citizen: Visit): Promise<void> {
  const pictures = new Set<string>();
  const look = async () => {
    const code = await citizen.shownCode();
    if (code?.startsWith('HUREN1:')) pictures.add(code);
    return pictures.size;
  };
  await expect.poll(look, { timeout: PATIENCE_MS, interval: 300 }).toBeGreaterThan(1);
}

/** Everybody's codes stand still, at the first: a slow finger may stop them later. */
export async function stopTurning({ screen }: Visit): Promise<void> {
  await screen.tap('停止轮换');
  for (;;) {
    const [at] = /第 \d 个，共 \d 个/.exec(await screen.shows(/第 \d 个，共 \d 个/))!;
    if (at.startsWith('第 1 个')) return;
    await screen.tap('上一个');
    await screen.hides(at);
  }
}

/** From the venues' page: works at one, and looks through the camera. */
export async function standAt({ screen }: Visit, venue = MALL): Promise<void> {
  await screen.shows(venue, PATIENCE_MS);
  await screen.tap(venue);
  await screen.tap('开始核验');
  await screen.shows(['对准对方手机上的共享码', venue, /信任清单 刚刚更新|信任清单 \d+ 分钟前更新/], PATIENCE_MS);
}

/** Something else is held before the staff's phone, so that what it says next is news, of a camera that sees. */
export async function between(staff: Visit): Promise<void> {
  await staff.hold('https://jkm.hangzhou.example/q?c=1');
  await staff.screen.shows('这是健康码', PATIENCE_MS);
}

/** What the citizen's screen shows now, held before the staff's phone until it says so, which it may not have said before. */
export async function isTold(citizen: Visit, staff: Visit, words: Words[]): Promise<string> {
  const deadline = Date.now() + PATIENCE_MS;
  const isSaid = (seen: string) => words.every((each) => isIn(seen, each));
  const before = await staff.screen.shows(/./);
  if (isSaid(before)) expect.fail(`staff are told ${words.join(' + ')} before anything is shown:\n${before}`);
  let held = false;
  for (;;) {
    const code = await citizen.shownCode();
    held ||= code !== undefined;
    if (code !== undefined) await staff.hold(code);
    const seen = await staff.screen.shows(/./);
    if (held && isSaid(seen)) return seen;
    await wait(AGAIN_MS);
    if (Date.now() > deadline && !held) expect.fail(`no code is shown, but:\n${await citizen.screen.shows(/./)}`);
    if (Date.now() > deadline) expect.fail(`staff are not told ${words.join(' + ')}, but:\n${seen}`);
  }
}
