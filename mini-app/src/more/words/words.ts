/** MoreWords: what the pages say that are for neither the gate nor staff: who has looked, posters, receipts, and links. */
import type { Complaint } from '../../../../core/share-code/receipt.ts';
import type { ScannerWords } from '../../phone/platform-contract.ts';
import type { Look } from '../link-server.ts';

/** What something is, and what to do then. */
export interface Saying {
  text: string;
  todo: string;
}
/** Why a signed link is not what it says. */
export interface Doubts {
  false: Saying;
  expired: Saying;
  revoked: Saying;
  cannotTell: Record<'trust-list' | 'clock', Saying>;
  notOne: Saying;
}

export interface MoreWords {
  tryAgain: string;
  choosePerson: string;
  checking: string;
  scanner: ScannerWords;
  cameraRefused: string;
  cameraNone: string;

  looks: {
    title: string;
    lead: string;
    nothing: string;
    how: Record<Look['how'], string>;
    /** Where no venue looked: who was given a link. */
    person: string;
    of(name: string): string;
    somebody: string;
  };

  venue: {
    title: string;
    lead: string;
    scan: string;
    asks(venue: string): string;
    rule(place: string, scene: string): string;
    show: string;
    refuse: string;
    refused: string;
    refusedWhy: string;
    recordsNothing: string;
    here: string;
    turnedAway: string;
    signed(until: string): string;
  } & Doubts;

  refused: {
    title: string;
    lead: string;
    complaintTitle: string;
    complaint: Record<Complaint, string>;
    /** What the notice says to it. */
    clause: Record<Complaint, string>;
    complaintMissing: string;
    venueTitle: string;
    venueScan: string;
    venueScanned: string;
    venueForget: string;
    nameLabel: string;
    nameHint: string;
    nameWrong: string;
    whenTitle: string;
    day: string;
    timeLabel: string;
    timeHint: string;
    timeWrong: string;
    placeOf(place: string): string;
    sceneOf(scene: string): string;
    nobody: string;
    make: string;
    making: string;
    givenHere: string;
    venueGone: string;
    kept: string;
    keptRow(venue: string, day: string): string;
  };

  receipt: {
    title: string;
    noPass: string;
    noPassWhy: string;
    true: string;
    complaint: string;
    clause: string;
    cite: string;
    venue: string;
    told(name: string): string;
    place: string;
    refusedAt: string;
    signedAt: string;
    means: string;
    picture: string;
    pictureLabel: string;
    save: string;
    saved: string;
    saveRefused: string;
    saveUnsupported: string;
    check: string;
    scan: string;
  } & Doubts;

  link: {
    title: string;
    lead: string;
    whoTitle: string;
    oneself: string;
    toTitle: string;
    toWhy: Record<'venue' | 'person', string>;
    onePerson: string;
    anyVenue: string;
    oneVenue: string;
    onlyVenue(venue: string): string;
    ruleOf(place: string, scene: string): string;
    opensTitle: string;
    once: string;
    onceWhy: string;
    hours(count: number): string;
    hoursWhy: string;
    make: string;
    making: string;
    made(until: string): string;
    madeWhy: string;
    /** They open it. */
    how: string;
    send: string;
    /** On the card: nobody's name. */
    card: string;
    listTitle: string;
    nothing: string;
    toVenue(venue: string): string;
    toAnyVenue: string;
    toPerson: string;
    opens: Record<'once' | 'until', string>;
    until(at: string): string;
    opened(at: string): string;
    ended(at: string): string;
    revoked(at: string): string;
    revoke: string;
    revokeAsk: string;
    revokeYes: string;
    revokeNo: string;
    revoking: string;
  };

  opened: {
    title: string;
    lead: string;
    told: string;
    open: string;
    opening: string;
    asWhom: string;
    asPerson: string;
    asPersonWhy: string;
    incomplete: string;
    chooseVenue: string;
    wrong: string;
    notStaff: string;
    over: Record<'opened' | 'withdrawn', string>;
    verdict: {
      result(until?: string): string;
      'sampling-proof'(until?: string): string;
      'not-required': string;
      'no-result-in-window': string;
      incomplete: string;
      undetermined: string;
    };
    whom(name: string, last4: string): string;
    rule(place: string, scene: string): string;
    negative: string;
    sampled: string;
    sampledOnly: string;
    reported: string;
    asOf(at: string): string;
    compare: string;
    goneWhenLeft: string;
    done: string;
  };
}
