/**
 * Hold: a source whose positives rise beyond all measure is held until an operator has looked, because a table mixed up at a
 * source would void the negatives of thousands. Only a positive makes it look, so a quiet source costs nothing.
 */
import { DAY_MS, HOUR_MS, type Instant, instantOf } from '../../core/index.ts';
import type { Effects } from '../effects/effects.ts';
import { type Hour, startOfHour } from '../effects/hours.ts';

/** Beyond measure: more than so many times the usual part of positives among new results. */
const TIMES_USUAL = 5;
/** Fewer people newly positive than this hold nobody: two in a night are no wave. */
const LEAST_POSITIVES = 10;
/** What a source that has told little is taken for: one positive in a thousand results. */
const PRIOR = { p: 1, r: 1_000 };
const USUAL_MS = 7 * DAY_MS;

/** The running hour and the one before are the last hour; the seven days before them are the usual. */
export function isBeyondMeasure(hours: readonly Hour[], now: Instant): boolean {
  const lastHour = instantOf(startOfHour(now) - HOUR_MS);
  const last = sumOf(hours.filter(({ from }) => from >= lastHour));
  const usual = sumOf(hours.filter(({ from }) => from < lastHour && from >= lastHour - USUAL_MS));
  if (last.p < LEAST_POSITIVES) return false;
  return last.p / last.r > (TIMES_USUAL * (usual.p + PRIOR.p)) / (usual.r + PRIOR.r);
}

/** Call it when a positive was new. What an operator has looked at holds it no more: only hours begun since then count. */
export async function holdIfBeyondMeasure(
  { control, hours, log, world }: Pick<Effects, 'control' | 'hours' | 'log' | 'world'>,
  source: string,
): Promise<void> {
  const now = world.clock.now();
  const { held, releasedAt = 0 } = (await control.read([source])).get(source) ?? {};
  if (held !== undefined) return;
  const counted = await hours.read(source, instantOf(startOfHour(now) - HOUR_MS - USUAL_MS));
  const lastHour = startOfHour(now) - HOUR_MS;
  if (
    !isBeyondMeasure(
      counted.filter(({ from }) => from < lastHour || from >= releasedAt),
      now,
    )
  )
    return;
  const isFirst = await control.update(source, {
    expression: 'SET held = :now',
    condition: 'attribute_not_exists(held)',
    values: { ':now': now },
  });
  if (isFirst) log('source-held', { source });
}

function sumOf(hours: readonly Hour[]): { p: number; r: number } {
  return hours.reduce((sum, { p = 0, r = 0 }) => ({ p: sum.p + p, r: sum.r + r }), { p: 0, r: 0 });
}
