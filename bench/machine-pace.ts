/** Machine pace: what a first reading costs this machine now, and how slowly the clock must run so that a rate is honest. */
import { type OneSource, startOneSource } from './one-source.ts';

const WARM_UP = 300;
const TIMED = 300;
/** The part of its time that the machine may be kept busy with being asked; the rest is for asking, and for others. */
const BUSY = 0.45;
/** Even an idle machine stands still for some milliseconds now and then; they must not be many of the clock's. */
const FASTEST = 0.5;
let known: number | undefined;

/** The clock's speed at which `perSecond` first readings a second do not fill the machine; at most half the wall's. */
export async function speedFor(perSecond: number): Promise<number> {
  known ??= await secondsPerReading();
  const speed = Math.min(FASTEST, BUSY / (perSecond * known));
  // Two digits are enough to tell and to repeat.
  return Number(speed.toPrecision(2));
}

async function secondsPerReading(): Promise<number> {
  const source = await startOneSource(WARM_UP + TIMED, 1, 7);
  try {
    await readAll(source, 0, WARM_UP);
    const before = performance.now();
    await readAll(source, WARM_UP, WARM_UP + TIMED);
    return (performance.now() - before) / 1000 / TIMED;
  } finally {
    await source.ground.stop();
  }
}

async function readAll({ citizens, phones }: OneSource, from: number, to: number): Promise<void> {
  await Promise.all(citizens.slice(from, to).map(({ token }) => phones.ask(token)));
}
