/** One person's phones at the door, in browsers: two of them, a new one in place of an old, and one that was lost. */
import { describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../core/index.ts';
import { readShowing } from '../../core/share-code/showing.ts';
import { between, isTold, showCode, standAt } from './at-the-door.ts';
import type { BrowserVisit } from './browser-visit.ts';
import { type Door, openDoor } from './door.ts';
import { choosePerson, consent, isToBeBound } from './first-opening.ts';
import { personCalled } from './going.ts';
import { staffTold } from './staff-told.ts';

/** A code's successor takes over after two minutes. */
const TAKEN_OVER_MS = 3 * MINUTE_MS;
const PATIENCE_MS = 20_000;
const RENEW = '换一个新的码';
const ASKED = '联网核验的答复';
const OVERRULED = [ASKED, '仍不能判定', staffTold('renew')];

const door = await openDoor();
if ('none' in door) it.skip(`skipped because ${door.none}`, () => undefined);
else describe('one person', () => phonesOf(door));

function phonesOf(door: Door): void {
  /** A member of staff of the mall, who may ask online. */
  async function staffAtWork(): Promise<BrowserVisit> {
    const visit = await door.open('staff', 'staff/pages/venues/index');
    await visit.screen.shows('选择你是谁');
    await visit.screen.tap(/^李𬱖/);
    await standAt(visit);
    return visit;
  }
  async function showing(person: string): Promise<BrowserVisit> {
    const visit = await door.arrive('citizen', person);
    await showCode(visit);
    return visit;
  }
  async function pass(ms: number, ...phones: BrowserVisit[]): Promise<void> {
    door.sandbox().clock.skip(ms);
    for (const phone of phones) await phone.setClock(door.sandbox().clock.now());
  }
  /** Admitted by the staff's phone, which asks nobody by itself; then somebody asks. */
  async function isAsked(citizen: BrowserVisit, staff: BrowserVisit, name: string): Promise<string> {
    await isTold(citizen, staff, ['放行', name]);
    await staff.screen.tap('联网核验');
    return staff.screen.shows(ASKED, PATIENCE_MS);
  }
  const healthy = (...visits: BrowserVisit[]) => expect(visits.flatMap((visit) => visit.faults())).toEqual([]);

  it('with two phones in one app: both are good where nobody asks, and who is told to renew does so by the button that staff name', async () => {
    const [older, newer] = [await showing('zhao-wenbin'), await showing('zhao-wenbin')];
    await pass(TAKEN_OVER_MS, older, newer);
    const staff = await staffAtWork();
    await isTold(newer, staff, ['放行', '赵*彬']);
    await between(staff);
    await isAsked(older, staff, '赵*彬');
    await staff.screen.shows(OVERRULED);
    expect(staffTold('renew')).toContain(`「${RENEW}」`);
    const replaced = await credentialOn(older);
    await older.screen.tap(RENEW);
    await expect.poll(async () => [undefined, replaced].includes(await credentialOn(older))).toBe(false);
    await between(staff);
    expect(await isAsked(older, staff, '赵*彬')).not.toContain(staffTold('renew'));
    healthy(older, newer, staff);
  }, 60_000);

  it('with a new phone: nothing is filled in again, the code is there, and the old one’s no longer holds where somebody asks', async () => {
    const old = await showing('zhao-wenbin');
    const fresh = await door.open('citizen');
    await choosePerson(fresh, personCalled('zhao-wenbin'));
    await consent(fresh);
    expect(await isToBeBound(fresh)).toBe(false);
    await showCode(fresh);
    await pass(TAKEN_OVER_MS, old, fresh);
    const staff = await staffAtWork();
    expect(await isAsked(fresh, staff, '赵*彬')).not.toContain(staffTold('renew'));
    await between(staff);
    await isAsked(old, staff, '赵*彬');
    await staff.screen.shows(OVERRULED);
    healthy(old, fresh, staff);
  }, 60_000);

  it('with a lost phone: its code is revoked by the page on another; staff who ask know at once, all others with their next list', async () => {
    const [lost, other] = [await showing('chen-guolin'), await showing('chen-guolin')];
    const staff = await staffAtWork();
    await lost.setOnline(false);
    await staff.setOnline(false);
    await isTold(lost, staff, ['放行', '陈*林']);
    await between(staff);

    await other.screen.tap('我的码');
    await other.screen.shows(['就在这部手机上', '已换新码', '手机丢了？']);
    await other.screen.tap(/^撤销，网页里的码，.+签发$/);
    await other.screen.tap('确认撤销');
    await other.screen.shows('已经失效的');

    // By the list from before, until somebody asks.
    await isTold(lost, staff, ['放行', '陈*林']);
    await staff.setOnline(true);
    await staff.screen.tap('联网核验');
    await staff.screen.shows(OVERRULED, PATIENCE_MS);

    await staff.setOnline(false);
    // A list is fetched no more than hourly.
    await pass(HOUR_MS + MINUTE_MS, lost, other, staff);
    await staff.screen.shows('信任清单 1 小时前更新', PATIENCE_MS);
    // The schedule's turn, taken at once.
    await fetch(`${door.sandbox().gatewayOrigin}/sandbox/trust-list`, { method: 'POST' });
    await staff.setOnline(true);
    await staff.screen.shows(/信任清单 (刚刚|\d+ 分钟前)更新/, PATIENCE_MS);
    await staff.setOnline(false);
    await between(staff);
    await isTold(lost, staff, ['请联网核验', staffTold('renew')]);
    await other.page.goBack();
    await between(staff);
    await isTold(other, staff, ['放行', '陈*林']);
    healthy(lost, other, staff);
  }, 90_000);
}

/** What was signed of the code on the screen, without the phone's proof, which is another every ten seconds. */
async function credentialOn(visit: BrowserVisit): Promise<string | undefined> {
  const showing = readShowing((await visit.shownCode()) ?? '');
  return 'kind' in showing ? undefined : Buffer.from(showing.credential).toString('hex');
}
