/** Faults: everything that can be wrong with a source, by name; README.md says what a caller meets. */

/** Every source can play these. */
const EVERYWHERE = [
  // the line
  'slow',
  'down',
  'hanging',
  'drip',
  'cut-off',
  'redirect',
  'bad-certificate',
  // the source's state
  'over-quota',
  'clock-skew',
  'forgets-secrets',
  // the answer
  'wrong',
  'business-error',
  'html-at-night',
  'unavailable',
  'literal-null',
  'megabyte',
  'truncated',
  'gbk-as-utf8',
  'utf8-as-gbk',
  'byte-order-mark',
  'text-html',
  // what it holds
  'wrong-person',
  'mixed-person',
  'duplicates',
  'renamed',
  'deletion',
  'swapped-times',
  'future-times',
  'ancient-times',
  'empty-times',
  'unheard-of-outcome',
] as const;

/** Where answers are JSON. */
const IN_JSON = ['nested-json', 'upper-case-keys'] as const;
/** Where answers are XML. */
const IN_XML = ['entities'] as const;
/** Where the interface has the part that fails: a simulator names its own in `plays`. */
const OF_A_KIND = ['endless-pages', 'never-done', 'task-failed', 'task-expired', 'forged-reply'] as const;

export const FAULTS = [...EVERYWHERE, ...IN_JSON, ...IN_XML, ...OF_A_KIND] as const;
export type Fault = (typeof FAULTS)[number];
/** Faults of interfaces that have tasks, pages or an envelope. */
export type OwnFault = (typeof OF_A_KIND)[number];

/** What a source that speaks so, with these faults of its own, can play. */
export function playable(speaks: 'json' | 'xml', own: readonly OwnFault[] = []): Fault[] {
  return [...EVERYWHERE, ...(speaks === 'json' ? IN_JSON : IN_XML), ...own];
}
