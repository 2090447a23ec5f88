/** A mistake in a file of config/, said so that somebody who does not program can mend it. */
export interface Problem {
  /** Below config/. */
  file: string;
  /** JSON pointer (RFC 6901); empty for the file as a whole. */
  field: string;
  /** What to do. */
  remedy: string;
}

/** A rule looks at one thing and says what is wrong with it. */
export type Rule<T> = (subject: T, known: Known) => Iterable<Omit<Problem, 'file'>>;

/** What a rule may compare with. */
export interface Known {
  /** Name of the file, without folder and `.json`. */
  name: string;
  jurisdictions: ReadonlySet<string>;
  sources: ReadonlySet<string>;
}

/** A step of a JSON pointer, escaped. */
export function pointer(...steps: (string | number)[]): string {
  return steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
