/** Show and verify: a citizen's browser, and a staff member's whose camera sees the first one's screen; online, and with the network cut for both. */
import { describe, expect, it } from 'vitest';
import { isTold, MALL, showCode, standAt } from './at-the-door.ts';
import type { BrowserVisit, BrowserVisitSettings } from './browser-visit.ts';
import { type Door, openDoor } from './door.ts';

/** The page is served from elsewhere; what is counted is what the gateway was asked. */
const SOMEBODY = { person: 'zhao-wenbin', name: '赵*彬', last4: '0007' };

const door = await openDoor();
if ('none' in door) it.skip(`skipped because ${door.none}`, () => undefined);
else describe('at the door', () => atTheDoor(door));

function atTheDoor(door: Door): void {
  /** A member of staff of the mall, looking through the camera. */
  async function staffAtWork(settings?: BrowserVisitSettings): Promise<BrowserVisit> {
    const visit = await door.open('staff', 'staff/pages/venues/index', settings);
    await visit.screen.shows('选择你是谁');
    await visit.screen.tap(/^李𬱖/);
    await standAt(visit);
    return visit;
  }
  async function citizenShowing(settings?: BrowserVisitSettings): Promise<BrowserVisit> {
    const visit = await door.arrive('citizen', SOMEBODY.person, settings);
    await showCode(visit);
    await expect.poll(() => visit.shownCode(), { timeout: 10_000 }).toMatch(/^HUREN1:/);
    return visit;
  }

  it('reads a live code off a screen, and lets its holder through; nothing of it asks anybody', async () => {
    const staff = await staffAtWork();
    const citizen = await citizenShowing();
    const before = door.asked.length;
    const stop = door.film.followScreen(citizen.page);
    await staff.screen.shows(['放行', '认可，至 8月2日 10:00', MALL, new RegExp(`${SOMEBODY.last4}`)], 20_000);

    // As in an underground station: both networks go, the code renews itself, and is admitted again.
    await citizen.setOnline(false);
    await staff.setOnline(false);
    const first = await citizen.shownCode();
    await expect.poll(() => citizen.shownCode(), { timeout: 15_000, interval: 300 }).not.toBe(first);
    await staff.page.reload();
    await staff.screen.shows(['放行', '认可，至 8月2日 10:00', SOMEBODY.last4], 20_000);
    await citizen.page.reload();
    await citizen.screen.shows('每 10 秒自动更换');
    await isTold(citizen, staff, ['放行', SOMEBODY.last4]);
    expect(door.asked.slice(before)).toEqual([]);
    await stop();
    expect([...citizen.faults(), ...staff.faults()]).toEqual([]);
  }, 60_000);
}
