/** Scene: a screen that is worth a picture, and the steps that all scenes share. */
import type { Sandbox } from '../sandbox.ts';
import type { BrowserVisit } from './browser-visit.ts';
import type { CameraFilm } from './camera-film.ts';
import { bindByPhone, bindBySpecimen, choosePerson, consent, isToBeBound } from './first-opening.ts';
import { goTo, personCalled } from './going.ts';
import type { Visit } from './visit.ts';

export interface Stage {
  visit: BrowserVisit;
  sandbox: Sandbox;
  /** What the browser's camera sees, where it has one. */
  film?: CameraFilm;
}
export interface Scene {
  name: string;
  /** RFC 3339; the sandbox's own morning unless another is named. */
  at?: string;
  width?: number;
  /** In a browser with a camera. */
  camera?: boolean;
  /** What fits on the phone at once, not the whole page. */
  screenOnly?: boolean;
  play(stage: Stage): Promise<void>;
}

export const NARROW = 320;

const ALL_ANSWERED = /(?<!\d)(\d+) 个渠道，\1 个已答复/;
const FORTY_ANSWERED = /(?<!\d)(4\d) 个渠道，\1 个已答复/;

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
  await visit.screen.shows(FORTY_ANSWERED, 60_000);
}

export const elder = ({ visit }: Stage) => visit.screen.tap('长辈版');
export async function english({ visit }: Stage): Promise<void> {
  await visit.screen.tap('我的');
  await visit.screen.tap('English');
  await visit.page.goBack();
  await visit.screen.shows('Me');
}
/** From home, by 我的, in whichever language. */
export async function channelsPage({ visit: { screen } }: Stage): Promise<void> {
  await screen.tap(/^(我的|Me)$/);
  await toChannels(screen);
}
export async function toChannels(screen: Visit['screen']): Promise<void> {
  await screen.tap(/^(各渠道状态|How the channels stand)$/);
  await screen.shows(/\d+ (个开放|open)/);
}
export async function paperPage({ visit: { screen } }: Stage): Promise<void> {
  await screen.tap(/^(添加纸质结果|Add a paper result)$/);
  await screen.shows(/登记纸上的编号|Register a number/);
}
export const tap = ({ visit }: Stage, words: string | RegExp) => visit.screen.tap(words);

export async function toForm(stage: Stage, id: string): Promise<void> {
  await choosePerson(stage.visit, personCalled(id));
  await consent(stage.visit);
  await stage.visit.screen.shows('怎样确认是你本人');
}
