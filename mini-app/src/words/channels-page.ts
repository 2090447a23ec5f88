/** Words of 各渠道状态: every channel, for everybody. */
import type { ChannelStatus } from '../server/channel-status.ts';

export interface ChannelsPageWords {
  title: string;
  lead: string;
  asOf(at: string): string;
  oldAnswer(at: string): string;
  all(count: number): string;
  count: Record<ChannelStatus['state'] | 'not-connected', (count: number) => string>;
  search: string;
  searchHint: string;
  nothingFound(query: string): string;
  state: Record<ChannelStatus['state'] | 'not-connected', string>;
  /** What the state means for the person, where the word alone does not say it. */
  meaning: Partial<Record<ChannelStatus['state'] | 'not-connected', string>>;
  backAt(at: string): string;
  usuallyAnswers(seconds: number): string;
  answersNotCounted: string;
  usuallyLate(hours: number, measured: boolean): string;
  lateNotKnown: string;
  evidence: Record<ChannelStatus['evidence'], string>;
  day: string;
  dayFrom(at: string): string;
  dayNow: string;
  /** How many of the hours were answered almost wholly, in part, and not at all; in how many nobody asked. */
  dayTold(hours: { whole: number; part: number; none: number; unasked: number }): string;
  dayWorst(at: string, percent: number): string;
  dayUnasked: string;
  dayLegend: string;
}
