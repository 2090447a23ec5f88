/** Words of 出示: what staff read is shown in Chinese always, with the chosen language beside it. */
import type { Withheld } from '../../../core/index.ts';

/** What keeps a code from being shown: one sentence, and one thing to do. */
export interface Hindrance {
  title: string;
  text: string;
  action: string;
}

export interface ShowWords {
  title: string;
  /** On the button that leads here. */
  open: string;
  openAll(count: number): string;

  // — what staff read —
  last4(last4: string): string;
  /** Of one result, beside its times. */
  negative: string;
  sampling: string;
  notTold: string;
  asOf(at: string): string;
  signed(at: string): string;
  expires(at: string): string;
  meaning: string;
  /** Where a sampling is all there is. */
  meaningSampling: string;
  incomplete: string;
  compare: string;
  /** One of several people's codes. */
  ofAll(position: number, all: number): string;

  // — what only the citizen reads —
  /** Of a family, those who have no code to show together with the others. */
  notAmong(count: number): string;
  oneself: string;
  /** Codes of so many have come meanwhile. */
  anew(count: number): string;
  codeLabel(name: string, last4: string): string;
  renews: string;
  larger: string;
  usual: string;
  largerWhy: string;
  previous: string;
  next: string;
  turn: string;
  stopTurning: string;
  replacing: string;
  replacingWhy: string;
  clockOff: string;
  clockOffWhy: string;
  clockBack: string;
  clockBackWhy: string;
  onPhone: string;
  /** Where staff say that it was replaced. */
  renewNow: string;
  renewing: string;
  renewedNot: string;
  /** Beside `renewedNot`, where sources have fallen silent; staff look at this screen too. */
  renewedNotWhy: string;
  more: string;
  getting: string;
  gettingWhy: string;
  first: Hindrance;
  lapsed: Hindrance;
  signedOut: Hindrance;
  notBound: Hindrance;
  trouble: Hindrance;
  withheld: Record<Withheld, Hindrance>;
  paperStillCounts: string;
}
