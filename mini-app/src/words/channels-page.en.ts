/** English of 各渠道状态. */
import type { ChannelsPageWords } from './channels-page.ts';
import { counted } from './counted.ts';

export const channelsPage: ChannelsPageWords = {
  title: 'How the channels stand',
  lead: 'The same for everybody; nobody’s results are in it.',
  asOf: (at) => `As of ${at}`,
  oldAnswer: (at) => `No network. This is how they stood at ${at}`,
  all: (count) => counted(count, 'channel'),
  count: {
    open: (count) => `${count} open`,
    share: (count) => `${count} limited`,
    closed: (count) => `${count} closed`,
    held: (count) => `${count} being checked`,
    unknown: (count) => `${count} unclear`,
    'not-connected': (count) => `${count} not connected`,
  },
  search: 'Search the channels',
  searchHint: 'Name of a channel or place, such as Guangdong',
  nothingFound: (query) => `Nothing found for “${query}”`,
  state: {
    open: 'Open',
    share: 'Limited',
    closed: 'Closed for now',
    held: 'Being checked',
    unknown: 'State unclear',
    'not-connected': 'Not connected',
  },
  meaning: {
    share: 'It takes only some of the questions at present, so there may be a queue.',
    closed: 'It is not asked meanwhile; not asked is not the same as no result.',
    held: 'It suddenly names many positives and is being checked; until then it affects nobody’s results elsewhere.',
    'not-connected': 'Connecting it needs its agreement and credentials.',
    unknown: 'This version cannot read how it stands; please update and look again.',
  },
  backAt: (at) => `Expected back ${at}`,
  usuallyAnswers: (seconds) => `Usually answers in about ${counted(seconds, 'second')}`,
  answersNotCounted: 'How long it takes to answer is not counted yet',
  usuallyLate: (hours, measured) =>
    `${
      hours === 0
        ? 'Results can be seen soon after the report'
        : `Results can usually be seen about ${counted(hours, 'hour')} after the report`
    } (${measured ? 'as measured' : 'as it says itself'})`,
  lateNotKnown: 'How late its results come is not known yet',
  evidence: {
    observed: 'Interface: seen in public integration code',
    assumed: 'Interface: assumed, not confirmed by it',
  },
  day: 'The last 24 hours',
  dayFrom: (at) => at,
  dayNow: 'now',
  dayTold: ({ whole, part, none, unasked }) =>
    [
      whole > 0 && `almost everything answered in ${counted(whole, 'hour')}`,
      part > 0 && `some in ${counted(part, 'hour')}`,
      none > 0 && `nothing in ${counted(none, 'hour')}`,
      unasked > 0 && `nobody asked in ${counted(unasked, 'hour')}`,
    ]
      .filter((told) => told !== false)
      .join(', '),
  dayWorst: (at, percent) => `Worst in the hour from ${at}: ${percent}% answered`,
  dayUnasked: 'Nobody asked it in the last 24 hours',
  dayLegend: 'One bar an hour: the fuller, the more was answered; an empty frame, nothing was; a dash, nobody asked.',
};
