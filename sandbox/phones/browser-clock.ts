/** The clock of a browser's phone: `Date` alone is off; timers run on as they do. */
import type { BrowserContext } from 'playwright-core';

/** Text, because it runs in the page. Called again, it sets the clock anew. */
const SET = `(offset) => {
  if (window.setPhoneClock) return window.setPhoneClock(offset);
  const Real = Date;
  const now = () => Real.now() + offset;
  window.setPhoneClock = (set) => void (offset = set);
  window.Date = new Proxy(Real, {
    apply: () => new Real(now()).toString(),
    construct: (target, given, asked) =>
      Reflect.construct(target, given.length > 0 ? given : [now()], asked === window.Date ? target : asked),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
}`;

/** From now on, and in every page that is opened later, it is so much later than it is (milliseconds). */
export async function setBrowserClock(context: BrowserContext, offsetMs: number): Promise<void> {
  const set = `(${SET})(${Math.round(offsetMs)})`;
  await context.addInitScript(set);
  for (const page of context.pages()) await page.evaluate(set);
}
