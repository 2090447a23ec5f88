/** Figure: one number of a measurement, what it was made of and what it must reach; and how it is told. */

export interface Figure {
  /** What was measured, in a few words. */
  what: string;
  value: number;
  /** After the value; a ratio has none. */
  unit?: string;
  /** What the value was made of: the peer or the floor it is measured against, with both numbers. */
  from: string;
  /** Without one the figure is reported for whoever wants to know. */
  target?: { atMost: number } | { atLeast: number } | { below: number };
}

export interface Measurement {
  /** As `npm run bench -- <name>` takes it. */
  name: string;
  title: string;
  /** Rejects when the measurement could not be made; a missed target is a figure like any other. */
  measure(say: (line: string) => void): Promise<Figure[]>;
}

export function outcome({ value, target }: Figure): 'met' | 'fell short' | 'reported' {
  if (!target) return 'reported';
  const met =
    'atMost' in target ? value <= target.atMost : 'below' in target ? value < target.below : value >= target.atLeast;
  return met ? 'met' : 'fell short';
}

export function writtenTarget({ target, unit }: Figure): string {
  if (!target) return 'none';
  const [words, limit] =
    'atMost' in target
      ? ['at most', target.atMost]
      : 'below' in target
        ? ['below', target.below]
        : ['at least', target.atLeast];
  return `${words} ${written(limit, unit)}`;
}

/** Three significant digits are what such measurements are worth; counts are told in full. */
export function written(value: number, unit?: string): string {
  const digits = Number.isInteger(value) || Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return `${value.toFixed(digits)}${unit ? ` ${unit}` : ''}`;
}
