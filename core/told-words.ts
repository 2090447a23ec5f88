/** Told words: closed sets that the functions tell and the phones read. openapi.yaml lists each; tests of the functions compare. */

/** What a dependent is to the guardian. */
export const RELATIONS = ['child', 'parent', 'spouse', 'other'] as const;
export type Relation = (typeof RELATIONS)[number];

/** How far a dependent's document is checked. */
export const DEPENDENT_STATES = ['checking', 'confirmed', 'failed'] as const;
export type DependentState = (typeof DEPENDENT_STATES)[number];

/** How a paper stands with the institution that issued it. */
export const PAPER_STATES = ['waiting', 'confirmed', 'not-there', 'not-connected'] as const;
export type PaperState = (typeof PAPER_STATES)[number];

/** What a share code is held by. */
export const CODE_PLATFORMS = ['wechat', 'alipay', 'browser', 'paper'] as const;
export type CodePlatform = (typeof CODE_PLATFORMS)[number];

/** Why no code is made; only the citizen is told. `doubt`: channels contradict each other, or one tells an outcome or a time that nobody can read. */
export const WITHHELD = ['positive', 'awaiting-retest', 'doubt', 'no-negative'] as const;
export type Withheld = (typeof WITHHELD)[number];

/** How somebody looked: an online second opinion on a code / an opened link / a look-up by document in hand. */
export const LOOK_WAYS = ['code', 'link', 'look-up'] as const;
export type LookWay = (typeof LOOK_WAYS)[number];
