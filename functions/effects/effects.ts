/** Effects: everything a door may do to the world, by name. A door takes only those it names. */
import type { SourceFile } from '../../protocols/index.ts';
import type { PrintFont } from '../printing/print-code.ts';
import type { Accounts } from './accounts.ts';
import type { Acts } from './acts.ts';
import type { Answered } from './answered.ts';
import type { Attempts } from './attempts.ts';
import type { CheckWords } from './check-words.ts';
import type { Citizens } from './citizens.ts';
import type { Codes } from './codes.ts';
import type { Control } from './control.ts';
import type { DeskSessions } from './desk-sessions.ts';
import type { Desks } from './desks.ts';
import type { Directory } from './directory.ts';
import type { DocumentsBucket } from './documents-bucket.ts';
import type { Hours } from './hours.ts';
import type { Invitations } from './invitations.ts';
import type { Ledger } from './ledger.ts';
import type { Links } from './links.ts';
import type { Log } from './log.ts';
import type { LookUps } from './look-ups.ts';
import type { Looks } from './looks.ts';
import type { Nonces } from './nonces.ts';
import type { PaperLines } from './paper-lines.ts';
import type { PaperMoves } from './paper-moves.ts';
import type { PaperStore } from './papers.ts';
import type { People } from './people.ts';
import type { Pepper } from './peppers.ts';
import type { Posters } from './posters.ts';
import type { Queues } from './queues.ts';
import type { Quotas } from './quotas.ts';
import type { Receipts } from './receipts.ts';
import type { Revocations } from './revocations.ts';
import type { Sessions } from './sessions.ts';
import type { ShareNonces } from './share-nonces.ts';
import type { Signer } from './signer.ts';
import type { Sources } from './sources.ts';
import type { SuperApps } from './super-apps.ts';
import type { Tasks } from './tasks.ts';
import type { TrustReader } from './trust.ts';
import type { TrustStore } from './trust-store.ts';
import type { Turns } from './turns.ts';
import type { Venues } from './venues.ts';
import type { World } from './world.ts';

/** What every door has. */
export interface Surroundings {
  world: Pick<World, 'clock' | 'random' | 'sandboxAccount'>;
  directory: Directory;
  log: Log;
}

export interface Effects extends Surroundings {
  sessions: Sessions;
  accounts: Accounts;
  attempts: Attempts;
  ledger: Ledger;
  citizens: Citizens;
  checkWords: CheckWords;
  control: Control;
  /** Share codes that were issued, without their content. */
  codes: Codes;
  links: Links;
  /** Of the door that prints alone. */
  printFont(): Promise<PrintFont>;
  looks: Looks;
  lookUps: LookUps;
  /** What a phone's new key signs. */
  shareNonces: ShareNonces;
  /** Turns this environment has taken and not yet handed out. */
  turns: Turns;
  quotas: Quotas;
  hours: Hours;
  tasks: Tasks;
  queues: Queues;
  people: People;
  sources: Sources;
  superApps: SuperApps;
  documents: DocumentsBucket;
  /** Paper results without what is sealed in them. */
  paperLines: PaperLines;
  papers: PaperStore;
  paperMoves: PaperMoves;
  nonces: Nonces;
  /** Signs as ourselves; a door's role opens the keys of the uses that it signs for. */
  signer: Signer;
  revocations: Revocations;
  /** How many were turned away where; never who. */
  receipts: Receipts;
  trust: TrustReader;
  trustStore: TrustStore;
  /** Venues and who is staff there. */
  venues: Venues;
  /** What was done there, and by operators with keys and sources. */
  acts: Acts;
  invitations: Invitations;
  posters: Posters;
  /** Counters with a browser, and what they sign in with. */
  desks: Desks;
  deskSessions: DeskSessions;
  /** Showings that were answered online lately. */
  answered: Answered;
  /** Of the web version, as `https://huren.example`: where links of ours lead. */
  h5Origin: string;
  /** What a source signs its pushes with; `undefined`: it sends nothing. */
  pushKeyOf(source: SourceFile): Promise<string | undefined>;
  /** documentKey: HMAC over type and normalised number. Only binding and receiving have it. */
  documentPepper: Pepper;
  /** Only asking, receiving and papers have it. */
  specimenPepper: Pepper;
}
