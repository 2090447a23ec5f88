/** Show and verify: a citizen's browser, and a staff member's whose camera sees the first one's screen; online, and with the network cut for both. */
import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../core/index.ts';
import { between, isTold, MALL, renewsItself, showCode, standAt } from './at-the-door.ts';
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
    await renewsItself(citizen);
    await staff.page.reload();
    await staff.screen.shows(['放行', '认可，至 8月2日 10:00', SOMEBODY.last4], 20_000);
    await citizen.page.reload();
    await citizen.screen.shows('每 10 秒自动更换');
    await stop();
    await between(staff);
    await isTold(citizen, staff, ['放行', '认可，至 8月2日 10:00', SOMEBODY.last4]);
    // The picture of another system that was held up meanwhile was nobody.
    await staff.screen.hides('中间还有别人');
    expect(door.asked.slice(before)).toEqual([]);

    // Opened directly with a network, at an hour when a new one is due: seen first, and only then is anybody asked.
    await citizen.setOnline(true);
    door.sandbox().clock.skip(31 * HOUR_MS);
    await citizen.setClock(door.sandbox().clock.now());
    await citizen.page.addInitScript(WHAT_HAPPENS);
    await citizen.page.goto('about:blank');
    await citizen.page.goto(door.address('pages/show/index'));
    const happened = () => citizen.page.evaluate<string[]>('[...window.happened]');
    await expect.poll(happened).toContain('asked');
    expect(await happened()).toEqual(['drawn', 'asked']);
    expect([...citizen.faults(), ...staff.faults()]).toEqual([]);
  }, 60_000);
}

/** Text, because it runs in the page: whether the code was drawn first, or the server asked. */
const WHAT_HAPPENS = `(() => {
  const happened = window.happened = new Set();
  const noting = (what, on, name) => {
    const was = on[name];
    on[name] = function (...given) {
      happened.add(what);
      return was.apply(this, given);
    };
  };
  noting('drawn', CanvasRenderingContext2D.prototype, 'fillRect');
  noting('asked', window, 'fetch');
  noting('asked', XMLHttpRequest.prototype, 'send');
})()`;
