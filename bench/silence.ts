/** silence: what a citizen feels of one source that hangs and one that is down, beside a world in which all are well. */
import type { Instant } from '../core/index.ts';
import type { Figure, Measurement } from './figure.ts';
import { bindGenerated, type GeneratedCitizen } from './generated-citizens.ts';
import { type Ground, startGround } from './ground.ts';
import { heldTest, isWord } from './one-source.ts';
import { type Page, Phones } from './phone.ts';
import { median, quantile } from './statistics.ts';

const HANGING = 'zhejiang';
const DOWN = 'anhui';
/** As many as a small machine asks twice in each interval; `everywhere` measures all. */
const SCOPE = 'national-platform,shanghai,zhejiang,jiangsu,anhui,guangdong,hexin-lab';
const QUERY = { jurisdiction: '310000', scope: SCOPE, scene: 'public-places' };
/** Those who fetch tokens and warm environments are not counted. */
const WARM_UP = 12;
const CITIZENS = 120;
/** Below what the slowest source allows, so that nobody waits for anything but the sources. */
const EVERY_MS = 600;
const GIVE_UP_MS = 60_000;

export const silence: Measurement = {
  name: 'silence',
  title: 'one source hanging and one down, beside all well',
  async measure(say) {
    const well = await startWorld(11);
    const silent = await startWorld(11);
    try {
      silent.ground.sources.setFault(HANGING, 'hanging');
      silent.ground.sources.setFault(DOWN, 'down');
      say(`two worlds, a new citizen in each every ${EVERY_MS} ms, ${CITIZENS} in all; seven sources asked about each`);
      const [wellVisits, silentVisits] = await visits([well, silent]);
      const defects = [...well.ground.defects, ...silent.ground.defects];
      if (defects.length > 0) throw new Error(`functions failed: ${defects[0]}`);
      return figuresOf(wellVisits!, silentVisits!);
    } finally {
      await silent.ground.stop();
      await well.ground.stop();
    }
  },
};

interface World {
  ground: Ground;
  phones: Phones;
  citizens: GeneratedCitizen[];
  /** By number and source: when the first call came and when the last was answered. */
  calls: Map<string, Map<string, { from: Instant; to: Instant }>>;
}

async function startWorld(seed: number): Promise<World> {
  const calls: World['calls'] = new Map();
  const ground = await startGround({
    speed: 1,
    seed,
    lookup: (source, { number, name = '' }, arrivedAt) => {
      const bySource = calls.get(number) ?? new Map();
      calls.set(number, bySource);
      const { from } = bySource.get(source) ?? { from: arrivedAt };
      bySource.set(source, { from, to: ground.clock.now() });
      return [heldTest(number, name, arrivedAt)];
    },
  });
  const citizens = await bindGenerated(ground.world, 0, WARM_UP + CITIZENS);
  return { ground, phones: new Phones(ground, QUERY), citizens, calls };
}

interface Visit {
  /** Until the first answer, by the wall. */
  firstMs: number;
  /** Until all sources that are well have given their word on the page. */
  allWellMs: number;
  /** The slowest of them, from its first call to its last answer. */
  slowestMs: number;
  /** The last poll interval the phone waited. */
  intervalMs: number;
}

/** In each world the same citizen comes at nearly the same moment, so that the machine is as busy for both. */
async function visits(worlds: World[]): Promise<Visit[][]> {
  const made = worlds.map((): Promise<Visit>[] => []);
  for (let at = 0; at < WARM_UP + CITIZENS; at += 1) {
    const order = at % 2 ? [1, 0] : [0, 1];
    for (const which of order) {
      await worlds[which]!.ground.clock.sleep(EVERY_MS / 2);
      made[which]!.push(visit(worlds[which]!, worlds[which]!.citizens[at]!));
    }
  }
  return Promise.all(made.map(async (each) => (await Promise.all(each)).slice(WARM_UP)));
}

async function visit({ ground, phones, calls }: World, { token, number }: GeneratedCitizen): Promise<Visit> {
  const before = performance.now();
  let page = await phones.ask(token);
  const firstMs = performance.now() - before;
  const from = page.askedAt;
  let intervalMs = 0;
  while (!allWellSaid(page)) {
    intervalMs = phones.nextAskMs(page) ?? GIVE_UP_MS;
    if (page.answeredAt + intervalMs - from > GIVE_UP_MS)
      throw new Error(`nothing after a minute: ${JSON.stringify(page)}`);
    await ground.clock.sleep(intervalMs);
    page = await phones.ask(token);
  }
  const times = [...calls.get(number)!].filter(([source]) => source !== HANGING && source !== DOWN);
  const slowestMs = Math.max(...times.map(([, call]) => call.to - call.from));
  return { firstMs, allWellMs: page.answeredAt - from, slowestMs, intervalMs };
}

function allWellSaid({ sources }: Page): boolean {
  return sources.every((state) => state.id === HANGING || state.id === DOWN || isWord(state));
}

function figuresOf(well: Visit[], silent: Visit[]): Figure[] {
  const first = [silent, well].map((each) => median(each.map(({ firstMs }) => firstMs)));
  const late = silent.map(({ allWellMs, slowestMs, intervalMs }) => allWellMs / (slowestMs + intervalMs));
  const [all, bound] = [
    median(silent.map((each) => each.allWellMs)),
    median(silent.map((each) => each.slowestMs + each.intervalMs)),
  ];
  const inTime = late.filter((ratio) => ratio <= 1).length;
  return [
    {
      what: 'first answer',
      value: first[0]! / first[1]!,
      from: `${first[0]!.toFixed(1)} ms ÷ ${first[1]!.toFixed(1)} ms with all well, medians`,
      target: { atMost: 1.1 },
    },
    {
      what: 'the other five on the page',
      value: median(late),
      from: `${all.toFixed(0)} ms ÷ ${bound.toFixed(0)} ms, the slowest of them and one poll interval, medians`,
      target: { atMost: 1 },
    },
    {
      what: 'the other five on the page, for 19 citizens of 20',
      value: quantile(late, 0.95),
      from: `the same ratio; ${inTime} of ${silent.length} were in time, the latest took ${quantile(late, 1).toFixed(2)}`,
      target: { atMost: 1 },
    },
  ];
}
