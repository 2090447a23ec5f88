/** Words of 添加纸质结果: what is entered, scanned and kept of paper results. */
import type { Refusal } from '../http/refusals.ts';
import type { PaperClaim } from '../server/paper-claim.ts';

export interface PaperWords {
  title: string;
  lead: string;
  homeTitle: string;
  byNumber: string;
  numberLabel: string;
  numberHint: string;
  numberProblem: Record<'missing' | 'too-long' | 'wrong-characters', string>;
  scanNumber: string;
  institutionLabel: string;
  institutionChoose: string;
  institutionOther: string;
  institutionName: string;
  institutionNameHint: string;
  institutionMissing: string;
  register: string;
  sending: string;
  registered: string;
  /** After a trouble of network or server. */
  sendAgain: string;
  byCertificate: string;
  certificateLead: string;
  scanCertificate: string;
  pasteLabel: string;
  pasteHint: string;
  verify: string;
  /** A certificate printed as several codes. */
  parts(have: number, all: number): string;
  certificateAdded: string;
  refusal: Record<Refusal, { text: string; todo: string }>;
  list: string;
  nothing: string;
  /** By what was added. */
  state: Record<PaperClaim['kind'], Record<PaperClaim['state'], { text: string; note: string }>>;
  kind: Record<PaperClaim['kind'], string>;
  institutionUnknown: string;
  numberEnding(last4: string): string;
  addedAt(at: string): string;
  takePhoto: string;
  anotherPhoto: string;
  photoLead: string;
  showPhoto: string;
  hidePhoto: string;
  photo: string;
  photoSending: string;
  photoAgain: string;
  photoRefused: string;
  photoTooLarge: string;
  notAPhoto: string;
  photosUnsupported: string;
  remove: string;
  removeAsk(withPhoto: boolean): string;
  removeYes: string;
  removeNo: string;
  scanRefused: string;
  scanUnsupported: string;
  scanner: { hint: string; picture: string; close: string; noCamera: string; nothingFound: string };
}
