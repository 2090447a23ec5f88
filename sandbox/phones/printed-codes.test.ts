/** A code on paper, for people without a phone: made and downloaded on the page, read off the sheet, and revoked there by its number. */
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../core/index.ts';
import { codeOn, pagesOf } from '../../functions/testing/printed-pdf.ts';
import { between } from './at-the-door.ts';
import type { BrowserVisit } from './browser-visit.ts';
import { type Door, openDoor } from './door.ts';
import { goTo } from './going.ts';
import { staffTold } from './staff-told.ts';

const PATIENCE_MS = 20_000;
const A_NEW_LIST = /信任清单 (刚刚|\d+ 分钟前)更新/;
const PRINTED = ['比对后放行', '请比对证件', '赵*彬', '0007', '这是打印的码，别人也可能有一张。'];

const door = await openDoor();
if ('none' in door) it.skip(`skipped because ${door.none}`, () => undefined);
else describe('a code on paper', () => onPaper(door));

function onPaper(door: Door): void {
  it('is read off either size with the document beside it, and staff know of one that was revoked with their next list', async () => {
    const citizen = await door.arrive('citizen', 'zhao-wenbin');
    await goTo(citizen, '杭州市');
    await citizen.screen.shows(/(?<!\d)(\d+) 个渠道，\1 个已答复/, PATIENCE_MS);
    await citizen.page.goto(door.address('pages/codes/index'));
    await citizen.screen.tap('打印一张码');
    const [sheet, card] = [await printed(citizen, '打印 A4 纸'), await printed(citizen, '打印卡片大小')];
    expect(sheet.number).not.toBe(card.number);

    const staff = await door.open('staff', 'staff/pages/check/index');
    await staff.screen.shows(A_NEW_LIST, PATIENCE_MS);
    for (const { code } of [sheet, card]) {
      await staff.hold(code);
      await staff.screen.shows(PRINTED, PATIENCE_MS);
      await between(staff);
    }

    await citizen.screen.tap(`撤销，打印的码，编号 ${sheet.number}`);
    await citizen.screen.tap('确认撤销');
    await citizen.screen.tap('已经失效的');
    const [standing, past] = (await citizen.screen.shows(/\d 撤销/)).split('已经失效的');
    expect(standing).toContain(card.number);
    expect(past).toContain(sheet.number);

    door.sandbox().clock.skip(HOUR_MS);
    await staff.setClock(door.sandbox().clock.now());
    // The schedule's turn, taken at once.
    await fetch(`${door.sandbox().gatewayOrigin}/sandbox/trust-list`, { method: 'POST' });
    await staff.screen.tap('信任清单 1 小时前更新', PATIENCE_MS);
    await staff.screen.shows(A_NEW_LIST, PATIENCE_MS);
    await staff.hold(sheet.code);
    await staff.screen.shows(['请联网核验', staffTold('renew')], PATIENCE_MS);
    await staff.hold(card.code);
    await staff.screen.shows(PRINTED, PATIENCE_MS);
    expect([...citizen.faults(), ...staff.faults()]).toEqual([]);
  }, 60_000);
}

/** As it comes out of the printer: its number, as the page and the sheet have it, and what a camera reads off it. */
async function printed({ page, screen }: BrowserVisit, size: string): Promise<{ number: string; code: string }> {
  const coming = page.waitForEvent('download');
  await screen.tap(size);
  const download = await coming;
  const number = /^huren-([\da-f-]{19})\.pdf$/.exec(download.suggestedFilename())![1]!.replaceAll('-', ' ');
  await screen.shows([`编号 ${number}，到 `, `编号 ${number}\n`]);
  const [first] = pagesOf(await readFile(await download.path()));
  return { number, code: codeOn(first!) };
}
