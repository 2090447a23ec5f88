/** `npm run source -- <source> <order>`: how a source stands, and what an operator orders about it; obeyed within five seconds. */
import { formatInstant, HOUR_MS, type Instant, instantOf } from '../../core/index.ts';
import { loadConfiguration } from '../effects/configuration.ts';
import { createOperatingEffects, type OperatingEffects } from '../effects/for-operating.ts';
import { readOrder } from './source-orders.ts';

const SANDBOX = `http://127.0.0.1:${process.env.PORT || 4000}/sandbox`;

/** Runs an order where it belongs; the text is for the terminal. */
export async function runOrder(
  argv: readonly string[],
  open: typeof openStage = openStage,
): Promise<{ text: string; failed: boolean }> {
  const failed = (text: string) => ({ text, failed: true });
  const { sources } = await loadConfiguration(new URL('../../config', import.meta.url).pathname);
  const stage = argv[argv.indexOf('--stage') + 1];
  const opened = await open(argv.includes('--stage') ? stage : undefined);
  if (typeof opened === 'string') return failed(opened);
  const { control, hours, clock } = opened;
  const order = readOrder(argv, (id) => sources.some((source) => source.id === id), clock.now());
  if ('mistake' in order) return failed(order.mistake);
  if (order.change) await control.update(order.source, order.change);
  return { text: await shown({ control, hours, clock }, order.source), failed: false };
}

async function shown({ control, hours, clock }: OperatingEffects, source: string): Promise<string> {
  const now = clock.now();
  const at = (ms: number) => formatInstant(instantOf(ms));
  const {
    state = 'open',
    share,
    backAt,
    announcement,
    held,
    openUntil = 0,
    booked = 0,
  } = await control.readNow(source);
  const last = await hours.read(source, instantOf(now - HOUR_MS));
  const sum = (name: 'n' | 'a' | 'r' | 'p') => last.reduce((all, hour) => all + (hour[name] ?? 0), 0);
  return [
    `${source}: ${state}${share === undefined ? '' : ` ${share}`}${backAt === undefined ? '' : ` until ${at(backAt)}`}`,
    ...(announcement ? [`  says: ${announcement.zh} / ${announcement.en}`] : []),
    ...(held === undefined ? [] : [`  held since ${at(held)}: nothing it says voids another's result`]),
    ...(openUntil > now ? [`  its breaker is open until ${at(openUntil)}`] : []),
    ...(booked > now ? [`  ${Math.ceil((booked - now) / 1000)} s of questions are booked`] : []),
    `  in the last hour: asked ${sum('n')}, answered ${sum('a')}; new results ${sum('r')}, positive ${sum('p')}`,
  ].join('\n');
}

/** The tables of a stage on AWS, or of the sandbox that runs on this machine; or why there are none. */
async function openStage(stage: string | undefined): Promise<OperatingEffects | string> {
  if (stage !== undefined) return createOperatingEffects({ cacheTable: `huren-${stage}-recognition-cache` });
  try {
    const { now, dynamodb } = (await (await fetch(SANDBOX)).json()) as Sandbox;
    const offset = Date.parse(now) - Date.now();
    const clock = { now: () => instantOf(Date.now() + offset) as Instant };
    return createOperatingEffects({ cacheTable: dynamodb.cache, endpoint: dynamodb.endpoint, clock });
  } catch {
    return `The sandbox does not answer at ${SANDBOX}. Start it with npm start, or name a stage with --stage.`;
  }
}

interface Sandbox {
  now: string;
  dynamodb: { endpoint: string; cache: string };
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const { text, failed } = await runOrder(process.argv.slice(2));
  console.log(text);
  if (failed) process.exitCode = 1;
}
