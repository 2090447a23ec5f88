/** crowd: two thousand citizens open the page at the same moment; how long until the last of them has the source's word. */
import type { Figure, Measurement } from './figure.ts';
import type { GeneratedCitizen } from './generated-citizens.ts';
import { speedFor } from './machine-pace.ts';
import { ALLOWED_PER_SECOND, isWord, type OneSource, SOURCE, shown, startOneSource } from './one-source.ts';
import { quantile } from './statistics.ts';

const CITIZENS = 2_000;
/** Their polls and returns, spread over the time it takes; what the machine must bear at least. */
const READINGS_PER_SECOND = 150;
/** No source could answer all of them sooner. */
const FLOOR_S = CITIZENS / ALLOWED_PER_SECOND;
/** Whoever has no word by then will not make the figure any better. */
const LONGEST = 2;

export const crowd: Measurement = {
  name: 'crowd',
  title: `${CITIZENS} citizens at once, and a source that allows ${ALLOWED_PER_SECOND} requests a second`,
  async measure(say) {
    const speed = await speedFor(READINGS_PER_SECOND);
    const source = await startOneSource(CITIZENS, speed, 4);
    try {
      const { clock, sources, defects } = source.ground;
      const from = clock.now();
      const waits = await Promise.all(source.citizens.map((citizen) => wordAfterMs(source, citizen, from)));
      if (defects.length > 0) throw new Error(`functions failed: ${defects[0]}`);
      const served = waits.filter((wait) => wait !== undefined);
      say(
        `the clock at ${speed} of the wall; half have the word after ${(quantile(served, 0.5) / 1000).toFixed(0)} s, ` +
          `95 % after ${(quantile(served, 0.95) / 1000).toFixed(0)} s; ${CITIZENS - served.length} gave up`,
      );
      const allS = Math.max(...waits.map((wait) => wait ?? Number.POSITIVE_INFINITY)) / 1000;
      return [
        {
          what: 'until all have the word',
          value: allS / FLOOR_S,
          from: `${allS.toFixed(0)} s ÷ ${FLOOR_S} s at the source's full rate`,
          target: { atMost: 1.25 },
        },
        {
          what: 'most calls in any second',
          value: sources.maxPerSecond(SOURCE, from),
          from: `counted at the source, which allows ${ALLOWED_PER_SECOND}`,
          target: { atMost: ALLOWED_PER_SECOND },
        },
      ] satisfies Figure[];
    } finally {
      await source.ground.stop();
    }
  },
};

/** When the citizen's page showed the source's word; `undefined`: not within twice the floor. */
async function wordAfterMs(
  { ground: { clock }, phones }: OneSource,
  { token }: GeneratedCitizen,
  from: number,
): Promise<number | undefined> {
  for (;;) {
    const page = await phones.ask(token);
    if (isWord(shown(page))) return page.answeredAt - from;
    const waitMs = phones.nextAskMs(page);
    if (waitMs === null || clock.now() + waitMs - from > LONGEST * FLOOR_S * 1000) return undefined;
    await clock.sleep(waitMs);
  }
}
