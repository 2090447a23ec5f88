/** everywhere: every source asked at once, most of them quick, some slow, two hanging and one down: how soon the page has what exists. */
import type { Instant } from '../core/index.ts';
import { drawDelay, seededRandom } from '../sandbox/sources/delay.ts';
import { SOURCE_IDS, type SourceId } from '../sandbox/sources/index.ts';
import type { Figure, Measurement } from './figure.ts';
import { bindGenerated, type GeneratedCitizen } from './generated-citizens.ts';
import { type Ground, startGround } from './ground.ts';
import { heldTest } from './one-source.ts';
import { type Page, Phones } from './phone.ts';
import { median, quantile } from './statistics.ts';

const QUERY = { jurisdiction: '310000', scope: 'everywhere', scene: 'public-places' };
const SEED = 43;
/** A citizen asks forty-three sources at once; on a small machine the clock goes slower, so that the sources are what is waited for. */
const SPEED = 0.25;
/** Those who fetch tokens and secrets and warm environments are not counted. */
const WARM_UP = 2;
const CITIZENS = 8;
const GIVE_UP_MS = 90_000;

const MEDIAN_MS = 400;
const SLOW_MS = 5_000;
const HANGING: readonly SourceId[] = ['henan', 'hainan'];
const DOWN: SourceId = 'gansu';
/** One in ten, of those that may take longer than that. */
const SLOW: readonly SourceId[] = ['hebei', 'hubei', 'qinghe-hospital', 'yunnan'];

export const everywhere: Measurement = {
  name: 'everywhere',
  title: `${SOURCE_IDS.length} sources asked at once: median ${MEDIAN_MS / 1000} s, one in ten ${SLOW_MS / 1000} s, two hanging, one down`,
  async measure(say) {
    const calls: Calls = new Map();
    const random = seededRandom(SEED, 'delays');
    const ground = await startGround({
      speed: SPEED,
      seed: SEED,
      delayMs: (source) => (SLOW.includes(source) ? SLOW_MS : drawDelay(MEDIAN_MS, random)),
      lookup: (source, { number, name = '' }, arrivedAt) => {
        const { from } = calls.get(number)?.get(source) ?? { from: arrivedAt };
        if (!calls.has(number)) calls.set(number, new Map());
        calls.get(number)!.set(source, { from, to: ground.clock.now() });
        return [heldTest(number, name, arrivedAt)];
      },
    });
    try {
      for (const id of HANGING) ground.sources.setFault(id, 'hanging');
      ground.sources.setFault(DOWN, 'down');
      say(`the clock at ${SPEED} of the wall; ${CITIZENS} new citizens, one after the other`);
      const citizens = await bindGenerated(ground.world, 0, WARM_UP + CITIZENS);
      const phones = new Phones(ground, QUERY);
      const visits: Visit[] = [];
      for (const citizen of citizens) visits.push(await visit(ground, phones, citizen, calls));
      if (ground.defects.length > 0) throw new Error(`functions failed: ${ground.defects[0]}`);
      return figuresOf(visits.slice(WARM_UP));
    } finally {
      await ground.stop();
    }
  },
};

/** By number and source: when the question arrived that was answered, and when its last answer was given. */
type Calls = Map<string, Map<string, { from: Instant; to: Instant }>>;

interface Visit {
  /** Until 85 % of what exists was on the page, and the poll interval before. */
  most: { ms: number; intervalMs: number };
  all: { ms: number; intervalMs: number };
  /** Of the sources that are well, at the source. */
  medianMs: number;
  slowestMs: number;
}

async function visit(
  ground: Ground,
  phones: Phones,
  { token, number }: GeneratedCitizen,
  calls: Calls,
): Promise<Visit> {
  let page = await phones.ask(token);
  const from = page.askedAt;
  let intervalMs = 0;
  let most: Visit['most'] | undefined;
  for (;;) {
    const { found, exists } = filled(page);
    const reached = { ms: page.answeredAt - from, intervalMs };
    if (found >= 0.85 * exists) most ??= reached;
    if (found === exists) {
      const took = [...calls.get(number)!.values()].map((call) => call.to - call.from);
      return { most: most!, all: reached, medianMs: median(took), slowestMs: Math.max(...took) };
    }
    intervalMs = phones.nextAskMs(page) ?? GIVE_UP_MS;
    if (reached.ms + intervalMs > GIVE_UP_MS) throw new Error(`not all there: ${JSON.stringify(missing(page))}`);
    await ground.clock.sleep(intervalMs);
    page = await phones.ask(token);
  }
}

const isWell = ({ id }: { id: string }) => id !== DOWN && !HANGING.includes(id as SourceId);

/** Every source that is well holds a result; there is no other way to know what exists. */
function filled({ sources }: Page): { found: number; exists: number } {
  const well = sources.filter(isWell);
  return { found: well.filter(({ state }) => state === 'found').length, exists: well.length };
}

const missing = ({ sources }: Page) => sources.filter(isWell).filter(({ state }) => state !== 'found');

function figuresOf(visits: Visit[]): Figure[] {
  const most = visits.map(({ most, medianMs }) => most.ms / (2 * medianMs + most.intervalMs));
  const all = visits.map(({ all, slowestMs }) => all.ms / (1.1 * slowestMs + all.intervalMs));
  const ms = (values: number[]) => `${median(values).toFixed(0)} ms`;
  return [
    {
      what: '85 % of what exists on the page',
      value: median(most),
      from: `${ms(visits.map(({ most }) => most.ms))} ÷ (2 × ${ms(visits.map(({ medianMs }) => medianMs))} and one poll interval), medians`,
      target: { atMost: 1 },
    },
    {
      what: 'the same, for the slowest citizen',
      value: quantile(most, 1),
      from: 'the same ratio',
      target: { atMost: 1 },
    },
    {
      what: 'all that exists on the page',
      value: median(all),
      from: `${ms(visits.map(({ all }) => all.ms))} ÷ (1.1 × ${ms(visits.map(({ slowestMs }) => slowestMs))}, the slowest that is well, and one poll interval), medians`,
      target: { atMost: 1 },
    },
    {
      what: 'the same, for the slowest citizen',
      value: quantile(all, 1),
      from: 'the same ratio',
      target: { atMost: 1 },
    },
  ];
}
