/** The orders of `npm run source`: how a source stands, and what an operator orders about it; obeyed within five seconds. */
import { fileURLToPath } from 'node:url';
import { formatInstant, HOUR_MS, instantOf } from '../../core/index.ts';
import { loadConfiguration } from '../effects/configuration.ts';
import type { OperatingEffects } from '../effects/for-operating.ts';
import { type Told, tell } from './mistake.ts';
import { readOrder, USAGE } from './source-orders.ts';
import { toldActs } from './told-acts.ts';

/** `open`: the stage's tables. `text` is for the terminal. */
export async function runSourceOrder(
  argv: readonly string[],
  open: (stage: string | undefined) => Promise<OperatingEffects>,
): Promise<Told> {
  return tell(argv, USAGE, async () => {
    const { sources } = await loadConfiguration(fileURLToPath(new URL('../../config', import.meta.url)));
    const order = readOrder(argv, (id) => sources.some((each) => each.id === id));
    const { source, stage } = order;
    const effects = await open(stage);
    if (order.name === 'acts') return toldActs(effects.acts, `source#${source}`);
    if (order.change) {
      await effects.control.update(source, order.change(effects.clock.now()));
      await effects.acts.note(`source#${source}`, { act: `source-${order.name}` });
    }
    return shown(effects, source);
  });
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
