/**
 * Words: every sentence the main package can say, by name. A language fills all of it in; nothing may be missing. What one
 * page says lies in a file of its topic (`paper.ts`, `paper.zh.ts`, `paper.en.ts`); what staff read lies in their subpackage.
 */
import type {
  Channel,
  DocumentProblem,
  DocumentType,
  FailureReason,
  NameProblem,
  NotRecognisedReason,
  Outcome,
  Scene,
  UndeterminedReason,
} from '../../../core/index.ts';
import type { ProblemKind } from '../http/problem-kinds.ts';
import type { Trouble } from '../http/trouble.ts';
import type { Scope } from '../server/scopes.ts';
import type { Saying } from '../server/source-sayings.ts';
import type { ChannelsPageWords } from './channels-page.ts';
import type { CodesWords } from './codes.ts';
import type { FamilyWords } from './family.ts';
import type { PaperWords } from './paper.ts';
import type { ShowWords } from './show.ts';

/** Parts of Beijing time, as numbers: how they are written is the language's business. */
export interface DateParts {
  year: number;
  month: number;
  day: number;
  /** Two digits each, `14:05`. */
  clock: string;
  /** The year is told only when it is not this one. */
  thisYear: boolean;
}

export type NearDay = 'yesterday' | 'today' | 'tomorrow';
export type Duration = { unit: 'days' | 'hours' | 'minutes'; count: number; minutes?: number } | { unit: 'moment' };

export interface Words {
  /** BCP 47. */
  tag: string;
  /** The language's own name. */
  name: string;
  appName: string;

  // — the answer —
  /** `{place}`, `{scene}` and `{decision}` each stand here once. */
  sentence: string;
  scene: Record<Scene, string>;
  decision: {
    /** No answer has come and none was kept. */
    unanswered: string;
    recognised(until: string): string;
    recognisedBySamplingProof(until: string): string;
    expired(since: string): string;
    notRecognised: string;
    pending: string;
    undetermined: string;
    notRequired: string;
  };
  notRecognisedReason: Record<NotRecognisedReason, string>;
  undeterminedReason: Record<UndeterminedReason, string>;
  /** In place of `sources-unasked` where every channel that can be asked was. */
  onlyUnconnected(count: number): string;
  pendingReason: string;
  expiredReason: string;
  notRequiredReason: string;
  /** What is left, and the day it ends when that is near. */
  left(duration: string, day?: string): string;
  stricter(scene: string, decision: string): string;
  /** The policy it is measured by: whose, how long, from which moment. */
  policyFrom: Record<'report-issued' | 'sample-collected' | 'sample-day', string>;
  policy(windowHours: number, from: string): string;
  policyProof(hours: number): string;
  policyNegatives(count: number, withinHours: number): string;
  policyDocument(document: string): string;
  /** To see the document. */
  policyBasis: string;
  /** Between the clauses of a policy. */
  comma: string;
  semicolon: string;

  // — times —
  dateTime(parts: DateParts): string;
  nearDay: Record<NearDay, string>;
  duration(duration: Duration): string;

  // — the proof —
  restsOn: string;
  outcome: Record<Outcome, string>;
  outcomeUnknown: string;
  outcomeNotOut: string;
  sampledOnly: string;
  sampled: string;
  tested: string;
  reported: string;
  reportNotOut: string;
  notTold: string;
  single: string;
  pooled(size: number): string;
  institution: string;
  samplingPoint: string;
  seenIn: string;
  document: string;
  documentEnding(type: string, last4: string): string;
  /** Instead of an outcome. */
  outcomeDisputed: string;
  contradicted: string;
  says(source: string, outcome: string): string;
  resultDecision: {
    recognised(until: string): string;
    expired(since: string): string;
    notRecognised: string;
    pending: string;
    undetermined: string;
    notRequired: string;
  };

  // — the channels —
  channels: string;
  channel: Record<Channel, string>;
  answeredOf(answered: number, all: number): string;
  stillAsking(count: number): string;
  queueing(count: number): string;
  silent(count: number): string;
  notConnected(count: number): string;
  /** Of a group of sources that say the same, and what that does not mean. */
  saying: Record<Saying, string>;
  sayingNote: Partial<Record<Saying, string>>;
  /** The first few of many names. */
  someOf(names: string[], all: number): string;
  source: {
    found(at: string): string;
    none(at: string): string;
    notOut(at: string): string;
    /** Where the group says what. */
    answeredAt(at: string): string;
    notConnected: string;
    unknown: string;
    held: string;
    usuallyLate(hours: number): string;
    pending: string;
    asking(since: string): string;
    askingNoTime: string;
    failed(why: string, since?: string): string;
    busy(turn?: string): string;
    retry(at: string): string;
    lastWord(at: string): string;
  };
  failureReason: Record<FailureReason, string>;
  /** What an operator says of a source that is closed. */
  announced(source: string, text: string): string;
  unanswered(source: string, since?: string): string;
  busyLine(source: string, turn?: string): string;
  /** Beside the ones named. */
  moreSilent(count: number): string;
  scope: Record<Scope, string>;
  scopeWhich: Record<Scope, string>;
  scopeTitle: string;
  scopeAsked(current: string): string;
  chooseScope(current: string): string;
  askAgain(at: string): string;
  askNow: string;

