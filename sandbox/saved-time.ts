/**
 * Saved time: where the clock of a data folder stood. A sandbox that is stopped pauses; when it starts again it goes on
 * from there, so that no stored item ever lies in the future.
 */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatInstant, type Instant, instantOf, parseInstant } from '../core/index.ts';

/** A crash can lose so much; starting again adds it. */
const SAVED_EVERY_MS = 2_000;

const file = (folder: string) => join(folder, 'clock.json');

export function readSavedTime(folder: string): Instant | undefined {
  try {
    const at = parseInstant((JSON.parse(readFileSync(file(folder), 'utf8')) as { now: string }).now);
    return at === undefined ? undefined : instantOf(at + SAVED_EVERY_MS + 1_000);
  } catch {
    return undefined;
  }
}

/** Saves now, then regularly; the returned function saves a last time and ends it. */
export function keepTime(folder: string, now: () => Instant): () => void {
  mkdirSync(folder, { recursive: true });
  const save = () => {
    writeFileSync(`${file(folder)}.new`, `${JSON.stringify({ now: formatInstant(now()) })}\n`);
    renameSync(`${file(folder)}.new`, file(folder));
  };
  save();
  const timer = setInterval(save, SAVED_EVERY_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    save();
  };
}

/**
 * The moment at which a sandbox on this folder starts. `asked` before what is saved empties the tables: invented
 * people can be had again, a past with items from its future cannot be told apart from a defect.
 */
export function startingTime(folder: string, morning: Instant, asked?: Instant): { at: Instant; emptied: boolean } {
  const saved = readSavedTime(folder);
  if (asked === undefined) return { at: saved ?? morning, emptied: false };
  if (saved === undefined || asked >= saved) return { at: asked, emptied: false };
  for (const data of ['dynamodb', 'clock.json']) rmSync(join(folder, data), { recursive: true, force: true });
  return { at: asked, emptied: true };
}
