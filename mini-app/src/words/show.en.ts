/** English of 出示: beside the Chinese that staff read. */
import { counted } from './counted.ts';
import type { ShowWords } from './show.ts';

export const show: ShowWords = {
  title: 'Show',
  open: 'Show my share code',
  openAll: (count) => `Show the codes of ${counted(count, 'person', 'people')}`,

  last4: (last4) => `Document ending ${last4}`,
  negative: 'Negative',
  sampling: 'Sampled, result not out yet',
  notTold: 'not told',
  asOf: (at) => `Results as of ${at}`,
  signed: (at) => `Signed ${at}`,
  expires: (at) => `The code ends ${at}`,
  meaning:
    'It says that the channels hold the negative results above, and among them no later positive and none awaiting a retest. Whether they are recognised, the venue decides on the spot by the local policy.',
  meaningSampling:
    'It says that a sample was taken and its result is not out, and that no channel tells of a positive or a retest. Whether sampling alone is recognised, the venue decides on the spot by the local policy.',
  incomplete: 'When it was signed, a channel had not answered yet.',
  compare: 'Shown by a guardian: please compare the document.',
  ofAll: (position, all) => `${position} of ${all}`,

  notAmong: (count) => `Without a code, and not among these: ${counted(count, 'person', 'people')}`,
  oneself: 'You yourself',
  anew: (count) => `Show anew, with ${counted(count, 'code')} that came just now`,
  codeLabel: (name, last4) => `Share code of ${name}, document ending ${last4}. Hold the screen towards the scanner`,
  renews: 'New every 10 seconds; a screenshot is of no use',
  larger: 'Larger code',
  usual: 'Usual code',
  largerWhy: 'For a cracked screen, or when it cannot be scanned',
  previous: 'Previous',
  next: 'Next',
  turn: 'Turn by itself',
  stopTurning: 'Stop turning',
  replacing: 'Being replaced',
  replacingWhy: 'The results have changed. Until the new code is there, this one can be shown as usual.',
  clockOff: 'This phone’s time is off',
  clockOffWhy:
    'It has been put right by the server’s time, so the code works. Please switch on automatic time in the system’s settings.',
  clockBack: 'This phone’s time is off',
  clockBackWhy:
    'Its clock was set back, so the code may have to be checked online. Please switch on automatic time in the system’s settings, or connect to a network.',
  renewNow: 'Get a new code',
  renewing: 'Being replaced',
  renewedNot: 'It was not replaced; the phone still holds the same code.',
  renewedNotWhy:
    'The channels gave no result this time. No answer does not mean no result: try again in a while, or ask every channel from the first page.',
  onPhone: 'The code is kept on this phone; showing it uses no network.',
  more: 'What this code says',
  getting: 'Getting your code',
  gettingWhy: 'The channels are being asked for your results; it usually takes seconds.',
  first: {
    title: 'There is no code on this phone yet',
    text: 'The first code needs a network. After that it can be shown without one.',
    action: 'Connect, then try again',
  },
  lapsed: {
    title: 'The code has run out',
    text: 'With a network a new one comes by itself. That the code has run out does not mean that the result has.',
    action: 'Connect, then try again',
  },
  signedOut: {
    title: 'You have been signed out',
    text: 'Open again and you are signed in by itself.',
    action: 'Sign in',
  },
  notBound: {
    title: 'No document has been confirmed yet',
    text: 'Add a document and confirm that it is yours; then there can be a code.',
    action: 'Add a document',
  },
  trouble: {
    title: 'No code can be fetched at present',
    text: 'It is no fault of yours. Please try again in a while.',
    action: 'Try again',
  },
  withheld: {
    positive: {
      title: 'There is no code to show at present',
      text: 'The latest result is positive; earlier negatives no longer count. Please follow the local health authority. Only you can see this reason.',
      action: 'Check again',
    },
    'awaiting-retest': {
      title: 'There is no code to show at present',
      text: 'The latest result awaits a retest; until it is out, earlier negatives do not count. Only you can see this reason.',
      action: 'Check again',
    },
    doubt: {
      title: 'There is no code to show at present',
      text: 'Channels disagree, or say something that cannot be read, and we do not guess. Please ask the testing institution. Only you can see this reason.',
      action: 'Check again',
    },
    'no-negative': {
      title: 'There is no code to show at present',
      text: 'The channels asked hold no negative result and no sampling of the last 14 days. Not found is not the same as not done: choose a place on the first page, or ask every channel.',
      action: 'To the first page',
    },
  },
  paperStillCounts: 'If you hold the original report, showing it counts just the same.',
};
