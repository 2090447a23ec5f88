/** StaffWords: every sentence of the staff's pages. Verdicts are shown in Chinese always, with the chosen language beside it. */
import type { ONLINE_REASONS, REFUSALS, Verification } from '../../../../core/share-code/index.ts';

type NotACode = Extract<Verification, { kind: 'not-a-code' }>['of'];
/** What it means, and what to do next. */
export interface Saying {
  text: string;
  todo: string;
}

export interface StaffWords {
  // — the verdict —
  admit: string;
  /** The document has to be compared first. */
  admitAfterCompare: string;
  admitUntil: Record<'result' | 'sampling-proof', (until: string) => string>;
  admitNotRequired: string;
  refuse: string;
  refusal: Record<(typeof REFUSALS)[number], Saying>;
  askOnline: string;
  online: Record<(typeof ONLINE_REASONS)[number], Saying>;
  notACode: string;
  notACodeKind: Record<NotACode, Saying>;
  /** The sentence of the notice, where the published list has none. */
  notice: string;
  otherChannels: string;
  compareTitle: string;
  compareWhom(name: string, last4: string): string;
  comparePrinted: string;
  compareGuardian: string;
  compareAgain: string;
  same: string;
  different: string;
  comparedSame: string;
  comparedDifferent: Saying;
  /** After a slip of the finger. */
  recompare: string;
  whom(name: string, last4: string): string;

  // — the second opinion —
  askNow: string;
  asking: string;
  askFailed: string;
  askedTitle: string;
  /** The server knows no more. */
  stillUnclear: string;
  askAnswered: string;
  askNeedsVenue: string;
  askNoNetwork: string;
  askNotStaff: string;
  askTooMany: string;

  // — the gate —
  checkTitle: string;
  aim: string;
  /** Instead of the camera. */
  cameraRefused: string;
  cameraNone: string;
  cameraAgain: string;
  scanOnce: string;
  scanner: { hint: string; picture: string; close: string; noCamera: string; nothingFound: string };
  torchOn: string;
  torchOff: string;
  queue: string;
  queueLead: string;
  queueEmpty: string;
  queueClose: string;
  /** One of a family who is missing, by the number that the citizen's screen has. */
  familyMember(position: number): string;
  familyAwaits: Record<'compare' | 'ask-online' | 'refuse', (position: number) => string>;
  familyState(admitted: number, of: number): string;
  /** Follows the state. */
  familyMissing(members: string): string;
  /** Between two who are missing. */
  familyAnd: string;
  familyDone(of: number): string;
  secondsAgo(count: number): string;
  minutesAgo(count: number): string;
  post: string;
  withoutVenue: string;
  citizenSide: string;
  counts(admit: number, refuse: number, askOnline: number): string;
  countsLabel: string;
  listNone: string;
  listAge(age: string): string;
  listOld(age: string): string;
  clockBack: string;
  ageMinutes(count: number): string;
  ageHours(count: number): string;
  soundOn: string;
  soundOff: string;

  // — venues and signing in —
  venuesTitle: string;
  venuesLead: string;
  venuesNone: string;
  leave: string;
  role: Record<'manager' | 'staff', string>;
  manage(venue: string): string;
  scanLink: string;
  notALink: string;
  pasteLabel: string;
  pasteHint: string;
  opensHere: string;
  opensHereLead: string;
  silent: string;
  silentLead: string;
  toCheck: string;
  toTally: string;
  toLookUp: string;
  toPair: string;
  toDesk: string;
  choosePerson: string;
  joinTitle: string;
  joinLead: string;
  join: string;
  joining: string;
  joined(venue: string): string;
  joinUsed: string;
  joinTooMany: string;
  joinFor(id: string): string;
  joinLinkWrong: string;

  // — the manager —
  manageTitle: string;
  staffList: string;
  you: string;
  since(at: string): string;
  staffNumber(mark: string): string;
  remove: string;
  removeAsk: string;
  removeYes: string;
  removeNo: string;
  removeLast: string;
  invite: string;
  inviteLead(until: string): string;
  poster: string;
  posterMake: string;
  posterLead: string;
  posterTitle: string;
  posterScan: string;
  posterUntil(at: string): string;
  save: string;
  posterPrint: string;
  saved: string;
  saveRefused: string;
  saveUnsupported: string;
  notManager: string;

  // — the day's tally —
  tallyTitle: string;
  tallyLead: string;
  tallyNone: string;
  tallyNoVenue: string;
  tallySign: string;
  tallySigning: string;
  tallySigned: string;
  tallyOpen: string;
  linkOpen: string;
  tallyCheck: string;
  tallyTrue: string;
  tallyFalse: Saying;
  tallyExpired: Saying;
  tallyRevoked: Saying;
  tallyCannotTell: Record<'trust-list' | 'clock', Saying>;
  tallyNotOne: Saying;
  day: string;
  venue: string;
  scene: string;
  admitted: string;
  refused: string;
  asked: string;
  compared: string;
  phone: string;
  signedAt: string;
  times(count: number): string;
  nobodyInIt: string;

  // — a fixed desk —
  deskTitle: string;
  deskLead: string;
  deskPair: string;
  deskPairTodo: string;
  deskPairBy(at: string): string;
  deskWaiting: string;
  deskNew: string;
  deskUntil(at: string): string;
  deskEnded: string;
  deskAlone: string;
  deskLeave: string;
  deskReady: string;
  deskReadyTodo: string;
  deskLost: string;
  deskLostTodo: string;
  deskField: string;
  deskOnlyBrowser: string;
  pairTitle: string;
  pairLead(venue: string): string;
  pair: string;
  pairing: string;
  paired(venue: string): string;
  pairGone: string;
  pairLinkWrong: string;
  pairNeedsVenue: string;

  // — looking up by document —
  lookUpTitle: string;
  lookUpLead: string;
  lookUpConsentTitle: string;
  /** To be read aloud to the person. */
  lookUpConsentText: string;
  lookUpConsent: string;
  lookUpConsentMissing: string;
  lookUp: string;
  lookUpAsking: string;
  lookUpWait: string;
  lookUpNext: string;
  lookUpListed: string;
  lookUpTooMany: string;

  // — what can go wrong —
  notStaffHere: string;
  gone: string;
  tryAgain: string;
}
