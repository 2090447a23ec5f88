/** Scene: a screen that is worth a picture, and the steps that all scenes share. */
import type { Sandbox } from '../sandbox.ts';
import type { BrowserVisit } from './browser-visit.ts';
import { bindByPhone, bindBySpecimen, choosePerson, consent, isToBeBound } from './first-opening.ts';
import { goTo, personCalled } from './going.ts';

export interface Stage {
  visit: BrowserVisit;
  sandbox: Sandbox;
}
export interface Scene {
  name: string;
  /** RFC 3339; the sandbox's own morning unless another is named. */
  at?: string;
  width?: number;
  /** What fits on the phone at once, not the whole page. */
  screenOnly?: boolean;
  play(stage: Stage): Promise<void>;
}

export const NARROW = 320;

const ALL_ANSWERED = /(?<!\d)(\d+) 个渠道，\1 个已答复/;

export async function arrive({ visit }: Stage, id: string): Promise<void> {
  const person = personCalled(id);
  await choosePerson(visit, person);
  await consent(visit);
  if (await isToBeBound(visit)) await (person.phone.registeredWith === 0 ? bindByPhone : bindBySpecimen)(visit, person);
}

/** At home, in a place, with all that was asked answered. */
export async function at(stage: Stage, person: string, place: string): Promise<void> {
  await arrive(stage, person);
  await goTo(stage.visit, place);
  await stage.visit.screen.shows(ALL_ANSWERED, 20_000);
}

export async function askEverywhere({ visit }: Stage): Promise<void> {
  await visit.screen.tap('问遍所有渠道');
  await visit.screen.shows('查询范围：所有渠道');
  await visit.screen.shows(ALL_ANSWERED, 60_000);
}

export const elder = ({ visit }: Stage) => visit.screen.tap('长辈版');
export async function english({ visit }: Stage): Promise<void> {
  await visit.screen.tap('我的');
  await visit.screen.tap('English');
  await visit.page.goBack();
  await visit.screen.shows('Me');
}
/** How every source stands, which anybody may see; here by its address. */
export async function channelsPage({ visit: { page, screen } }: Stage): Promise<void> {
  await page.evaluate("location.hash = '#/pages/channels/index'");
  await screen.shows(/\d+ (个渠道|channels)/);
}
export async function paperPage({ visit: { page, screen } }: Stage): Promise<void> {
  await page.evaluate("location.hash = '#/pages/paper/index'");
  await screen.shows(['添加纸质结果', '登记纸上的编号']);
}
export const tap = ({ visit }: Stage, words: string | RegExp) => visit.screen.tap(words);

export async function toForm(stage: Stage, id: string): Promise<void> {
  await choosePerson(stage.visit, personCalled(id));
  await consent(stage.visit);
  await stage.visit.screen.shows('怎样确认是你本人');
}
