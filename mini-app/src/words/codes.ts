/** Words of 我的码: which codes there are and where, how to revoke one, and one on paper. */
import type { HeldCode, PaperSize } from '../server/share-server.ts';

export interface CodesWords {
  title: string;
  lead: string;
  nothing: string;
  platform: Record<HeldCode['platform'], string>;
  onThisPhone: string;
  /** Whose, where it is not one's own. */
  of(name: string): string;
  somebody: string;
  number(number: string): string;
  issued(at: string): string;
  until(at: string): string;
  ended(at: string): string;
  revoked(at: string): string;
  /** Of a code after which a newer one was had: where it still stands. */
  superseded: string;
  revoke: string;
  revokeAsk: string;
  revokeAskHere: string;
  revokeYes: string;
  revokeNo: string;
  revoking: string;
  lostTitle: string;
  /** What revoking does not do; */
  lostLead: string;
  /** and so what to do, in this order. */
  lostSteps: string[];
  /** The codes that no longer stand. */
  past: string;
  printTitle: string;
  printLead: string;
  print: Record<PaperSize, string>;
  printing: string;
  printed(number: string, until: string): string;
  printRefused: string;
  printUnsupported: string;
  /** No result counts anywhere now. */
  printNothing: string;
  tryAgain: string;
}
