/** Launch: whether the program has just been opened; who checks for a living is led to 核验 then, and never again in that run. */
import Taro from '@tarojs/taro';
import { CHECK, gone } from './go.ts';
import { settings } from './wiring.ts';

let launched = false;

/** Another page was opened first, as by a link: home is what it is then. */
export function openedElsewhere(): void {
  launched = true;
}

/** True where 核验 takes the place of the page that was to open; `otherwise`: it could not be opened after all. */
export function leadsToCheck(otherwise: () => void): boolean {
  const first = !launched;
  launched = true;
  if (!first || settings.get().opensAtCheck !== true) return false;
  gone(Taro.reLaunch({ url: CHECK }), otherwise);
  return true;
}