  // — home —
  refresh: string;
  /** The channels asked by themselves are the national ones, this place's and the person's own: this asks all there are. */
  askEverywhere: string;
  refreshing: string;
  results: string;
  /** Where the answer above shows none of them. */
  allResults: string;
  moreResults(count: number): string;
  fewerResults: string;
  noResults: string;
  noResultsYet: string;
  noResultsWhereAsked: string;
  oldAnswer(at: string): string;
  asOf(at: string): string;
  elder: string;
  elderOff: string;
  me: string;
  notAHealthCode: string;
  noticeLink: string;
  loading: string;
  choosePlace(current: string): string;
  chooseScene(current: string): string;
  placesTitle: string;
  scenesTitle: string;
  recentPlaces: string;
  allPlaces: string;
  nationwide: string;
  placesMissing: string;
  chosen: string;
  close: string;
  back: string;
  open: string;
  fold: string;

  // — every channel, for everybody —
  channelsPage: ChannelsPageWords;

  // — paper results —
  paper: PaperWords;

  // — showing the share code —
  show: ShowWords;

  // — which codes there are —
  codes: CodesWords;

  // — those one acts for —
  family: FamilyWords;

  // — the ways to pages of a package of their own —
  looksLink: string;
  scanVenue: string;
  shareLink: string;
  turnedAway: string;

  // — trouble: what went wrong, and the one thing to do —
  trouble: Record<Trouble['kind'], string>;
  troubleAction: Record<Trouble['kind'], string>;
  /** What the server said no to, and the one thing to do. */
  problem: Record<ProblemKind, string>;
  /** `wait`: how long to wait. */
  tooManyAttempts(wait: string): string;
  /** Where the page asks again by itself. */
  busyWaits: string;
  reference(reference: string): string;

  // — first opening —
  welcomeTitle: string;
  welcomeLead: string;
  signingIn: string;
  consentTitle: string;
  consentAsk: string;
  consentAskWhy: string;
  consentKeep: string;
  consentKeepWhy: string;
  consentNeeded(purpose: string): string;
  consentOptional(purpose: string): string;
  ticked: string;
  notTicked: string;
  agree: string;
  refuse: string;
  refusedTitle: string;
  refusedText: string;
  privacyRefused: string;
  readPrivacyAgain: string;
  sandboxTitle: string;
  sandboxLead: string;
  sandboxBound: string;
  onlyInSuperApp: string;
  /** Links that are passed on. */
  link: {
    picture: string;
    copy: string;
    done: string;
    refused: string;
    /** It was opened where nobody can sign in. */
    inside: string;
  };
  /** The next page could not be opened. */
  stuck: string;

  // — identity —
  identityTitle: string;
  identityAddTitle: string;
  identityLead: string;
  nameLabel: string;
  nameHint: string;
  nameProblem: Record<NameProblem, string>;
  typeLabel: string;
  documentType: Record<DocumentType, string>;
  numberLabel: string;
  numberHint: Record<DocumentType, string>;
  /** `form` is the hint of the document's kind. */
  documentProblem: Record<DocumentProblem, (form: string) => string>;
  proofTitle: string;
  proofLead: string;
  byPhone: string;
  byPhoneRefused: string;
  bySpecimen: string;
  specimenLabel: string;
  specimenHint: string;
  specimenMissing: string;
  submit: string;
  checking: string;
  checkingLead: string;
  identityFailed: string;
  identityFailedTodo: string;
  bound: string;
  addAnother: string;
  toResults: string;
  fillIn(name: string, documentType: string): string;

  // — me —
  meTitle: string;
  /** The way to the pages of venue staff. */
  staffSide: string;
  language: string;
  display: string;
  elderLead: string;
  documents: string;
  noDocuments: string;
  addDocument: string;
  keepLabel: string;
  keepLead: string;
  about: string;
  aboutText: string;
  version(stage: string): string;
  lastReference(reference: string): string;
  noReference: string;
  changePerson: string;

  // — the notice; its Chinese is always shown beside —
  noticeTitle: string;
  noticeCite: string;
  noticeText: string;
  noticeForStaff: string;
  noticePoints: string[];
  noticeSummary: string;
}
