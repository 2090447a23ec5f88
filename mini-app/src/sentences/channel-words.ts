/** ChannelWords: how a source stands for everybody, in words; and its last day told, for whoever does not see the plot. */
import type { Instant } from '../../../core/index.ts';
import type { ChannelStatus, Hour } from '../server/channel-status.ts';
import type { Words } from '../words/index.ts';
import { dateParts, shortTime } from './times.ts';

/** Not being connected says more than any state that it would have. */
export const standing = ({ connected, state }: ChannelStatus) => (connected ? state : ('not-connected' as const));
export type Standing = ReturnType<typeof standing>;

const STANDINGS: readonly Standing[] = ['open', 'share', 'held', 'closed', 'unknown', 'not-connected'];

/** `43 个渠道，41 个开放，2 个暂停`. */
export function channelsSummary(sources: readonly ChannelStatus[], words: Words): string {
  const counts = STANDINGS.map((each) => ({
    each,
    count: sources.filter((source) => standing(source) === each).length,
  }));
  const told = counts.filter(({ count }) => count > 0).map(({ each, count }) => words.channelsPage.count[each](count));
  return [words.channelsPage.all(sources.length), ...told].join(words.comma);
}

/** Under a source's name: how it stands, and how long it takes where it can be asked. */
export function standingSentence(source: ChannelStatus, words: Words, now: Instant): string {
  const { channelsPage } = words;
  const stands = standing(source);
  const parts = [channelsPage.state[stands]];
  if (stands === 'closed' && source.backAt !== undefined)
    parts.push(channelsPage.backAt(shortTime(source.backAt, now, words)));
  if ((stands === 'open' || stands === 'share') && source.medianSeconds !== null) {
    parts.push(channelsPage.usuallyAnswers(rounded(source.medianSeconds)));
  }
  return parts.join(' · ');
}

/** What else is known of it, a line each. */
export function standingDetails(source: ChannelStatus, words: Words): string[] {
  const { channelsPage } = words;
  const { connected, medianSeconds, usuallyLate, evidence } = source;
  const late = usuallyLate
    ? channelsPage.usuallyLate(Math.round(usuallyLate.hours), usuallyLate.measured)
    : channelsPage.lateNotKnown;
  const lines = [
    channelsPage.meaning[standing(source)],
    connected && medianSeconds === null && channelsPage.answersNotCounted,
    connected && late,
    channelsPage.evidence[evidence],
  ];
  return lines.filter((line) => typeof line === 'string');
}

/** Tenths matter below ten seconds only. */
const rounded = (seconds: number) =>
  seconds < 10 ? Math.max(0.1, Math.round(seconds * 10) / 10) : Math.round(seconds);

/** Of the questions of an hour that were answered: from here on, almost all. */
const ALMOST_ALL = 0.95;

/** The plot in words. */
export function dayTold(day: readonly Hour[], words: Words, now: Instant): string {
  const asked = day.filter((hour): hour is Hour & { answered: number } => hour.answered !== null);
  if (asked.length === 0) return words.channelsPage.dayUnasked;
  const whole = asked.filter(({ answered }) => answered >= ALMOST_ALL).length;
  const none = asked.filter(({ answered }) => answered === 0).length;
  const told = words.channelsPage.dayTold({
    whole,
    none,
    part: asked.length - whole - none,
    unasked: day.length - asked.length,
  });
  const worst = asked.reduce((least, hour) => (hour.answered < least.answered ? hour : least));
  if (worst.answered >= ALMOST_ALL || worst.answered === 0) return told;
  const at = dateParts(worst.from, now).clock;
  return [told, words.channelsPage.dayWorst(at, Math.round(worst.answered * 100))].join(words.semicolon);
}

/** Whether a source is what somebody is looking for, by its names, its place or its id. */
export function isSought(source: ChannelStatus, place: string, query: string): boolean {
  const sought = query.trim().toLowerCase();
  return [source.zh, source.en, source.id, place].some((name) => name.toLowerCase().indexOf(sought) >= 0);
}
