/** The sandbox's time goes on where it stood, and is set back only together with the world it belongs to. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Instant, instantOf, parseInstant } from '../core/index.ts';
import { MORNING, SandboxClock } from './clock.ts';
import { keepTime, startingTime } from './saved-time.ts';

const morning = parseInstant(MORNING)!;
const HOUR = 3_600_000;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'huren-time-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const keptAt = (at: Instant) => keepTime(folder, () => at)();

it('starts in the morning of 1 August', () => {
  expect(startingTime(folder, morning)).toEqual({ at: morning, emptied: false });
});

it('goes on a little after where it stood', () => {
  keptAt(instantOf(morning + HOUR));
  const { at } = startingTime(folder, morning);
  expect(at).toBeGreaterThan(morning + HOUR);
  expect(at).toBeLessThan(morning + HOUR + 10_000);
});

it('may be moved on', () => {
  keptAt(instantOf(morning + HOUR));
  expect(startingTime(folder, morning, instantOf(morning + 2 * HOUR)).emptied).toBe(false);
  expect(existsSync(join(folder, 'clock.json'))).toBe(true);
});

it('empties the tables when it is set back', () => {
  keptAt(instantOf(morning + HOUR));
  expect(startingTime(folder, morning, morning)).toEqual({ at: morning, emptied: true });
  expect(existsSync(join(folder, 'clock.json'))).toBe(false);
});

it('starts in the morning when the file cannot be read', () => {
  writeFileSync(join(folder, 'clock.json'), '{"now":"yesterday');
  expect(startingTime(folder, morning).at).toBe(morning);
});

it('runs at its own speed', async () => {
  const clock = new SandboxClock(morning, 50);
  const before = performance.now();
  await clock.sleep(1_000);
  expect(performance.now() - before).toBeLessThan(500);
  // A timer may fire a millisecond of the wall early, which is fifty of this clock.
  expect(clock.now()).toBeGreaterThanOrEqual(morning + 950);
});

it('wakes a sleeper whose signal aborts', async () => {
  const end = new AbortController();
  setTimeout(() => end.abort(), 10);
  await new SandboxClock(morning).sleep(60_000, end.signal);
});
