/** peak: far more new citizens a second than a source allows questions; counted at the source and on every phone. */
import { type Instant, instantOf, parseInstant } from '../core/index.ts';
import { PATIENCE_MS } from '../functions/asking/patience.ts';
import type { Figure, Measurement } from './figure.ts';
import type { GeneratedCitizen } from './generated-citizens.ts';
import { speedFor } from './machine-pace.ts';
import { ALLOWED_PER_SECOND, isWord, type OneSource, SOURCE, shown, startOneSource } from './one-source.ts';
import type { Page } from './phone.ts';
import { quantile } from './statistics.ts';

/** New citizens a second, and for how many seconds. */
const PEAKS = [
  { perSecond: 30, seconds: 40 },
  { perSecond: 200, seconds: 15 },
  { perSecond: 1000, seconds: 12 },
];
/** One of so many is impatient: opens the page ten times within three seconds. */
const IMPATIENT_ONE_IN = 50;
const RELOADS = 10;
const RELOADING_MS = 3_000;
/** If the machine answers the first time later than this, it is the machine that is measured. */
const HONEST_LAG_MS = 1_000;

export const peak: Measurement = {
  name: 'peak',
  title: `new citizens far beyond what a source of ${ALLOWED_PER_SECOND} requests a second can serve`,
  async measure(say) {
    const measured: Promise<Figure[]>[] = [];
    for (const { perSecond, seconds } of PEAKS) {
      const { rush, figures } = await startPeak(perSecond, seconds, say);
      measured.push(figures);
      // While those who are asked about wait for their word, the machine has time for the next rush.
      await rush;
    }
    return (await Promise.all(measured)).flat();
  },
};

interface Story {
  citizen: GeneratedCitizen;
  pages: Page[];
  /** Between arriving and the first answer. */
  lagMs: number;
}

async function startPeak(perSecond: number, seconds: number, say: (line: string) => void) {
  const speed = await speedFor(perSecond);
  const source = await startOneSource(perSecond * seconds, speed, perSecond);
  const { clock } = source.ground;
  const from = clock.now();
  const until = instantOf(from + seconds * 1000);
  const figures = measurePeak(source, perSecond, from, until, say);
  // Whoever waits for the rush must hear of a failure too, and once is enough.
  figures.catch(() => {});
  return { rush: Promise.race([clock.sleep(until - from), figures]), figures };
}

async function measurePeak(
  source: OneSource,
  perSecond: number,
  from: Instant,
  until: Instant,
  say: (line: string) => void,
): Promise<Figure[]> {
  try {
    const stories = await Promise.all(
      source.citizens.map((citizen, at) => live(source, citizen, from + (at * 1000) / perSecond, until, at)),
    );
    const lag = quantile(
      stories.map(({ lagMs }) => lagMs),
      0.95,
    );
    say(
      `${perSecond}/s for ${(until - from) / 1000} s, the clock at ${source.ground.clock.speed} of the wall: ${stories.length} citizens, ` +
        `95 % answered for the first time within ${Math.round(lag)} ms`,
    );
    if (lag > HONEST_LAG_MS) throw new Error('the machine is too busy to offer so many; nothing can be said about us');
    if (source.ground.defects.length > 0) throw new Error(`functions failed: ${source.ground.defects[0]}`);
    return figuresOf(source, stories, perSecond, from, until);
  } finally {
    await source.ground.stop();
  }
}

/** One citizen's morning: arrives, perhaps reloads, and comes back as told; after the rush only who is being asked about stays. */
async function live(
  { ground, phones }: OneSource,
  citizen: GeneratedCitizen,
  arrival: number,
  until: Instant,
  at: number,
): Promise<Story> {
  const { clock } = ground;
  await clock.sleep(arrival - clock.now());
  const pages: Page[] = [];
  const look = async () => {
    const page = await phones.ask(citizen.token);
    pages.push(page);
    return page;
  };
  const reloading = at % IMPATIENT_ONE_IN === 0 ? Array.from({ length: RELOADS - 1 }) : [];
  const reloads = reloading.map(async (_, reload) => {
    await clock.sleep((RELOADING_MS * (reload + 1)) / RELOADS);
    await look();
  });
  let page = await look();
  const lagMs = page.answeredAt - arrival;
  while (!isWord(shown(page))) {
    const waitMs = phones.nextAskMs(page);
    const leaves = clock.now() + (waitMs ?? 0) > until && shown(page).state !== 'asking';
    if (waitMs === null || leaves) break;
    await clock.sleep(waitMs);
    page = await look();
  }
  await Promise.all(reloads);
  return { citizen, pages, lagMs };
}

function figuresOf(source: OneSource, stories: Story[], perSecond: number, from: Instant, until: Instant): Figure[] {
  const seconds = (until - from) / 1000;
  const answers = stories.map(({ citizen }) => source.answersAbout(citizen.number));
  const useful = answers.map(([first]) => first).filter((at) => at !== undefined);
  const duringLoad = useful.filter((at) => at <= until).length;
  const waits = stories.flatMap((story, at) => waitOf(story, answers[at]![0]));
  const impatient = answers.filter((_, at) => at % IMPATIENT_ONE_IN === 0);
  const unanswered = stories.filter(({ pages }) => !isAnswered(pages)).length;
  const load = `${perSecond}/s`;
  const words = stories.filter(({ pages }) => isWord(shown(last(pages)))).length;
  return [
    {
      what: `${load}, most calls in any second`,
      value: source.ground.sources.maxPerSecond(SOURCE, from),
      from: `counted at the source, which allows ${ALLOWED_PER_SECOND}; ${answers.flat().length} calls answered`,
      target: { atMost: ALLOWED_PER_SECOND },
    },
    {
      what: `${load}, useful answers a second`,
      value: duringLoad / seconds,
      from: `${duringLoad} in ${seconds} s of load; ${ALLOWED_PER_SECOND}/s is all the source allows`,
      target: { atLeast: 0.8 * ALLOWED_PER_SECOND },
    },
    {
      what: `${load}, longest from being asked to the word`,
      value: Math.max(0, ...waits) / 1000,
      unit: 's',
      from: `patience is ${PATIENCE_MS / 1000} s`,
      target: { atMost: PATIENCE_MS / 1000 },
    },
    {
      what: `${load}, citizens with neither word nor time`,
      value: unanswered,
      from: `${words} of ${stories.length} have the source's word, the others busy with a time`,
      target: { atMost: 0 },
    },
    {
      what: `${load}, questions about who reloads ten times`,
      value: Math.max(...impatient.map(({ length }) => length)),
      from: `the most of ${impatient.length} citizens; of all citizens ${Math.max(...answers.map(({ length }) => length))}`,
      target: { atMost: 1 },
    },
  ];
}

const last = (pages: Page[]) => pages.reduce((newest, page) => (page.askedAt >= newest.askedAt ? page : newest));

/** Milliseconds from the claim, as the page told it, to the source's answer; nothing where it was not asked. */
function waitOf({ pages }: Story, answeredAt: Instant | undefined): number[] {
  if (answeredAt === undefined) return [];
  const claims = pages.flatMap((page) => {
    const { state, since } = shown(page);
    return state === 'asking' && since ? [parseInstant(since)!] : [];
  });
  return claims.length > 0 ? [answeredAt - Math.max(...claims.filter((at) => at <= answeredAt))] : [];
}

/** The word, or `busy` with a time to come back. */
function isAnswered(pages: Page[]): boolean {
  const state = shown(last(pages));
  return isWord(state) || (state.state === 'failed' && state.reason === 'busy' && state.retryAt !== undefined);
}
