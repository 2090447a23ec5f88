/** Screen: what a page that shows a code asks of the phone's screen, and gives back when it is left. */

export type Held = 'done' | 'unsupported';

export interface HeldScreen {
  /** As bright as it can be, for scanners. */
  brightness: Held;
  /** It does not go dark by itself. */
  keptOn: Held;
  /** A screenshot or recording shows nothing of it. */
  captureHidden: Held;
  /** Everything as it was before. */
  release(): void;
}

/** Nothing is asked of the person, and nothing fails: what the platform lacks is told. */
export type HoldScreen = () => HeldScreen;
